"""Storing documents in DuckDB while others are being read.

Not done here: reading, and what comes after the last document (``build``).
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from analysis.warehouse.load import InexactValue, load
from analysis.warehouse.report import BuildReport, DocumentSummary, Problem, slip, summarise
from analysis.warehouse.template import new_warehouse

if TYPE_CHECKING:
    from analysis.disclosure.recorder import Disclosure


class Shelf:
    """Stores documents in DuckDB's thread; at most one waits, so that memory stays flat."""

    def __init__(self, path: Path, aside: ThreadPoolExecutor, report: BuildReport):
        self._aside, self._report = aside, report
        self._opening = aside.submit(new_warehouse, path)
        self._waiting: tuple[str, DocumentSummary, Future[None]] | None = None

    def put(self, name: str, outcome: Disclosure | Problem) -> None:
        """Store what a file discloses, or note why it could not be read."""
        self.settle()
        if isinstance(outcome, Problem):
            self._report.problems.append(outcome)
            return
        summary = summarise(outcome)
        for other in self._report.documents:
            if double := _double(name, summary, other):
                self._report.problems.append(double)
                return
        future = self._aside.submit(lambda: load(self._opening.result(), outcome))
        self._waiting = (name, summary, future)

    def settle(self) -> None:
        """Wait until the last document is stored."""
        if self._waiting is None:
            return
        name, summary, future = self._waiting
        self._waiting = None
        try:
            future.result()
        except (duckdb.Error, InexactValue) as error:
            self._report.problems.append(slip(error, name))
        else:
            self._report.documents.append(summary)

    def connection(self) -> duckdb.DuckDBPyConnection:
        """Return the warehouse, every document stored."""
        self.settle()
        return self.opened()

    def opened(self) -> duckdb.DuckDBPyConnection:
        """Return the warehouse as far as it is; in DuckDB's thread, after all that was put."""
        return self._opening.result()


def _double(name: str, new: DocumentSummary, other: DocumentSummary) -> Problem | None:
    """Why a document cannot stand beside another: the same bytes, or the same unit and year."""
    advice = "Take one of the two out of the raw folder"
    if new.document_id == other.document_id:
        return Problem(name, f"its content is that of {other.file_name}", advice)
    if new.identity == other.identity:
        reason = (
            f"{other.file_name} is a document of the same unit, year and kind "
            f"({other.unit_name}, {other.fiscal_year}), and that one is used"
        )
        together = "; if they are parts of one document, put both into one folder of their own"
        return Problem(name, reason, advice + together)
    return None
