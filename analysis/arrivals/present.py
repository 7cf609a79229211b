"""What arrives, held against what is there: refused, put in its place, or joined to its other half.

Not done here: telling what a file is (``identify``), which halves belong together (``halves``),
building with it (``stage``).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.arrivals.halves import Halves, halves, with_other_half
from analysis.arrivals.identify import Arrival, Refused
from analysis.paths import Layout
from analysis.sources.discover import RawFolderMissing, find_files
from analysis.warehouse.notes import read_notes
from analysis.warehouse.reading import Reading
from analysis.warehouse.readings import Readings, content_hash
from analysis.warehouse.report import Problem

_DOUBLE = (
    "{name} is a document of the same unit, year and kind. Nothing was changed. --replace puts it "
    "away (into .replaced of the raw folder) and takes the new one; if the new file is a part of "
    "it, put both into one folder and add that with --replace"
)
_SAME_FILE = "{files}: the same file is there already as {name}. There is nothing to add"


@dataclass(frozen=True, slots=True)
class Present:
    """A document that is there already: where, its name, what it is (None: it was not read).

    ``came_as``: the names under which its files came, where they were renamed.
    """

    path: Path
    name: str
    content: str
    came_as: tuple[str, ...] = ()
    identity: tuple[str | None, int | None, str | None] | None = None
    halves: Halves = frozenset()

    @property
    def files(self) -> list[Path]:
        """Its files, by name."""
        if not self.path.is_dir():
            return [self.path]
        return sorted(p for p in self.path.iterdir() if p.is_file() and p.name[0] != ".")


def present(where: Layout, readings: Readings) -> list[Present]:
    """Return the documents in the raw folder."""
    try:
        paths = find_files(where.raw).documents
    except RawFolderMissing:
        return []
    notes = read_notes(where.arrivals)
    found = []
    with closing(Reading(paths, where.raw, notes, readings)) as reading:
        for path, (name, outcome) in zip(paths, reading.outcomes(), strict=True):
            came_as = notes[name].original_names if name in notes else ()
            there = Present(path, name, content_hash(path), came_as)
            if not isinstance(outcome, Problem):
                about = outcome.document
                identity = (about.unit_name, about.fiscal_year, about.document_kind)
                there = replace(there, identity=identity, halves=halves(outcome))
            found.append(there)
    return found


def settle(
    arrivals: Sequence[Arrival], there: Sequence[Present], replacing: bool
) -> tuple[list[Arrival], list[Present]]:
    """Return the arrivals, each with its other half if that is there, and what they put away.

    Raises Refused for a file that is there already, and for a second document of the same unit,
    year and kind unless it is ``replacing`` the first.
    """
    settled: list[Arrival] = []
    put_away: list[Present] = []
    for arrival in arrivals:
        _refuse_same_files(arrival, there)
        doubles = [document for document in there if document.identity == arrival.identity]
        whole, half = with_other_half(arrival, there)
        if half is not None and not (replacing and half in doubles):
            arrival = whole
            put_away.append(half)
            doubles = [document for document in doubles if document is not half]
        if doubles and not replacing:
            raise Refused(_DOUBLE.format(name=doubles[0].name))
        settled.append(arrival)
        put_away += doubles
    return settled, put_away


def _refuse_same_files(arrival: Arrival, there: Sequence[Present]) -> None:
    contents = {content_hash(path) for path in arrival.files}
    for document in there:
        held = [document.content] if document.path.is_file() else map(content_hash, document.files)
        if contents <= set(held):
            files = ", ".join(arrival.originals)
            raise Refused(_SAME_FILE.format(files=files, name=document.name))
