"""The printed lines around a figure, read from the raw file, persons' details masked.

Not done here: printing them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from analysis.disclosure.privacy import mask_lines
from analysis.sources.discover import load
from analysis.sources.document import Grid, Line, UnreadableSource


class PrintedLine(NamedTuple):
    """A printed line; ``begin`` and ``end`` mark the figure's token where it stands on it."""

    line: int
    text: str
    begin: int | None = None
    end: int | None = None

    def marked(self, emphasise: Callable[[str], str] = str) -> str:
        """Return the line behind its number, the token within marks, ``emphasise`` applied."""
        if self.begin is None or self.end is None:
            return f"  {self.line:>6} | {self.text}"
        token = emphasise(f"»{self.text[self.begin : self.end]}«")
        return f"> {self.line:>6} | {self.text[: self.begin]}{token}{self.text[self.end :]}"


def lines_around(raw: Path, figure: Mapping[str, Any], count: int) -> list[PrintedLine]:
    """Return the line that holds a figure, with ``count`` lines that are not blank on each side.

    ``figure`` is a row of ``lookup.find_figures``. Raises UnreadableSource when the raw file is not
    there any more, or is another one than the warehouse was built from.
    """
    line, begin = figure["line"], figure["col"] - 1
    entries = _masked(raw, figure["file_name"], figure["sha256"])
    kept = [entry for entry in entries if entry[0] == figure["page"]]
    kept = [entry for entry in kept if entry[2].strip() or entry[1] == line]
    here = next((i for i, entry in enumerate(kept) if entry[1] == line), None)
    if here is None:
        return []
    shown = kept[max(here - count, 0) : here + count + 1]
    return [
        PrintedLine(number, text, begin, begin + len(figure["printed"]))
        if number == line
        else PrintedLine(number, text)
        for _, number, text in shown
    ]


@lru_cache(maxsize=8)
def _masked(raw: Path, name: str, sha256: str) -> tuple[tuple[int | None, int, str], ...]:
    """Return (page, line, text) of every printed line."""
    path = raw / name
    if not path.exists():
        raise UnreadableSource(name, f"the file is not in {raw} any more", "Name its folder: --raw")
    document = load(path, raw)
    if document.file.sha256 != sha256:
        raise UnreadableSource(
            name, "the file is not the one that the warehouse was built from", "Run `budget build`"
        )
    lines: list[Line] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            lines += [line for cell in block.cells for line in cell.lines]
        else:
            lines.append(block)
    texts = mask_lines(line.text for line in lines)
    return tuple((line.page, line.line, text) for line, text in zip(lines, texts, strict=True))
