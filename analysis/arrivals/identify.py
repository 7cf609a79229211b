"""What the files are that arrive: of which unit, for which year, of which kind, in which parts.

Files that name the same unit, year and kind are parts of one document, and so are files of which
only one says what it is, and text and tables of which only one says the kind; a folder is one
document. All or nothing: a file that cannot be read refuses the lot, because half a document must
not be taken for a whole one. Not done here: holding it against the documents that are there
(``present``), judging which files belong together beyond what they say.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from analysis.arrivals.halves import Halves, complete, halves, whole_kind
from analysis.arrivals.names import free_name, safe_name
from analysis.disclosure.identify import NO_UNIT, NO_YEAR
from analysis.warehouse.job import read_document
from analysis.warehouse.notes import Note
from analysis.warehouse.readings import Readings, content_hash
from analysis.warehouse.report import Problem

if TYPE_CHECKING:
    from analysis.disclosure.recorder import Disclosure
    from analysis.disclosure.records import Document


class Refused(Exception):
    """What arrives cannot be taken in: which file, why, what to do."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a person says of what arrives, in place of what it says itself."""

    year: int | None = None
    unit: str | None = None

    def note(self, name: str, original: str = "") -> Note:
        """Return it as the note of a raw file."""
        return Note(name, original, self.year, self.unit)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document that arrives: its files as copied, their first names, and what it is.

    ``joins`` names the document that is there already as its other half, whose files are among
    its own then.
    """

    files: tuple[Path, ...]
    originals: tuple[str, ...]
    unit_name: str
    fiscal_year: int
    document_kind: str
    halves: Halves = frozenset()
    joins: str = ""

    @property
    def identity(self) -> tuple[str, int, str]:
        """What only one document can be."""
        return self.unit_name, self.fiscal_year, self.document_kind

    @property
    def folder(self) -> str:
        """The folder below the raw one that takes it in: its year, then one of its own.

        One of its own, because files that share a folder below the raw one are one document.
        """
        name = self.files[0].stem if len(self.files) == 1 else safe_name(self.unit_name)
        return f"{self.fiscal_year}/{name}"


def copy_in(paths: Sequence[Path], folder: Path) -> dict[Path, list[tuple[Path, str]]]:
    """Copy what arrives to ``folder``; return for each path its copies with their first names."""
    copies: dict[Path, list[tuple[Path, str]]] = {}
    taken: set[str] = set()
    seen: dict[str, Path] = {}
    for path in paths:
        files = sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path]
        files = [file for file in files if path.is_file() or not file.name.startswith(".")]
        if not files:
            raise Refused(f"{path}: there is no file in this folder. Name the published files")
        into = folder
        if len(files) > 1:  # one document, read as one
            into = Path(mkdtemp(dir=folder))
        for file in files:
            name = free_name(safe_name(file.name), taken)
            taken.add(name)
            try:
                shutil.copyfile(file, into / name)
            except OSError as error:
                raise Refused(
                    f"{file}: the file cannot be opened ({error.strerror}). Check the name"
                ) from error
            content = content_hash(into / name)
            if content in seen:
                raise Refused(f"{file}: the same file as {seen[content]}. Name each file once")
            seen[content] = file
            copies.setdefault(path, []).append((into / name, file.name))
    return copies


def identify(
    copies: dict[Path, list[tuple[Path, str]]], told: Told, readings: Readings
) -> list[Arrival]:
    """Return the documents that arrive, in the order of their files; raises Refused."""
    groups: dict[tuple[str, int, str], _Group] = {}
    unknown: list[tuple[list[tuple[Path, str]], Problem]] = []
    for parts in copies.values():
        first = parts[0][0]
        outcome = _read(first if len(parts) == 1 else first.parent, told, readings)
        if isinstance(outcome, Problem):
            unknown.append((parts, outcome))
        else:
            groups.setdefault(_identity(outcome.document), _Group()).add(parts, halves(outcome))
    _join_halves(groups)
    for parts, problem in unknown:
        if len(groups) != 1 or not _only_unnamed(problem):
            names = {path.name: name for path, name in parts}
            name = names.get(Path(problem.file_name).name, parts[0][1])
            raise Refused(f"{name}: {problem.reason}. {problem.advice}. Nothing was changed")
        next(iter(groups.values())).add(parts)
    return [
        Arrival(
            tuple(path for path, _ in group.files),
            tuple(name for _, name in group.files),
            *identity,
            group.halves,
        )
        for identity, group in groups.items()
    ]


@dataclass(slots=True)
class _Group:
    """The files of one document, copies with their first names, and which halves they are."""

    files: list[tuple[Path, str]] = field(default_factory=list)
    halves: Halves = frozenset()

    def add(self, files: list[tuple[Path, str]], parts: Halves = frozenset()) -> None:
        self.files += files
        self.halves |= parts


def _join_halves(groups: dict[tuple[str, int, str], _Group]) -> None:
    """Put text and tables together where the words 部门预算 stand in one of them only."""
    for one, other in combinations(list(groups), 2):
        kind = whole_kind(one[2], other[2]) if one[:2] == other[:2] else None
        if kind and complete(groups[one].halves, groups[other].halves):
            whole, rest = (one, other) if one[2] == kind else (other, one)
            half = groups.pop(rest)
            groups[whole].add(half.files, half.halves)


def _read(path: Path, told: Told, readings: Readings) -> Disclosure | Problem:
    note = told.note(path.name)
    key = readings.key(path, note)
    outcome = readings.get(key, path.name) or read_document(path, path.parent, note)
    if isinstance(outcome, Problem):
        return outcome
    readings.put(key, outcome)
    return outcome


def _identity(document: Document) -> tuple[str, int, str]:
    assert document.fiscal_year is not None, "a document that is read has a year"
    return document.unit_name or "", document.fiscal_year, document.document_kind or "unit_budget"


def _only_unnamed(problem: Problem) -> bool:
    """Whether a file was read and only does not say whose it is: it may be a part."""
    return problem.reason.startswith((NO_YEAR, NO_UNIT))
