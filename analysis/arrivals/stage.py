"""The warehouse as it would be: the raw folder with what arrives, built aside.

Nothing of the project is touched; the stage is a folder of links to the raw files, beside it copies
of what people said (links, notes). What has not changed is not read again, so that only the new
document costs time. Not done here: taking the stage over (``accept``).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from analysis.arrivals.identify import Arrival, Refused, Told
from analysis.arrivals.present import Present
from analysis.paths import Layout
from analysis.pipeline import build_warehouse
from analysis.sources.discover import RawFolderMissing, find_files
from analysis.warehouse.build import Progress
from analysis.warehouse.notes import Note, joined, read_notes, write_notes
from analysis.warehouse.readings import FOLDER
from analysis.warehouse.report import BuildReport, DocumentSummary


@dataclass(frozen=True, slots=True)
class Staged:
    """The stage with its build; ``names`` are those of the arrivals in the raw folder."""

    layout: Layout
    report: BuildReport
    names: tuple[str, ...]
    notes: dict[str, Note]
    replaced: tuple[Path, ...]

    def summary(self, name: str) -> DocumentSummary:
        """Return what was read of an arrival."""
        return next(doc for doc in self.report.documents if doc.file_name == name)


def stage(
    folder: Path,
    where: Layout,
    arrivals: Sequence[Arrival],
    told: Told,
    replaced: Sequence[Present],
    progress: Progress = iter,
) -> Staged:
    """Build the warehouse with the arrivals in ``folder``; raises Refused when one is not read."""
    layout = Layout(folder / "raw", folder / "processed", folder / "reports")
    layout.raw.mkdir()
    layout.processed.mkdir()
    _link_present(where, layout, {document.path for document in replaced})
    notes = read_notes(where.arrivals)
    for document in replaced:
        notes.pop(document.name, None)
    names = tuple(_place(arrival, where, layout, told, notes) for arrival in arrivals)
    write_notes(layout.arrivals, notes.values())
    if where.links.is_file():
        shutil.copyfile(where.links, layout.links)
    _share(where.processed, layout.processed)
    report = build_warehouse(layout, progress)
    read = {document.file_name for document in report.documents}
    for name, arrival in zip(names, arrivals, strict=True):
        if name not in read:
            problems = [p for p in report.problems if p.file_name.startswith(name)]
            why = f"{problems[0].reason}. {problems[0].advice}" if problems else "it was left out"
            raise Refused(f"{', '.join(arrival.originals)}: {why}. Nothing was changed")
    return Staged(layout, report, names, notes, tuple(document.path for document in replaced))


def _link_present(where: Layout, layout: Layout, without: set[Path]) -> None:
    try:
        documents = find_files(where.raw).documents
    except RawFolderMissing:
        return
    for document in documents:
        if document in without:
            continue
        for file in document.iterdir() if document.is_dir() else [document]:
            if file.is_file():
                link = layout.raw / file.relative_to(where.raw)
                link.parent.mkdir(parents=True, exist_ok=True)
                _link(file, link)


def _place(
    arrival: Arrival, where: Layout, layout: Layout, told: Told, notes: dict[str, Note]
) -> str:
    """Put an arrival into the staged raw folder; return its name, and note what is to be known."""
    folder, number = arrival.folder, 1
    while (where.raw / folder).exists() or (layout.raw / folder).exists():
        number += 1
        folder = f"{arrival.folder}-{number}"
    (layout.raw / folder).mkdir(parents=True)
    for path in arrival.files:
        shutil.copyfile(path, layout.raw / folder / path.name)
    name = f"{folder}/{arrival.files[0].name}" if len(arrival.files) == 1 else folder
    kept = [path.name for path in arrival.files]
    renamed = list(arrival.originals) != kept
    if renamed or told.year or told.unit:
        notes[name] = told.note(name, joined(arrival.originals) if renamed else "")
    return name


def _share(processed: Path, staged: Path) -> None:
    """Let the staged build use the readings of the real one."""
    (processed / FOLDER).mkdir(parents=True, exist_ok=True)
    _link((processed / FOLDER).resolve(), staged / FOLDER)


def _link(target: Path, link: Path) -> None:
    try:
        os.symlink(target.resolve(), link, target_is_directory=target.is_dir())
    except OSError:  # a system without links: copied, and readings are made again
        with suppress(OSError):
            shutil.copyfile(target, link)
