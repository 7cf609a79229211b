"""Raw documents become a warehouse: find, read, disclose, load, check, write, put in place.

A document that cannot be read is reported and never stops the others. Everything is built aside
(``swap``), so a build that fails leaves the last good warehouse. Not done here: printing, and
knowing the checks, which come further down the way of the data and are handed in.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Sequence
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
from analysis.warehouse.report import BuildReport, Problem, summarise
from analysis.warehouse.schema import tables
from analysis.warehouse.swap import put_in_place, workshop
from analysis.warehouse.template import new_warehouse
from analysis.warehouse.views import create_views_with_years

if TYPE_CHECKING:
    import polars as pl

    from analysis.disclosure.recorder import Disclosure

Check = Callable[[duckdb.DuckDBPyConnection], "pl.DataFrame"]
Progress = Callable[[Sequence[Path]], Iterable[Path]]


def build(
    raw: Path, processed: Path, check: Check | None = None, progress: Progress = iter
) -> BuildReport:
    """Build the warehouse and its CSV files from every document in ``raw``.

    ``check`` computes ``check_result`` from the loaded warehouse; without it the table stays
    empty. ``progress`` wraps the files that are gone through. When no document can be read the
    report says why and what is in ``processed`` stays. Raises RawFolderMissing when there is
    nothing to read.
    """
    found = find_files(raw)
    report = BuildReport(skipped=found.skipped)
    with workshop(processed) as folder:
        with closing(new_warehouse(folder / WAREHOUSE_NAME, processed)) as connection:
            for path in progress(found.documents):
                _add(path, raw, connection, report)
            if report.documents:
                _finish(connection, folder, check, report)
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


def _add(path: Path, raw: Path, connection: duckdb.DuckDBPyConnection, report: BuildReport) -> None:
    outcome = read_document(path, raw)
    if isinstance(outcome, Problem):
        report.problems.append(outcome)
        return
    name, identity = file_name(path, raw), outcome.document.document_id
    same = next((d.file_name for d in report.documents if d.document_id == identity), None)
    if same is not None:
        advice = "Take one of the two out of the raw folder"
        report.problems.append(Problem(name, f"its content is that of {same}", advice))
        return
    try:
        load_records(connection, outcome)
    except (duckdb.Error, InexactValue) as error:
        report.problems.append(_slip(error, name))
        return
    report.documents.append(summarise(outcome))


def _slip(error: Exception, name: str) -> Problem:
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if "analysis" in Path(f.filename).parts] or frames
    where = f"{Path(own[-1].filename).name}, line {own[-1].lineno}" if own else "unknown place"
    reason = f"the reader failed on it ({type(error).__name__}: {error}; {where})"
    advice = "The document is left out; please report this with the file"
    return Problem(name, " ".join(reason.split()), advice)


def _finish(
    connection: duckdb.DuckDBPyConnection, folder: Path, check: Check | None, report: BuildReport
) -> None:
    if check is not None:
        with closing(connection.cursor()) as reading:  # whatever a check leaves open stays there
            results = check(reading)
        insert(connection, tables()["check_result"], results)
        report.verdicts = dict(sorted(results["verdict"].value_counts().iter_rows()))
    create_views_with_years(connection)
    wanted = list(tables().values())
    write_csv(connection, wanted, folder)
    sources = "SELECT title, file_name FROM document ORDER BY file_name"
    write_datapackage(folder, wanted, connection.execute(sources).fetchall())
