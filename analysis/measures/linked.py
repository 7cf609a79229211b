"""Following a renamed project or code through the links that people stated.

A link holds from one year's document on: a document before ``since`` uses the earlier key. Not done
here: finding renames (``renames`` suggests them; only ``data/links.csv`` decides).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.measures.reading import read_rows

if TYPE_CHECKING:
    import duckdb

__all__ = ["Links", "read_links"]

_QUERY = "SELECT kind, earlier_key, later_key, since FROM link ORDER BY ALL"


@dataclass(slots=True)
class Links:
    """The links of one kind: earlier key -> (first year of the later key, later key)."""

    _steps: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))

    def latest(self, key: str, year: int | None) -> str:
        """Return the key under which the newest documents know what ``year``'s calls ``key``."""
        seen = {key}
        while True:
            open_steps = [(s, to) for s, to in self._steps.get(key, ()) if not s or s > (year or 0)]
            if not open_steps:
                return key
            _, key = min(open_steps)
            if key in seen:  # a ring of links leads nowhere
                return min(seen)
            seen.add(key)

    def of_document(self, keys: Iterable[str], year: int | None) -> dict[str, str]:
        """Return key -> latest key for the keys of one document.

        Where two of them would become one (projects that were merged), each keeps its own key: two
        amounts are no one amount until a person says what became of which.
        """
        latest = {key: self.latest(key, year) for key in keys}
        count = Counter(latest.values())
        return {key: to if count[to] == 1 else key for key, to in latest.items()}


def read_links(connection: duckdb.DuckDBPyConnection, kind: str) -> Links:
    """Return the links of a kind (project, code); none from a warehouse without that table."""
    links = Links()
    tables = {row["name"] for row in read_rows(connection, "SHOW TABLES")}
    for row in read_rows(connection, _QUERY) if "link" in tables else ():
        if row["kind"] == kind:
            links._steps[row["earlier_key"]].append((row["since"], row["later_key"]))
    return links
