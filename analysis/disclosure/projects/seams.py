"""What the seams between printed words say, and the weights of a row's odd cells.

One unit of weight is weak evidence, 3 is strong, 6 all but rules a reading out. The weights
order readings by what a compositor does; none is fitted to a document. Not done here: how well
texts fit columns (``cell_scores``).
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.disclosure.projects.units import Unit

BLANK_CELL = -3.0  # a cell of which nothing is printed
BLANK_HINTED = -2.0  # the same behind a word that is followed by two blanks
BLANK_LEADING = -0.9  # the same before the first word of a line that begins with a blank
BLANK_SEEN = -0.3  # an empty paragraph stands in its place
NO_BASIS = -3.0
ROW = -1.0  # few rows that are whole rather than many
LEVEL = 2.0  # a word that is a level is rarely anything else
LONE_LEVEL = -0.5  # a first level without a second one after it
NAME_REST = -3.5  # the end of a name behind the row's other cells
NAME_REST_DUE = 4.0  # the same where the name's last line was only broken
SKIPPED_EMPTY = -0.3
ORPHAN = -9.0
NEAR = 2.0  # another reading within this of the best leaves a row uncertain

LINE_INSIDE = -0.1  # a line end that does not tell, inside a cell
LINE_BETWEEN = -0.4  # the same between two cells where the line may have been full
LINE_TOO_SHORT = -3.0  # the same inside a cell although the next line is longer

_INSIDE = {"paragraph": -6.0, "broken": 0.0}
_BETWEEN = {"paragraph": 0.0, "broken": -5.0}


def inside(units: Sequence[Unit], at: int) -> float:
    """Return what the seam before unit ``at`` says to a cell that goes on over it."""
    seam = units[at].seam
    if seam == "line":
        # A line that is only broken is full: what follows it is hardly longer.
        return LINE_INSIDE if _fills(units, at) else LINE_TOO_SHORT
    if seam != "blank":
        return _INSIDE[seam]
    left, right = units[at - 1].folded[-1], units[at].folded[0]
    if _is_latin(left) and _is_latin(right):
        return -6.0
    if _is_latin(left) or _is_latin(right):
        return -0.2  # typesetting puts a blank between Chinese and Latin characters
    return -2.5


def between(units: Sequence[Unit], at: int) -> float:
    """Return what the seam before unit ``at`` says to a cell that begins there."""
    seam = units[at].seam
    if seam == "line":
        return LINE_BETWEEN if _fills(units, at) else 0.0
    if seam != "blank":
        return _BETWEEN[seam]
    if at == 0 or not units[at - 1].folded or not units[at].folded:
        return 0.0
    left, right = units[at - 1].folded[-1], units[at].folded[0]
    return -0.7 if _is_latin(left) != _is_latin(right) and left not in "%‰" else 0.0


def _fills(units: Sequence[Unit], at: int) -> bool:
    return at == 0 or len(units[at - 1].folded) + 1 >= len(units[at].folded)


def _is_latin(char: str) -> bool:
    return char < "\u2e80"
