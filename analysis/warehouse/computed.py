"""The tables that are computed from the others, and the functions that do it.

Checks and measures come further down the way of the data: the build is handed these functions and
does not know them. Each is handed in as something that gives it when called, so that it is imported
while documents are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import duckdb

    from analysis.disclosure.recorder import Disclosure

COMPUTED = ("check_result", "restatement")


class Verdict(Protocol):
    """What the build itself asks of a row of check_result."""

    @property
    def verdict(self) -> str:
        """Exact, rounding, contradiction or not_checkable."""


# The rows of check_result of every document in a warehouse, one document at a time.
Check = Callable[["duckdb.DuckDBPyConnection"], Iterable[Sequence[Verdict]]]
# The same of documents at hand, all at once.
CheckAtHand = Callable[[Sequence["Disclosure"]], Sequence[Verdict]]
# The rows of restatement.
Restate = Callable[["duckdb.DuckDBPyConnection"], Sequence[object]]
