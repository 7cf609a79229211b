"""Pandoc markdown as a type: what a cell shows, and what may stand in a sentence unescaped.

What the page numbers in the order in which it shows them (sources) stands in the text as a
``reference`` until Jupyter asks for the text to show it.

Not done here: reading or converting markdown (pandoc does).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count

__all__ = [
    "REFERENCE",
    "Markdown",
    "attribute",
    "curved",
    "escape",
    "raw",
    "references",
    "typst_string",
    "typst_text",
]

# Brackets that no pandoc, HTML or JSON gives a meaning to.
REFERENCE = re.compile(r"⟦(\d+):(\d+)⟧")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])'")
_number_of: dict[int, Callable[[int], int]] = {}
_lists = count(1)


class Markdown(str):
    """A string that is markdown already; Jupyter shows it as such, and nothing escapes it again."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        return REFERENCE.sub(lambda found: str(_number_of[int(found[1])](int(found[2]))), self)


def references(number_of: Callable[[int], int]) -> Callable[[int], str]:
    """Open a list whose entries are numbered when they are first shown.

    Returns what writes the reference to an entry; when a text with it is shown, ``number_of`` is
    asked for the number of the entry.
    """
    key = next(_lists)
    _number_of[key] = number_of
    return lambda entry: f"⟦{key}:{entry}⟧"


def escape(text: str) -> Markdown:
    """``text`` so that pandoc shows it as it stands (no emphasis, links, citations, maths)."""
    text = re.sub(r"([\\`*_{}\[\]<>#|$^~@!])", r"\\\1", " ".join(text.split()))
    return Markdown(re.sub(r"^([-+]|\d+(?=[.)]))([.)]?)", _no_list, text))


def _no_list(match: re.Match[str]) -> str:
    """What opens a list at the start of a line, so that it does not: ``\\-``, ``3\\.``."""
    sign, stop = match.groups()
    return f"{sign}\\{stop}" if stop and sign.isdigit() else f"\\{sign}{stop}"


def curved(text: str) -> str:
    """``text`` with the apostrophes of English words as they are set; in prose page.lua does it."""
    return _APOSTROPHE.sub("’", text)


def attribute(text: str) -> str:
    """``text`` as the quoted value of an attribute in a div or span."""
    flat = " ".join(text.split())
    return '"' + flat.replace("\\", "\\\\").replace('"', '\\"') + '"'


def raw(format_name: str, text: str) -> Markdown:
    """A raw block for one output format (html, typst); the other format leaves it out."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return Markdown(f"{fence}{{={format_name}}}\n{text}\n{fence}\n")


def typst_string(text: str) -> str:
    """A string of Typst, which takes every character as it stands."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def typst_text(text: str) -> str:
    """The same as content."""
    return f"#{typst_string(text)};"
