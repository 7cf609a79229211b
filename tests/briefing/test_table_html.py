"""Tables as the page writes them: no other than great_tables would."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest

from analysis.briefing import table_block, tables

FRAME = pl.DataFrame(
    {
        "a name": ["Grants & <b> 3", None, "it's"],
        "a-name": ["x", "y", "2"],
        "金额": [Decimal("1234.50"), None, Decimal("-2")],
        "金额_src": ["7", None, None],
    }
)
LABELS = {"a name": "Item & 2", "a-name": "", "金额": "万元"}


@pytest.mark.parametrize("bold", [(), (0, 2)])
@pytest.mark.parametrize("height", [0, 3])
def test_a_table_is_written_as_great_tables_writes_it(height: int, bold: tuple[int, ...]) -> None:
    table = tables.build(FRAME.head(height), LABELS, bold_rows=[b for b in bold if b < height])
    theirs = table.great_table()
    for widths in ((), (3, 1, 2)):
        ours = table_block.table_html(table, "t", widths)
        assert ours == table_block.table_html(theirs, "t", widths)
