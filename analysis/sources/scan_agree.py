"""Where two readings of one line agree.

Not done here: which of them is right (``scan_looks``, ``scan_witness``).
"""

from __future__ import annotations

from difflib import Match, SequenceMatcher
from itertools import pairwise


def agreeing(text: str, other: str) -> set[int]:
    """Return the places of the characters of ``text`` that the other reading has as well.

    Those between which the other has more (118 and 1.18) are not among them.
    """
    blocks = SequenceMatcher(None, text, other, False).get_matching_blocks()
    agreed = {place for block in blocks for place in range(block.a, block.a + block.size)}
    for before, after in pairwise([Match(0, 0, 0), *blocks]):
        if after.b > before.b + before.size and after.a == before.a + before.size:
            agreed -= {after.a - 1, after.a}
    return agreed
