"""Pandoc markdown as a type: what a cell shows, and what may stand in a sentence unescaped.

Not done here: reading or converting markdown (pandoc does).
"""

from __future__ import annotations

import re

__all__ = ["Markdown", "attribute", "escape", "raw"]


class Markdown(str):
    """A string that is markdown already; Jupyter shows it as such, and nothing escapes it again."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        return str(self)


def escape(text: str) -> Markdown:
    """``text`` so that pandoc shows it as it stands (no emphasis, links, citations, maths)."""
    text = re.sub(r"([\\`*_{}\[\]<>#|$^~@!])", r"\\\1", " ".join(text.split()))
    return Markdown(re.sub(r"^([-+]|\d+(?=[.)]))([.)]?)", _no_list, text))


def _no_list(match: re.Match[str]) -> str:
    """What opens a list at the start of a line, so that it does not: ``\\-``, ``3\\.``."""
    sign, stop = match.groups()
    return f"{sign}\\{stop}" if stop and sign.isdigit() else f"\\{sign}{stop}"


def attribute(text: str) -> str:
    """``text`` as the quoted value of an attribute in a div or span."""
    flat = " ".join(text.split())
    return '"' + flat.replace("\\", "\\\\").replace('"', '\\"') + '"'


def raw(format_name: str, text: str) -> Markdown:
    """A raw block for one output format (html, typst); the other format leaves it out."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return Markdown(f"{fence}{{={format_name}}}\n{text}\n{fence}\n")
