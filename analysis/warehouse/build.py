"""Raw documents become a warehouse: find, read, disclose, load, check, write, put in place.

A document that cannot be read is reported and never stops the others. Everything is built aside
(``swap``), so a build that fails leaves the last good warehouse. DuckDB works in a thread of its
own: it stores one document while the next is read. Not done here: printing, reading (``reading``),
telling that there is nothing to do (``unchanged``), and knowing the checks and measures, which come
further down the way of the data and are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from analysis.paths import WAREHOUSE_NAME, Layout
from analysis.sources.discover import find_files
from analysis.warehouse.csv_files import write_csv
from analysis.warehouse.datapackage import write_datapackage
from analysis.warehouse.links import read_links
from analysis.warehouse.load import insert, to_frame
from analysis.warehouse.notes import read_notes
from analysis.warehouse.reading import read_document, read_documents
from analysis.warehouse.readings import FOLDER, Readings
from analysis.warehouse.report import BuildReport
from analysis.warehouse.reread import find_reread
from analysis.warehouse.schema import tables
from analysis.warehouse.shelf import Shelf
from analysis.warehouse.swap import put_in_place, workshop
from analysis.warehouse.unchanged import reader_changed
from analysis.warehouse.views import create_views_with_years

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Check", "Progress", "build", "read_document"]

Check = Callable[[duckdb.DuckDBPyConnection], "pl.DataFrame"]
Progress = Callable[[Sequence[Path]], Iterable[Path]]
# Tables that are computed from the others once these are loaded.
COMPUTED = ("check_result", "restatement")


def build(
    raw: Path,
    processed: Path,
    check: Callable[[], Check] | None = None,
    progress: Progress = iter,
    restate: Callable[[], Check] | None = None,
    fresh: bool = False,
) -> BuildReport:
    """Build the warehouse and its CSV files from every document in ``raw``.

    ``check`` and ``restate`` give the functions that compute ``check_result`` and ``restatement``
    from the loaded warehouse; without them these tables stay empty. ``progress`` wraps the files
    that are gone through. Documents that have not changed are taken as they were read before,
    unless ``fresh``. When no document can be read the report says why and what is in ``processed``
    stays. Raises RawFolderMissing when there is nothing to read, DataFileWrong for links or notes
    that cannot be used.
    """
    where = Layout(raw, processed, processed)
    found, notes, links = find_files(raw), read_notes(where.arrivals), read_links(where.links)
    report = BuildReport(skipped=found.skipped)
    readings = Readings(processed / FOLDER, trusted=not fresh)
    with workshop(processed) as folder, ThreadPoolExecutor(1) as aside:
        shelf = Shelf(folder / WAREHOUSE_NAME, processed, aside, report)
        try:
            outcomes = read_documents(found.documents, raw, notes, readings)
            for _, (name, outcome) in zip(progress(found.documents), outcomes, strict=True):
                shelf.put(name, outcome)
            run_checks = check() if check else None  # imported while the last document is stored
            connection = shelf.connection()
            if report.documents:
                if links:
                    insert(connection, tables()["link"], to_frame(tables()["link"], links))
                find = restate() if restate and len(report.documents) > 1 else None
                _finish(connection, folder, run_checks, find, aside, report)
                if reader_changed(processed):
                    report.reread = find_reread(connection, where.warehouse)
        finally:
            shelf.connection().close()
        if report.documents:
            put_in_place(folder, processed)
            report.warehouse = where.warehouse
            report.taken = readings.taken
            readings.tidy()
    return report


def _finish(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    check: Check | None,
    restate: Check | None,
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
            restated = restate(reading) if restate else None
        finally:
            written.result()  # a connection cannot be closed while it works
    if results is not None:
        insert(connection, tables()["check_result"], results)
        report.verdicts = dict(sorted(results["verdict"].value_counts().iter_rows()))
    if restated is not None:
        insert(connection, tables()["restatement"], restated)
        report.restated = restated.height
    create_views_with_years(connection)
    write_csv(connection, computed, folder)
    sources = "SELECT title, file_name FROM document ORDER BY file_name"
    documents = connection.execute(sources).fetchall()
    write_datapackage(folder, list(tables().values()), documents)
