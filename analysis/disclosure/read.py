"""A Document becomes a Disclosure: cut into regions, each region read by the reader of its kind.

Adding a kind of table is one line in ``READERS``. Not done here: any reading itself.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from analysis import __version__
from analysis.disclosure import records as r
from analysis.disclosure.doubt import mark_doubtful
from analysis.disclosure.heading_places import OTHER_TABLE
from analysis.disclosure.identify import identify
from analysis.disclosure.ledger import settle
from analysis.disclosure.outcome import READ, Outcome, UnreadableTable
from analysis.disclosure.projects.performance import read_overall_performance
from analysis.disclosure.projects.sheets import read_project_sheets
from analysis.disclosure.prose.finish import finish_prose
from analysis.disclosure.prose.narrative import read_narrative, read_organisation
from analysis.disclosure.quotes import quote_figures
from analysis.disclosure.recorder import Disclosure, Recorder
from analysis.disclosure.regions import Region, split_regions
from analysis.disclosure.required import judge_required
from analysis.disclosure.respell import respell
from analysis.disclosure.second_set import set_prose_apart, told_again
from analysis.disclosure.sureness import recognised_lines
from analysis.disclosure.tables.coded import read_coded
from analysis.disclosure.tables.gaps import stands_side_by_side
from analysis.disclosure.tables.overall import read_overall_tables
from analysis.disclosure.tables.plain import read_plain
from analysis.disclosure.tables.three_public import read_three_public
from analysis.disclosure.tables.two_sided import read_two_sided
from analysis.disclosure.tables.unit import region_unit
from analysis.sources.document import Document

Reader = Callable[[Region, Recorder], Outcome]

READERS: dict[str, tuple[Reader, ...]] = {
    "revenue_expenditure_summary": (read_two_sided,),
    "revenue_summary": (read_coded,),
    "expenditure_summary": (read_coded,),
    "appropriation_summary": (read_two_sided,),
    "general_expenditure": (read_coded,),
    "general_expenditure_by_unit": (read_coded,),
    "general_basic_expenditure": (read_coded,),
    "appropriation_expenditure": (read_coded,),
    "appropriation_basic_expenditure": (read_coded,),
    "agency_operating": (read_coded,),
    "three_public": (read_three_public,),
    "fund_expenditure": (read_coded,),
    "capital_expenditure": (read_coded,),
    "project_expenditure": (read_coded,),
    "procurement": (read_plain,),
    "purchased_services": (read_plain,),
    OTHER_TABLE: (read_plain,),
    "overall_performance": (read_overall_tables, read_overall_performance),
    "project_sheets": (read_project_sheets,),
    "overview": (read_organisation,),
    "narrative": (read_narrative,),
}
# Forms whose cells hold running text: without rules nobody can tell which words are of which cell.
_FORMS = ("overall_performance", "project_sheets")
_PROSE = ("overview", "narrative")
_PAGED = ("pdf", "scan")  # they know where text stands; what makes no table by that is none
_NO_RULES = (
    "the cells stand side by side and no rules part them; what belongs to which cell cannot be "
    "told. Take the table from a file that has its rules (PDF, Word, Excel)"
)
_PICTURE_PAGES = "picture_pages"
_PAGES = (
    "page {pages}: pictures, and text recognition (OCR) is not installed, so nothing on them is "
    "read. Install it with pip install -e '.[pdf,ocr]'"
)
_PICTURE = "the heading has nothing under it: a picture in the original"


def disclose(document: Document, year: int | None = None, unit: str | None = None) -> Disclosure:
    """Return everything that a budget document discloses, each figure with its address.

    ``year`` and ``unit`` are what a person says of the document, where it does not say it itself.
    Raises UnknownDocument when the document is no budget disclosure that can be identified. A
    table that cannot be read becomes a section with the status ``not_readable`` and the reason;
    the others are read all the same.
    """
    with _uncollected():
        return _disclose(respell(document), year, unit)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for nothing that is no longer used: it took a seventh of the time, and finds nothing."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _disclose(document: Document, year: int | None, unit: str | None) -> Disclosure:
    identity = identify(document, year, unit)
    file = document.file
    recorder = Recorder(
        Disclosure(
            r.Document(
                document_id=f"{identity.fiscal_year}-{file.sha256[:8]}",
                sha256=file.sha256,
                file_name=file.name,
                format=file.format,
                encoding=file.encoding,
                size_bytes=file.size_bytes,
                title=identity.title,
                unit_name=identity.unit_name,
                fiscal_year=identity.fiscal_year,
                document_kind=identity.document_kind,
                line_count=len(document.lines),
                reader_version=__version__,
            )
        )
    )
    recorder.recognised = recognised_lines(document)
    regions = split_regions(document)
    for number, region in enumerate(regions, 1):
        _read_region(number, region, recorder)
    _tell_pictures(document, recorder)
    units = sorted({s.printed_unit for s in recorder.out.section if s.printed_unit})
    recorder.out.document.printed_unit = ";".join(units) or None
    finish_prose(regions, recorder)
    set_prose_apart(recorder)
    mark_doubtful(recorder.out)
    settle(document, recorder)
    is_text = "text" in document.file.format.split("+")
    judge_required(regions, recorder, document.lines if is_text else ())
    quote_figures(document, recorder)
    return recorder.out


def _read_region(number: int, region: Region, recorder: Recorder) -> None:
    outcome = READ
    if region.is_empty:
        outcome = Outcome("not_readable", _PICTURE) if region.kind in READERS else READ
    elif _lacks_rules(region, recorder.out.document.format or ""):
        first = region.headings[-1]
        where = f"page {first.page}, line {first.line}" if first.page else f"line {first.line}"
        outcome = Outcome("not_readable", f"{where}: {_NO_RULES}")
    else:
        mark = recorder.mark()
        outcome = _outcome(region, recorder)
        came_before = any(section.kind == region.kind for section in recorder.out.section)
        if came_before and recorder.says_again(mark):
            recorder.undo(mark)
            region = replace(region, kind=OTHER_TABLE)
            outcome = told_again(_outcome(region, recorder))
    first = region.headings[0]
    last = region.lines[-1] if region.lines else region.headings[-1]
    recorder.out.section.append(
        r.Section(
            document_id=recorder.document_id,
            section_id=f"{number:02d}-{region.kind}",
            kind=region.kind,
            title=region.title,
            printed_unit=region_unit(region),
            status=outcome.status,
            note=outcome.note,
            page=first.page,
            first_line=first.line,
            last_line=last.line,
        )
    )


def _outcome(region: Region, recorder: Recorder) -> Outcome:
    outcome = READ
    for reader in READERS.get(region.kind, ()):
        try:
            outcome = max(outcome, reader(region, recorder))
        except UnreadableTable as reason:
            outcome = Outcome("not_readable", str(reason))
    return outcome


def _tell_pictures(document: Document, recorder: Recorder) -> None:
    """Store which pages nobody could read, because text recognition is not installed."""
    pages = document.picture_pages
    if not pages:
        return
    recorder.out.section.append(
        r.Section(
            document_id=recorder.document_id,
            section_id=f"{len(recorder.out.section) + 1:02d}-{_PICTURE_PAGES}",
            kind=_PICTURE_PAGES,
            title=f"第{'、'.join(map(str, pages))}页",
            status="not_readable",
            note=_PAGES.format(pages=", ".join(map(str, pages))),
            page=pages[0],
            first_line=1,
            last_line=1,
        )
    )


def _lacks_rules(region: Region, format: str) -> bool:
    """Whether a table has cells that nothing parts, and its words do not tell them apart."""
    if region.kind in _FORMS and region.grids and not any(g.ruled for g in region.grids):
        return True
    if region.kind not in READERS or region.kind in _PROSE or not stands_side_by_side(region):
        return False
    return region.kind in _FORMS or any(part in _PAGED for part in format.split("+"))
