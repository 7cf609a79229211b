"""The words of the field, read from the small CSV files beside this module.

Next year's new wording is a line in one of those files. Not done here: any matching logic
beyond folding characters that look or mean the same.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

# One Chinese character: a letter that is not Latin, and these texts hold no others. Asked for as a
# range, whose twenty thousand characters Python goes through for each pattern, it took a tenth of
# the time of a build.
HAN = r"[^\W\d_a-zA-Z]"

SUM_WORDS = ("合计", "总计")  # a row that is called so and no more is the sum of its table

_FOLDER = Path(__file__).parent
# Radicals that PDF fonts put in place of the characters; NFKC folds the Kangxi radicals only.
_RADICALS = str.maketrans(
    "⻔⻢⻋⻅⻚⻛⻝⻥⻦⻬⻰⻓⻉⺟⻄⻘⻩", "门马车见页风食鱼鸟齐龙长贝母西青黄"
)
_RADICAL = re.compile(r"[\u2e80-\u2eff]")  # few texts hold one, and finding out costs little
_KEPT = 1 << 14  # texts: those of one large document, so that memory stays flat over many


# One character for one, so that places stay: full-width digits, point and per cent. Python looks
# up each character to translate, and goes a long way for one that is not there.
_NARROW = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_WIDE = re.compile("[０-９．％]")
_BLANKS = re.compile("[ \t\f\v\n\u3000\xa0]+")
# The full-width marks of running text. Normalising puts them in place of each other, too, but goes
# through a list of all compositions for each character of the text.
_MARKS = tuple(zip("，：；（）", ",:;()", strict=True))


def narrow(text: str) -> str:
    """Return ``text`` with half-width digits in place of full-width ones, as long as before."""
    return text.translate(_NARROW) if _WIDE.search(text) else text


def without_blanks(text: str) -> str:
    """Return ``text`` without blanks, tabs and line ends."""
    return _BLANKS.sub("", text)


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``<name>.csv`` as dictionaries, in file order."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@lru_cache(maxsize=_KEPT)
def fold(text: str) -> str:
    """Return ``text`` for comparing: NFKC, radicals as characters, all blanks taken out."""
    if text.isascii():  # a number: NFKC leaves it as it is
        return "".join(text.split())
    if not unicodedata.is_normalized("NFKC", text):
        for wide, mark in _MARKS:
            text = text.replace(wide, mark)
        text = unicodedata.normalize("NFKC", text)
    if _RADICAL.search(text):
        text = text.translate(_RADICALS)
    return "".join(text.split())
