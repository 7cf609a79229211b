"""Renamed codes and projects, as people say in ``data/links.csv``; never guessed.

``budget add`` and ``budget compare`` print suggestions as lines for that file. Measures follow a
project or code through its links (``analysis.measures.linked``). Not done here: suggesting.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from analysis.warehouse.data_files import DataFileWrong, read_csv

COLUMNS = ("kind", "from", "to", "since", "note")
KINDS = ("project", "code")


class Link(NamedTuple):
    """A row of the table ``link``; ``since`` 0 where the file leaves it open."""

    kind: str
    earlier_key: str
    later_key: str
    since: int
    note: str


def read_links(path: Path) -> list[Link]:
    """Return the links in the order of the file; raises DataFileWrong."""
    found: dict[tuple[str, str, int], Link] = {}
    for line, row in read_csv(path, COLUMNS):
        since = row["since"]
        if row["kind"] not in KINDS:
            raise DataFileWrong(path, line, f"kind {row['kind']!r} is none of {', '.join(KINDS)}")
        if not row["from"] or not row["to"] or row["from"] == row["to"]:
            raise DataFileWrong(path, line, "expected two different keys in `from` and `to`")
        if since and not (since.isdecimal() and len(since) == 4):
            raise DataFileWrong(path, line, f"since {since!r} is no year such as 2025")
        link = Link(row["kind"], row["from"], row["to"], int(since or 0), row["note"])
        key = (link.kind, link.earlier_key, link.since)
        if key in found:
            raise DataFileWrong(path, line, f"{link.earlier_key} is linked twice from one year")
        found[key] = link
    return list(found.values())
