"""What the documents disclose is stored, checked and written, in a folder of its own.

DuckDB works in a thread of its own: it stores one document while the next is read, and writes the
CSV files while the checks run; what is left of them then is shared. Not done here: reading, and
putting the files in place (``build``).
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
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
from analysis.warehouse.schema import Table, tables
from analysis.warehouse.shelf import Shelf
from analysis.warehouse.unchanged import reader_changed
from analysis.warehouse.views import create_views_with_years

_SOURCES = "SELECT title, file_name FROM document ORDER BY file_name"
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
            run_at_hand = check_at_hand() if check_at_hand else None
            at_hand = _put_all(shelf, outcomes)
            left = deque(table for name, table in tables().items() if name not in COMPUTED)
            written = aside.submit(_write_loaded, shelf, links, left, folder)
            connection = shelf.connection()
            if not report.documents:
                return
            create_views_with_years(connection)
            with closing(connection.cursor()) as reading:
                stored = [document.document_id for document in report.documents]
                if run_at_hand and stored == [known.document.document_id for known in at_hand]:
                    _store([run_at_hand(at_hand)], connection, report)
                elif check:  # many documents, or one that was refused
                    _store(check()(reading), connection, report)
                write_csv(reading, _taken(left), folder)
                written.result()  # the links are stored by then, which tell what has another name
                if restate and len(stored) > 1:
                    restated = restate()(reading)
                    insert(connection, tables()["restatement"], restated)
                    report.restated = len(restated)
                write_csv(reading, (tables()[name] for name in COMPUTED), folder)
                documents = reading.execute(_SOURCES).fetchall()
            if reader_changed(where.processed):
                report.reread = find_reread(connection, where.warehouse)
            closed = aside.submit(connection.close)  # DuckDB writes the last of it
            write_datapackage(folder, list(tables().values()), documents)
            closed.result()
        finally:
            aside.shutdown()  # a connection cannot be closed while it works
            shelf.connection().close()


def _put_all(
    shelf: Shelf, outcomes: Iterable[tuple[str, Disclosure | Problem]]
) -> list[Disclosure]:
    """Store what comes, and return it if it is little."""
    at_hand: list[Disclosure] = []
    few = True
    for name, outcome in outcomes:
        shelf.put(name, outcome)
        if few and not isinstance(outcome, Problem):
            at_hand.append(outcome)
        if len(at_hand) > _AT_HAND:
            few, at_hand = False, []
    return at_hand


def _store(
    results: Iterable[Sequence[Verdict]],
    connection: duckdb.DuckDBPyConnection,
    report: BuildReport,
) -> None:
    """Store what the checks say, one document's at a time, and count the verdicts."""
    verdicts: Counter[str] = Counter()
    for tested in results:
        insert(connection, tables()["check_result"], tested, blanks=True)
        verdicts.update(result.verdict for result in tested)
    report.verdicts = dict(sorted(verdicts.items()))


def _write_loaded(shelf: Shelf, links: Sequence[Link], left: deque[Table], folder: Path) -> None:
    """Store the links and write the CSV files of the tables that are ``left``."""
    with closing(shelf.opened().cursor()) as writing:
        if links:
            insert(writing, tables()["link"], links)
        write_csv(writing, _taken(left), folder)


def _taken(left: deque[Table]) -> Iterator[Table]:
    """Take what is left, one after the other; another thread may do the same."""
    while left:
        with suppress(IndexError):  # the other was quicker
            yield left.popleft()
