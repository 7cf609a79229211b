"""What a notebook starts with."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import altair as alt
import duckdb
import polars as pl
import pytest

from analysis.briefing import notebook
from analysis.paths import Layout

NONE = "There is nothing to show."


@pytest.fixture(autouse=True)
def own_altair() -> Iterator[None]:
    """Leave the renderer and the theme as other tests expect them."""
    with alt.renderers.enable("default"), alt.theme.enable("default"):
        yield


def frame() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "name": ["住房保障支出", "某某事项", None],
            "key": ["221", "x", "not_explained"],
            "amount_wan": [Decimal("1155.180000"), Decimal("0.250000"), None],
            "change_pct": [Decimal("-12.250000000000"), Decimal("6.049999999999"), None],
        },
        schema_overrides={"amount_wan": pl.Decimal(38, 6), "change_pct": pl.Decimal(38, 12)},
    )


def test_a_name_comes_in_english_with_the_chinese_beside_it() -> None:
    named = notebook.in_english(frame(), "name", otherwise="key", kind="class")
    assert named["name"].to_list() == [
        "Housing support (住房保障支出)",
        "某某事项",
        "Not explained",
    ]


def test_a_missing_name_stays_missing_where_no_key_is_to_stand_for_it() -> None:
    assert notebook.in_english(frame(), "name")["name"].to_list()[-1] is None


def test_an_empty_frame_shows_as_a_sentence() -> None:
    assert repr(notebook.show(frame().head(0), otherwise=NONE)) == NONE


def test_a_chart_of_an_empty_frame_shows_as_a_sentence() -> None:
    bars = alt.Chart(frame().head(0)).mark_bar().encode(x="amount_wan:Q", y="name:N")
    for chart in (bars, bars + bars.mark_text()):
        assert repr(notebook.show(chart, otherwise=NONE)) == NONE


def test_a_chart_with_rows_is_shown_as_it_is() -> None:
    chart = alt.Chart(frame()).mark_bar()
    assert notebook.show(chart, otherwise=NONE) is chart


def test_a_table_keeps_money_exact_and_shows_percentages_to_one_decimal() -> None:
    labels = {"name": "Name", "amount_wan": "万元", "change_pct": "%"}
    html = notebook.show(frame(), labels, otherwise=NONE, blank="–").as_raw_html()
    for shown in ("1,155.18", "0.25", "\u221212.3", "6.0", "–"):
        assert f">{shown}<" in html


def test_a_notebook_starts_with_the_latest_document(
    built: Layout, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BUDGET_WAREHOUSE", str(built.processed))
    warehouse, document = notebook.start()
    latest = "SELECT document_id FROM document ORDER BY fiscal_year DESC LIMIT 1"
    assert warehouse.execute(latest).fetchone() == (document,)
    assert document in capsys.readouterr().out
    warehouse.close()


def test_a_missing_warehouse_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUDGET_WAREHOUSE", str(tmp_path / "none.duckdb"))
    with pytest.raises(notebook.NoWarehouse, match="budget build"):
        notebook.start()


def test_a_figure_is_shown_on_its_printed_line(warehouse: duckdb.DuckDBPyConnection) -> None:
    row = warehouse.execute("SELECT figure_id, line, printed FROM figure LIMIT 1").fetchone()
    assert row is not None
    shown = notebook.printed_lines(warehouse, row[0])
    (marked,) = [line for line in shown.splitlines() if line.startswith(">")]
    assert f"{row[1]} |" in marked and f"»{row[2]}«" in marked


def test_a_figure_that_is_not_there_is_said_so(warehouse: duckdb.DuckDBPyConnection) -> None:
    for figure_id in (None, "", "no/such/figure"):
        assert "no such figure" in notebook.printed_lines(warehouse, figure_id)
