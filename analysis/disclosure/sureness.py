"""How sure text recognition was of what it read, at a place.

Not done here: what follows from it (``doubt``, ``tables.proofread``).
"""

from __future__ import annotations

from decimal import Decimal

from analysis.sources.document import Document, Line

# In tables of 1,000 amounts scanned at 100 to 200 dots per inch, every amount that was read wrong
# lay below 0.85, and of those read right every tenth.
SURE = Decimal("0.90")
NO_DOUBT = Decimal("0.98")  # from here on not even arithmetic speaks against the reading
_BEFORE, _BEHIND = 1, 2  # characters beside a number that change what it says: -, 万元


def recognised_lines(document: Document) -> dict[tuple[int, int], Line]:
    """Return the lines that recognition read, by page and line."""
    return {(line.page or 0, line.line): line for line in document.recognised}


def confidence_at(line: Line, col: int, length: int) -> Decimal:
    """Return how sure recognition is of what is printed from ``col`` on (from 1).

    What stands beside a number counts, a sign before it and its unit behind. Where it goes on in
    the next line, or with a length of 0, it is that of the whole line.
    """
    begin, end = col - 1, col - 1 + length
    near = line.confidences[max(begin - _BEFORE, 0) : end + _BEHIND]
    whole = not near or length == 0 or end > len(line.confidences)
    weakest = (line.confidence or 0.0) if whole else min(near)
    return Decimal(str(round(weakest, 2)))
