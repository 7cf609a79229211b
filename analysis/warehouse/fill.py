"""What the documents disclose is stored, checked and written, in a folder of its own.

DuckDB works in a thread of its own: it stores one document while the next is read, and stores the
last one and writes the CSV files while the checks run. Not done here: reading, and putting the
files in place (``build``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import duckdb

from analysis.disclosure.recorder import Disclosure  # what another process tells is made of it
from analysis.paths import WAREHOUSE_NAME, Layout
from analysis.warehouse.computed import COMPUTED, Check, CheckAtHand, Restate, Verdict
from analysis.warehouse.csv_files import write_csv
from analysis.warehouse.datapackage import write_datapackage
from analysis.warehouse.links import Link
from analysis.warehouse.load import insert
from analysis.warehouse.report import BuildReport, Problem
from analysis.warehouse.reread import find_reread
from analysis.warehouse.schema import tables
from analysis.warehouse.shelf import Shelf
from analysis.warehouse.unchanged import reader_changed
from analysis.warehouse.views import create_views_with_years

_AT_HAND = 8  # of so many documents the records are kept for the checks; of more, of none


def fill(
    folder: Path,
    where: Layout,
    outcomes: Iterable[tuple[str, Disclosure | Problem]],
    links: Sequence[Link],
    check: Callable[[], Check] | None,
    restate: Callable[[], Restate] | None,
    report: BuildReport,
    check_at_hand: Callable[[], CheckAtHand | None] | None = None,
) -> None:
    """Make the warehouse of ``where`` in ``folder``, with its CSV files; ``report`` tells of it.

    Where no document could be read, what lies in ``folder`` is not whole.
    """
    with ThreadPoolExecutor(1) as aside:
        shelf = Shelf(folder / WAREHOUSE_NAME, aside, report)
        try:
            # What comes next is imported while the documents are read.
            run_at_hand = check_at_hand() if check_at_hand else None
            at_hand: list[Disclosure] = []
            for name, outcome in outcomes:
                shelf.put(name, outcome)
                if run_at_hand and not isinstance(outcome, Problem):
                    at_hand.append(outcome)
                if len(at_hand) > _AT_HAND:
                    run_at_hand, at_hand = None, []
            written = aside.submit(_write_loaded, shelf, links, folder)
            results = [run_at_hand(at_hand)] if run_at_hand else None
            connection = shelf.connection()
            if not report.documents:
                return
            stored = [document.document_id for document in report.documents]
            if stored != [disclosure.document.document_id for disclosure in at_hand]:
                results = None  # many documents, or one that was refused
            find = restate() if restate and len(report.documents) > 1 else None
            _finish(connection, folder, results, check, find, written, report)
            if reader_changed(where.processed):
                report.reread = find_reread(connection, where.warehouse)
        finally:
            aside.shutdown()  # a connection cannot be closed while it works
            shelf.connection().close()


def _write_loaded(shelf: Shelf, links: Sequence[Link], folder: Path) -> None:
    """Store the links and write the CSV files of all tables that are not computed."""
    loaded = [table for name, table in tables().items() if name not in COMPUTED]
    with closing(shelf.opened().cursor()) as writing:
        if links:
            insert(writing, tables()["link"], links)
        write_csv(writing, loaded, folder)


def _finish(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    results: Iterable[Sequence[Verdict]] | None,
    check: Callable[[], Check] | None,
    restate: Restate | None,
    written: Future[None],
    report: BuildReport,
) -> None:
    """Check, create the views, write the CSV files that are left."""
    computed = [tables()[name] for name in COMPUTED]
    with closing(connection.cursor()) as reading:
        if results is None and check is not None:
            results = check()(reading)
        verdicts: Counter[str] = Counter()
        for tested in results or ():  # one document's at a time
            insert(connection, tables()["check_result"], tested, blanks=True)
            verdicts.update(result.verdict for result in tested)
        report.verdicts = dict(sorted(verdicts.items()))
        written.result()  # the links are stored by then, which tell what goes on under another name
        if restate is not None:
            restated = restate(reading)
            insert(connection, tables()["restatement"], restated)
            report.restated = len(restated)
    create_views_with_years(connection)
    write_csv(connection, computed, folder)
    sources = "SELECT title, file_name FROM document ORDER BY file_name"
    documents = connection.execute(sources).fetchall()
    write_datapackage(folder, list(tables().values()), documents)
