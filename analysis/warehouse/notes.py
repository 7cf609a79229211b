"""What a person said of a raw file when adding it: its first name, its year, its unit.

Kept in ``data/arrivals.csv``, so that every later build knows it too. A year or unit stands there
only where the document does not say it itself and ``budget add`` was told. Not done here: adding.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from analysis.warehouse.data_files import DataFileWrong, read_csv, write_csv

COLUMNS = ("file_name", "original_name", "fiscal_year", "unit_name")
_BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Note:
    """``file_name`` is the name in the raw folder; ``original_name`` that under which it came."""

    file_name: str
    original_name: str = ""
    fiscal_year: int | None = None
    unit_name: str | None = None

    @property
    def original_names(self) -> tuple[str, ...]:
        """The name of each file, where the document came as several."""
        return tuple(self.original_name.split(_BETWEEN)) if self.original_name else ()


def joined(original_names: Iterable[str]) -> str:
    """Return the first names of a document's files as ``original_name`` holds them."""
    return _BETWEEN.join(original_names)


def read_notes(path: Path) -> dict[str, Note]:
    """Return the notes by file name; raises DataFileWrong."""
    notes = {}
    for line, row in read_csv(path, COLUMNS):
        year = row["fiscal_year"]
        if not row["file_name"] or (year and not (year.isdecimal() and len(year) == 4)):
            raise DataFileWrong(path, line, "expected a file name, and a year such as 2024 or none")
        notes[row["file_name"]] = Note(
            row["file_name"],
            row["original_name"],
            int(year) if year else None,
            row["unit_name"] or None,
        )
    return notes


def write_notes(path: Path, notes: Iterable[Note]) -> None:
    """Write the notes, sorted by file name."""
    ordered = sorted(notes, key=lambda note: note.file_name)
    write_csv(path, COLUMNS, (asdict(note) for note in ordered))
