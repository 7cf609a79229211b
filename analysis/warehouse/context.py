"""The printed lines around a figure, read from the raw file, persons' details masked.

Not done here: printing them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from analysis.disclosure.privacy import mask_lines
from analysis.sources.discover import load
from analysis.sources.document import Grid, Line, UnreadableSource


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A printed line; ``begin`` and ``end`` mark the figure's token where it stands on it."""

    line: int
    text: str
    begin: int | None = None
    end: int | None = None


def lines_around(
    raw: Path,
    name: str,
    sha256: str,
    page: int | None,
    line: int,
    col: int,
    printed: str,
    count: int,
) -> list[PrintedLine]:
    """Return the line that holds a figure, with ``count`` lines that are not blank on each side.

    Raises UnreadableSource when the raw file is not there any more, or is another one than the
    warehouse was built from.
    """
    kept = [entry for entry in _masked(raw, name, sha256) if entry[0] == page]
    kept = [entry for entry in kept if entry[2].strip() or entry[1] == line]
    here = next((i for i, entry in enumerate(kept) if entry[1] == line), None)
    if here is None:
        return []
    shown = kept[max(here - count, 0) : here + count + 1]
    return [
        PrintedLine(number, text, col - 1, col - 1 + len(printed))
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
