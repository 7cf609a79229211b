"""Charts, tables and fonts."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import altair as alt
import polars as pl
import pytest
from altair.utils.schemapi import SchemaValidationError

from analysis.briefing import chart_block, fonts, table_block, tables, theme
from analysis.briefing.drawing import draw
from analysis.briefing.web_fonts import web_font_css

FRAME = pl.DataFrame({"year": ["2023", "2024"], "amount": [Decimal("8977.77"), Decimal("-3.10")]})


def chart() -> alt.Chart:
    theme.enable()
    return alt.Chart(FRAME).mark_bar().encode(x="amount:Q", y=alt.Y("year:N", title="年度"))


def test_money_becomes_a_float_only_when_a_chart_takes_it() -> None:
    values = next(iter(chart().to_dict()["datasets"].values()), None)
    assert values == [{"year": "2023", "amount": 8977.77}, {"year": "2024", "amount": -3.1}]
    assert FRAME.schema["amount"].is_decimal()


def test_a_chart_without_an_alt_text_is_refused() -> None:
    with pytest.raises(ValueError, match="no alt text"):
        chart_block.Figure(chart(), "x", caption="c", alt_text=" ", data="")


def test_a_chart_carries_its_texts_in_the_font_of_the_briefing() -> None:
    svg = chart_block.chart_svg(chart())
    assert "年度" in svg and 'font-family="Noto Sans SC"' in svg


def test_two_charts_in_one_page_share_no_inner_id() -> None:
    clipped = chart().mark_bar(clip=True)  # its drawing refers to an id
    one, two = (
        chart_block.figure_markdown(
            chart_block.Figure(clipped, name, caption="c", alt_text="a", data=""),
            lambda key, **_: str(key),
        )
        for name in ("one", "two")
    )
    ids = [set(re.findall(r'\bid="([^"]+)"', text)) for text in (one, two)]
    assert ids[0] and ids[1]
    assert not ids[0] & ids[1]


def test_a_drawing_is_kept_and_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUDGET_FONTS", str(fonts.fonts_dir()))
    monkeypatch.setenv("BUDGET_CACHE", str(tmp_path))
    spec, checked = chart().to_dict(), list[int]()
    first = draw(spec, check=lambda: checked.append(1))
    assert [f.read_text() for f in (tmp_path / "charts").glob("*.svg")] == [first]
    assert draw(spec, check=lambda: checked.append(2)) == first
    assert checked == [1]  # what was drawn before has been checked


def test_a_chart_that_is_no_specification_is_not_drawn() -> None:
    wrong = chart()
    wrong.mark = {"type": "no such mark"}
    with pytest.raises(SchemaValidationError):
        chart_block.chart_svg(wrong)


def test_a_character_that_the_font_does_not_have_is_an_error() -> None:
    fonts.check_glyphs("预算 Budget 8,603.77 − “三公” ✓", "here")
    with pytest.raises(fonts.MissingGlyph, match=r"here: .*U\+1F600"):
        fonts.check_glyphs("预算 😀", "here")


def test_the_web_fonts_hold_the_characters_of_the_page_alone_and_are_the_same_each_time() -> None:
    css = web_font_css("预算 Budget")
    assert css.count("@font-face") == 2 and len(css) < 40_000
    assert css == web_font_css("预算 Budget")


def test_a_table_shows_exact_numbers_to_the_right_and_keeps_blanks_blank() -> None:
    frame = FRAME.vstack(pl.DataFrame({"year": ["2025"], "amount": [None]}, schema=FRAME.schema))
    table = tables.build(frame, {"year": "Year", "amount": "CNY 10,000"}, bold_rows=(0,))
    html = table_block.table_html(table, "t")
    assert 'font-weight: bold;text-align:right">8,977.77</td>' in html
    assert ">−3.10</td>" in html
    assert 'text-align:right"></td>' in html
    assert 'id="t-amount"' in html and "<style" not in html


def test_a_table_drops_the_zeros_that_the_warehouse_adds() -> None:
    frame = pl.DataFrame({"a": [Decimal("838.200000"), Decimal("-3.100000")]})
    assert re.findall(
        r">([\d−.]+)</td>", table_block.table_html(tables.build(frame, {"a": "A"}), "t")
    ) == [
        "838.20",
        "−3.10",
    ]


def test_a_table_asks_quarto_to_leave_it_as_it_is() -> None:
    html = table_block.table_html(tables.build(FRAME, {"year": "Year", "amount": "Amount"}), "t")
    assert html.startswith("<!--| quarto-html-table-processing: none --><table>")


def test_the_columns_of_a_table_take_the_widths_that_are_asked_for() -> None:
    table = tables.build(FRAME, {"year": "Year", "amount": "Amount"})
    html = table_block.table_html(table, "t", widths=(3, 1))
    assert '<col style="width:75.0%"><col style="width:25.0%">' in html


def test_an_apostrophe_within_a_word_is_a_curved_one_as_in_prose() -> None:
    frame = pl.DataFrame({"name": ["last year's total", "'quoted'"]})
    html = table_block.table_html(tables.build(frame, {"name": "Item"}), "t")
    assert "last year’s total" in html
    assert ">&#x27;quoted’<" in html
