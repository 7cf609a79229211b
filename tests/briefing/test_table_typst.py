"""Tables in the terms of Typst: what stands in them, and how wide their columns are."""

from __future__ import annotations

import re
from decimal import Decimal

import great_tables as gt
import polars as pl
import pytest

from analysis.briefing import table_block, tables
from analysis.briefing.passport import link
from analysis.briefing.table_typst import count_rows, table_typst

FRAME = pl.DataFrame(
    {
        "name": ["Grants [a] #1", None],
        "amount": [Decimal("1.50"), None],
        "amount_src": ["7", None],
    }
)


def html(table: gt.GT, widths: tuple[int, ...] = ()) -> str:
    return table_block.table_html(table, "t", widths)


def test_a_cell_holds_its_text_as_it_stands_and_a_number_its_source() -> None:
    text = table_typst(html(tables.build(FRAME, {"name": "Item", "amount": "万元"})))
    assert '  [#"Grants [a] #1";], [#sourced(7)[#"1.50";]],' in text
    assert "  [], []," in text
    assert 'table.cell(align: left)[#strong[#"Item";]]' in text
    assert "align: (left, right,)," in text


def test_bold_rows_are_bold() -> None:
    table = tables.build(FRAME, {"name": "Item", "amount": "万元"}, bold_rows=(0,))
    text = table_typst(html(table))
    assert '[#strong[#"Grants [a] #1";]], [#strong[#sourced(7)[#"1.50";]]],' in text


def test_a_long_text_with_a_source_may_be_broken() -> None:
    frame = pl.DataFrame({"quote": [link("x" * 24, "1"), link("x" * 25, "2")]})
    text = table_typst(html(tables.build(frame, {"quote": "Quote"})))
    assert "#sourced(1)[" in text and "#sourced-text(2)[" in text


def test_a_heading_over_two_columns_spans_them() -> None:
    frame = pl.DataFrame({"a": [1], "b": [2]})
    table = tables.build(frame, {"a": "A", "b": "B"}).tab_spanner("both", ["a", "b"])
    assert re.search(
        r'table\.cell\(colspan: 2[^)]*\)\[#strong\[#"both";\]\]', table_typst(html(table))
    )


def test_columns_take_what_their_longest_cell_needs_and_the_longest_give_way_first() -> None:
    frame = pl.DataFrame({"short": ["ab"], "wide": ["汉" * 5], "long": ["x" * 300]})
    text = table_typst(html(tables.build(frame, {"short": "s", "wide": "w", "long": "l"})))
    # 5, 13 and what is left of 105.
    assert "columns: (4.76%, 12.38%, 82.86%)" in text


def test_widths_that_are_asked_for_are_kept() -> None:
    table = tables.build(FRAME, {"name": "Item", "amount": "万元"})
    assert "columns: (75.00%, 25.00%)" in table_typst(html(table, (3, 1)))


def test_an_element_that_the_page_of_the_pdf_does_not_know_is_refused() -> None:
    frame = pl.DataFrame({"name": ["x"]})
    picture = gt.GT(frame).fmt(lambda _: '<img src="x.png">', columns="name")
    with pytest.raises(ValueError, match=r"<img .*> in a cell"):
        table_typst(html(picture))


def test_the_rows_of_the_body_are_counted_without_the_header() -> None:
    assert count_rows(html(tables.build(FRAME, {"name": "Item"}))) == 2
