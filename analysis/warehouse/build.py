"""Raw documents become a warehouse: find, read, disclose, load, check, write, put in place.

A document that cannot be read is reported and never stops the others. Everything is built aside
(``swap``), so a build that fails leaves the last good warehouse. DuckDB works in a thread of its
own: it stores one document while the next is read. Not done here: printing, and knowing the
checks, which come further down the way of the data and are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from analysis.paths import WAREHOUSE_NAME
from analysis.sources.discover import file_name, find_files, load
from analysis.sources.document import UnreadableSource
from analysis.warehouse.csv_files import write_csv
from analysis.warehouse.datapackage import write_datapackage
from analysis.warehouse.load import insert
from analysis.warehouse.report import BuildReport, Problem, slip
from analysis.warehouse.schema import tables
from analysis.warehouse.shelf import Shelf
from analysis.warehouse.swap import put_in_place, workshop
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
        shelf = Shelf(folder / WAREHOUSE_NAME, processed, aside, report)
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
        return slip(error, file_name(path, raw))


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
        try:
            results = check(reading) if check else None
        finally:
            written.result()  # a connection cannot be closed while it works
    if results is not None:
        insert(connection, tables()["check_result"], results)
        report.verdicts = dict(sorted(results["verdict"].value_counts().iter_rows()))
    create_views_with_years(connection)
    write_csv(connection, computed, folder)
    sources = "SELECT title, file_name FROM document ORDER BY file_name"
    documents = connection.execute(sources).fetchall()
    write_datapackage(folder, list(tables().values()), documents)
