"""The whole published document in parts, from its text and the records read from it.

Not done here: setting it (``formats``).
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.disclosure.projects.body import paragraphs, strip_of
from analysis.disclosure.prose.outline import running_lines
from analysis.disclosure.recorder import Disclosure, Recorder
from analysis.disclosure.regions import split_regions
from analysis.sources.document import Document, Line
from tests.typeset.layout import Part
from tests.typeset.overall import overall_part
from tests.typeset.sheets import sheet_parts
from tests.typeset.tables import (
    appropriation_part,
    capital_part,
    coded_part,
    invented_parts,
    three_public_part,
)


def document_parts(source: Document, disclosure: Disclosure) -> list[Part]:
    """Return the parts of the document in the order in which it was published."""
    first = {region.kind: region.headings[0].line for region in split_regions(source)}
    summary, revenue, projects = invented_parts(disclosure)
    front = [ln for ln in source.lines if ln.line < first["tables"]]
    back = [ln for ln in source.lines if ln.line >= first["narrative"]]
    title = f"{disclosure.document.unit_name}{disclosure.document.fiscal_year}年单位预算表"
    sheets = sheet_parts(disclosure)
    sheets[0].blocks.insert(0, "十二、项目支出绩效目标表")
    return [
        Part("概况", _prose(front, disclosure)),
        Part("目录", [f"第二部分 {title}"]),
        summary,
        revenue,
        coded_part(disclosure, "expenditure_summary"),
        appropriation_part(disclosure),
        coded_part(disclosure, "general_expenditure"),
        coded_part(disclosure, "general_expenditure_by_unit"),
        coded_part(disclosure, "general_basic_expenditure"),
        three_public_part(disclosure),
        coded_part(disclosure, "fund_expenditure"),
        capital_part(disclosure),
        projects,
        overall_part(disclosure, 2026),
        *sheets,
        Part("说明", _prose(back, disclosure)),
    ]


def _prose(lines: Sequence[Line], disclosure: Disclosure) -> list:  # type: ignore[type-arg]
    kept = running_lines(lines, Recorder(Disclosure(disclosure.document)))
    return [text.text for text in paragraphs([strip_of(line, True) for line in kept])]
