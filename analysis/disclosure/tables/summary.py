"""Items of revenue and expenditure become figures and summary lines.

Not done here: finding items (``sides``, ``sides_grid``), their keys (``items``).
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.disclosure import records as r
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.tables.items import (
    EXPENDITURE,
    REVENUE,
    Item,
    Keyed,
    keyed,
    known_items,
    split_ordinal,
)
from analysis.disclosure.tables.keyed import TOTAL, KeyedTable, with_reading
from analysis.disclosure.vocabulary import SUM_WORDS, fold

_SUMS = ("current_year", TOTAL)
_TWO = 2  # cells that a name is ruled in
_TOTAL_REVENUE = "收入合计"


def record_items(
    items: Sequence[Item], kind: str, unit_note: str | None, recorder: Recorder
) -> None:
    """Write the items of both sides; ``unit_note`` says what was taken for granted, if anything."""
    for side in (REVENUE, EXPENDITURE):
        for item in keyed([i for i in items if i.side == side]):
            _record(item, kind, unit_note, recorder)


def revenue_items(table: KeyedTable) -> list[Item]:
    """Return the rows of a table of revenue by source as items.

    A row ruled in two cells is a part of what the first cell names; its 小计 is the whole. A row
    without a number is a part of the numbered row above it, unless it is a sum.
    """
    items: list[Item] = []
    numbered = 0  # depth of the numbered row above
    for row in table.rows:
        ordinal, depth, bare = split_ordinal(fold(row.name))
        if ordinal or (numbered and len(row.name_parts) < _TWO and not row.code):
            known = known_items().get(bare, {}).get(REVENUE)
            numbered = depth if ordinal else numbered
            depth = depth if ordinal else 0 if known in _SUMS else numbered + 1
            items.append(Item(REVENUE, bare, ordinal, depth, row.line, row.cells))
            continue
        parts = row.name_parts or (row.name,)
        whole = len(parts) == 1 or fold(parts[-1]) == "小计"
        name = parts[0] if whole else parts[-1]
        if row.code == TOTAL and (not name or fold(name) in SUM_WORDS):
            name = _TOTAL_REVENUE  # the table lists nothing else
        depth = 0 if row.code else 1 if whole else 2
        items.append(Item(REVENUE, name, "", depth, row.line, row.cells))
    return items


def _record(item: Keyed, kind: str, unit_note: str | None, recorder: Recorder) -> None:
    side = item.item.side
    for column, printed in item.item.cells.items():
        noted = unit_note is not None and printed.place is not None
        cell = with_reading(printed, "inferred", unit_note) if noted else printed
        figure_id = recorder.figure(
            cell,
            table_kind=kind,
            row_key=f"{side}.{item.key}",
            column_key=column,
            fiscal_year=recorder.fiscal_year,
            row_code=item.function_code,
            row_name=item.item.name,
        )
        recorder.out.summary_line.append(
            r.SummaryLine(
                document_id=recorder.document_id,
                fiscal_year=recorder.fiscal_year,
                table_kind=kind,
                side=side,
                item_key=item.key,
                item=item.item.name,
                level=item.level,
                parent_key=item.parent,
                function_code=item.function_code,
                column_key=column,
                amount_wan=cell.amount_wan,
                cell_state=cell.state,
                reading=cell.reading,
                reading_note=cell.reading_note,
                figure_id=figure_id,
            )
        )
