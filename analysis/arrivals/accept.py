"""Taking a stage over: the files into the raw folder, the built warehouse into its place.

What goes wrong on the way is undone, so that nothing is half there. A document that is replaced is
kept in the hidden folder ``.replaced`` of the raw one. Not done here: deciding.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from analysis.arrivals.stage import Staged
from analysis.paths import Layout
from analysis.warehouse.notes import write_notes
from analysis.warehouse.swap import put_in_place
from analysis.warehouse.unchanged import inputs, remember

REPLACED = ".replaced"


def accept(staged: Staged, where: Layout) -> None:
    """Take the stage over, or leave everything as it was and raise what went wrong."""
    undo: list[Callable[[], object]] = []
    try:
        for path in staged.replaced:
            _put_away(path, where, undo)
        for name in staged.names:
            _take_in(staged.layout.raw / name, where.raw / name, where.raw, undo)
        if staged.notes or where.arrivals.is_file():
            _write_notes(staged, where, undo)
        for hidden in staged.layout.processed.glob(".*"):
            _remove(hidden)  # what is shared must not be put in its own place
        made_from = inputs(where)
        put_in_place(staged.layout.processed, where.processed)
    except BaseException:
        for step in reversed(undo):
            with suppress(OSError):
                step()
        raise
    for path in staged.replaced:
        if path.parent != where.raw:
            with suppress(OSError):  # it holds other files
                path.parent.rmdir()
    staged.report.warehouse = where.warehouse
    remember(where, made_from, staged.report)


def _take_in(source: Path, target: Path, raw: Path, undo: list[Callable[[], object]]) -> None:
    """Copy a file or folder to its place, first aside and then in one step."""
    missing = [folder for folder in target.parents if not folder.exists() and raw in folder.parents]
    target.parent.mkdir(parents=True, exist_ok=True)
    undo += [folder.rmdir for folder in reversed(missing)]
    aside = target.with_name(f".{target.name}.part")
    undo.append(lambda: _remove(aside))
    if source.is_dir():
        shutil.copytree(source, aside)
    else:
        shutil.copyfile(source, aside)
    os.rename(aside, target)
    undo.append(lambda: _remove(target))


def _put_away(path: Path, where: Layout, undo: list[Callable[[], object]]) -> None:
    kept = where.raw / REPLACED / path.relative_to(where.raw)
    number = 1
    while kept.exists():
        number += 1
        kept = kept.with_name(f"{path.name}.{number}")
    kept.parent.mkdir(parents=True, exist_ok=True)
    os.rename(path, kept)
    undo.append(lambda: os.rename(kept, path))


def _write_notes(staged: Staged, where: Layout, undo: list[Callable[[], object]]) -> None:
    before = where.arrivals.read_bytes() if where.arrivals.is_file() else None
    if before is None:
        undo.append(lambda: where.arrivals.unlink(missing_ok=True))
    else:
        undo.append(lambda: where.arrivals.write_bytes(before))
    write_notes(where.arrivals, staged.notes.values())


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
