"""A table without a reader of its own in text that has lost its grid: one column of amounts.

The amounts of one column keep their order, whatever becomes of the words around them: rows are
counted by their amounts, and have no names. Where they are not totals with their parts behind them,
they are ``uncertain``. Not done here: tables with more columns that may hold numbers; which number
stands in which, nothing would tell. Nor where the lone heading is not that of a total: it may be
the name of a row.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.regions import Region
from analysis.disclosure.tables import header
from analysis.disclosure.tables.amounts import token_cell
from analysis.disclosure.tables.keyed import TOTAL, with_reading
from analysis.disclosure.tables.line_header import first_row, split_ornaments, uses_of_header
from analysis.disclosure.tables.nested_sums import are_nested
from analysis.disclosure.tables.notes import numbers_in_words
from analysis.disclosure.tables.tokens import NUMBER, TEXT, Token, tokenize
from analysis.sources.document import Line

WORDS = "columns"
COUNTS = (
    *("数量", "件数", "台数", "序号", "编号", "编码", "代码", "年度", "年份"),
    *("指标值", "目标值", "权重", "分值", "人数", "人次"),
)
_BORNE_OUT = "rows are counted by their amounts; the sums bear their order out"
_IN_DOUBT = "rows are counted by their amounts, which no sums bear out"


def read_plain_lines(
    lines: Sequence[Line], region: Region, unit: str, unit_note: str | None, recorder: Recorder
) -> int:
    """Store the amounts of a text as figures; return how many there are.

    Raises UnreadableTable where the header or a line has more than one column for them.
    """
    tokens = tokenize(lines)
    start = first_row(tokens)
    head, ornaments = split_ornaments(tokens[:start])
    words = header.segment([token for token in head if token.kind == TEXT], WORDS)
    amounts = [t for t in tokens[start:] if t.kind == NUMBER and not t.is_whole]
    keys = [word.key for word in words if word.role == header.AMOUNT]
    counts = [word.text for word in words if word.text.endswith(COUNTS)]
    if keys != [TOTAL] or counts or _share_a_line(amounts):
        raise UnreadableTable(
            f"line {region.headings[0].line}: {region.title}: expected a ruled table, or one "
            "column of amounts; found text without its grid"
        )
    uses = uses_of_header(head + ornaments)
    uses += numbers_in_words([t.line for t in tokens[start:] if t.kind == TEXT], "word of a table")
    numbers = {(t.line.line, t.place.col) for t in tokens[start:] if t.kind == NUMBER}
    for use in uses:
        if (use.place.line, use.place.col) not in numbers:  # a whole number may be an amount
            recorder.use(use.place, use.disposition, use.note)
    cells = [with_reading(token_cell(token, unit), "inferred", unit_note) for token in amounts]
    sure = are_nested([cell.value for cell in cells if cell.value is not None])
    reading = ("inferred", _BORNE_OUT) if sure else ("uncertain", _IN_DOUBT)
    for number, cell in enumerate(cells, 1):
        recorder.figure(
            with_reading(cell, *reading),
            table_kind=region.kind,
            row_key=f"{number:03d}",
            column_key=TOTAL,
            fiscal_year=recorder.fiscal_year,
        )
    return len(amounts)


def _share_a_line(tokens: Sequence[Token]) -> bool:
    lines = [id(token.line) for token in tokens]
    return len(set(lines)) < len(lines)
