"""Raw documents become a warehouse: find, read, disclose, load, check, write, put in place.

A document that cannot be read is reported and never stops the others. Everything is built aside
(``swap``), so a build that fails leaves the last good warehouse. DuckDB works in a thread of its
own: it stores one document while the next is read. Not done here: printing, and knowing the
checks, which come further down the way of the data and are handed in.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from analysis.paths import WAREHOUSE_NAME
from analysis.sources.discover import file_name, find_files, load
from analysis.sources.document import UnreadableSource
from analysis.warehouse.csv_files import write_csv
from analysis.warehouse.datapackage import write_datapackage
from analysis.warehouse.load import InexactValue, insert
from analysis.warehouse.load import load as load_records
from analysis.warehouse.report import BuildReport, DocumentSummary, Problem, summarise
from analysis.warehouse.schema import tables
from analysis.warehouse.swap import put_in_place, workshop
from analysis.warehouse.template import new_warehouse
from analysis.warehouse.views import create_views_with_years

if TYPE_CHECKING:
    import polars as pl

    from analysis.disclosure.recorder import Disclosure

Check = Callable[[duckdb.DuckDBPyConnection], "pl.DataFrame"]
Progress = Callable[[Sequence[Path]], Iterable[Path]]
# Tables that are computed from the others once these are loaded.
COMPUTED = ("check_result",)


def build(
    raw: Path,
    processed: Path,
    check: Callable[[], Check] | None = None,
    progress: Progress = iter,
) -> BuildReport:
    """Build the warehouse and its CSV files from every document in ``raw``.

    ``check`` gives the function that computes ``check_result`` from the loaded warehouse; without
    it the table stays empty. ``progress`` wraps the files that are gone through. When no document
    can be read the report says why and what is in ``processed`` stays. Raises RawFolderMissing
    when there is nothing to read.
    """
    found = find_files(raw)
    report = BuildReport(skipped=found.skipped)
    with workshop(processed) as folder, ThreadPoolExecutor(1) as aside:
        shelf = _Shelf(folder / WAREHOUSE_NAME, processed, aside, report)
        try:
            for path in progress(found.documents):
                shelf.put(file_name(path, raw), read_document(path, raw))
            run_checks = check() if check else None  # imported while the last document is stored
            connection = shelf.connection()
            if report.documents:
                _finish(connection, folder, run_checks, aside, report)
        finally:
            shelf.connection().close()
        if report.documents:
            put_in_place(folder, processed)
            report.warehouse = processed / WAREHOUSE_NAME
    return report


def read_document(path: Path, raw: Path) -> Disclosure | Problem:
    """Return what a raw file discloses, or why it could not be read."""
    from analysis.disclosure.read import disclose

    try:
        return disclose(load(path, raw))
    except UnreadableSource as error:
        return Problem(error.file_name, error.reason, error.advice)
    except Exception as error:  # a slip of a reader must not stop the other documents
        return _slip(error, file_name(path, raw))


class _Shelf:
    """Stores documents in DuckDB's thread; at most one waits, so that memory stays flat."""

    def __init__(self, path: Path, kept: Path, aside: ThreadPoolExecutor, report: BuildReport):
        self._aside, self._report = aside, report
        self._opening = aside.submit(new_warehouse, path, kept)
        self._waiting: tuple[str, DocumentSummary, Future[None]] | None = None

    def put(self, name: str, outcome: Disclosure | Problem) -> None:
        """Store what a file discloses, or note why it could not be read."""
        self.settle()
        if isinstance(outcome, Problem):
            self._report.problems.append(outcome)
            return
        summary = summarise(outcome)
        for other in self._report.documents:
            if other.document_id == summary.document_id:
                advice = "Take one of the two out of the raw folder"
                reason = f"its content is that of {other.file_name}"
                self._report.problems.append(Problem(name, reason, advice))
                return
        future = self._aside.submit(lambda: load_records(self._opening.result(), outcome))
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
            self._report.problems.append(_slip(error, name))
        else:
            self._report.documents.append(summary)

    def connection(self) -> duckdb.DuckDBPyConnection:
        """Return the warehouse, every document stored."""
        self.settle()
        return self._opening.result()


def _slip(error: Exception, name: str) -> Problem:
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if "analysis" in Path(f.filename).parts] or frames
    where = f"{Path(own[-1].filename).name}, line {own[-1].lineno}" if own else "unknown place"
    reason = f"the reader failed on it ({type(error).__name__}: {error}; {where})"
    advice = "The document is left out; please report this with the file"
    return Problem(name, " ".join(reason.split()), advice)


def _finish(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    check: Check | None,
    aside: ThreadPoolExecutor,
    report: BuildReport,
) -> None:
    """Check, create the views, write the CSV files; the loaded tables while the checks run."""
    loaded = [table for name, table in tables().items() if name not in COMPUTED]
    computed = [tables()[name] for name in COMPUTED]
    with closing(connection.cursor()) as writing, closing(connection.cursor()) as reading:
        written = aside.submit(write_csv, writing, loaded, folder)
        results = check(reading) if check else None
        written.result()
    if results is not None:
        insert(connection, tables()["check_result"], results)
        report.verdicts = dict(sorted(results["verdict"].value_counts().iter_rows()))
    create_views_with_years(connection)
    write_csv(connection, computed, folder)
    sources = "SELECT title, file_name FROM document ORDER BY file_name"
    documents = connection.execute(sources).fetchall()
    write_datapackage(folder, list(tables().values()), documents)
