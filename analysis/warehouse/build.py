"""Raw documents become a warehouse: find, read, disclose, load, check, write, put in place.

A document that cannot be read is reported and never stops the others. Everything is built aside
(``swap``), so a build that fails leaves the last good warehouse. Not done here: printing, reading
(``reading``), storing (``fill``), telling that there is nothing to do (``unchanged``), and knowing
the checks and measures, which come further down the way of the data and are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path

from analysis.paths import Layout
from analysis.sources.discover import find_files
from analysis.warehouse.computed import Check, CheckAtHand, Restate
from analysis.warehouse.links import read_links
from analysis.warehouse.notes import read_notes
from analysis.warehouse.reading import Reading
from analysis.warehouse.readings import FOLDER, Readings
from analysis.warehouse.report import BuildReport
from analysis.warehouse.swap import put_in_place, workshop
from analysis.warehouse.versions import builder_version

__all__ = ["Progress", "build"]

Progress = Callable[[Sequence[Path]], Iterable[Path]]


def build(
    raw: Path,
    processed: Path,
    check: Callable[[], Check] | None = None,
    progress: Progress = iter,
    restate: Callable[[], Restate] | None = None,
    fresh: bool = False,
    check_at_hand: Callable[[], CheckAtHand] | None = None,
) -> BuildReport:
    """Build the warehouse and its CSV files from every document in ``raw``.

    ``check`` and ``restate`` give the functions that compute ``check_result`` and ``restatement``
    from the loaded warehouse; without them these tables stay empty. ``check_at_hand`` gives one
    that computes the same as ``check`` from records, for builds of few documents. ``progress``
    wraps the files that are gone through. Documents that have not changed are taken as they were
    read before, unless ``fresh``. When no document can be read the report says why and what is in
    ``processed`` stays. Raises RawFolderMissing when there is nothing to read, DataFileWrong for
    links or notes that cannot be used.
    """
    where = Layout(raw, processed, processed)
    found, notes, links = find_files(raw), read_notes(where.arrivals), read_links(where.links)
    report = BuildReport(skipped=found.skipped)
    readings = Readings(processed / FOLDER, trusted=not fresh)
    with closing(Reading(found.documents, raw, notes, readings, check_at_hand)) as reading:
        # While another process reads: what is noted at the end is digested, and DuckDB is brought.
        builder_version()
        from analysis.warehouse.fill import fill

        outcomes = zip(progress(found.documents), reading.outcomes(), strict=True)
        told = (one for _, one in outcomes)
        with workshop(processed) as folder:
            fill(folder, where, told, links, check, restate, report, reading.check_at_hand)
            if report.documents:
                put_in_place(folder, processed)
                report.warehouse = where.warehouse
                report.taken = readings.taken
                readings.tidy()
    return report
