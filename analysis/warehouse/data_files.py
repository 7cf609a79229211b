"""Small CSV files that people keep beside the raw folder: links, and notes on what arrived.

Not done here: what their columns mean (``links``, ``notes``).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path


class DataFileWrong(Exception):
    """A data file that cannot be used: which file, where, what was expected, what to do."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}, line {line}: {reason}. Correct the line, or take it out")


def read_csv(path: Path, columns: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """Return (line, row) of each row of a CSV file; none where there is no such file.

    Raises DataFileWrong when it is no UTF-8 text or its header is not ``columns``.
    """
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return []
    except UnicodeDecodeError as error:
        raise DataFileWrong(path, 1, "this is not text in UTF-8") from error
    reader = csv.DictReader(text.splitlines(keepends=True), restkey="", restval="")
    if list(reader.fieldnames or ()) != list(columns):
        raise DataFileWrong(path, 1, f"the header is not {','.join(columns)}")
    return [(reader.line_num, {name: row[name].strip() for name in columns}) for row in reader]


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Write rows in the order given, all or nothing."""
    aside = path.with_name(f".{path.name}.part")
    with aside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    aside.replace(path)
