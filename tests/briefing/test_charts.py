"""The shapes of the charts: rows in their order, labels where the line leaves room."""

from __future__ import annotations

import re
from typing import Any

import altair as alt
import polars as pl
import pytest

from analysis.briefing import chart_block, charts, theme
from analysis.briefing.charts.beside import beside
from analysis.briefing.charts.colours import contrast, ink_on, readable
from analysis.briefing.charts.compose import beneath, grid, layered, side_by_side
from analysis.briefing.charts.layout import text_width, wrapped
from analysis.briefing.charts.matrix import matrix
from analysis.briefing.charts.panels import _with_sides
from analysis.briefing.charts.tallies import tallies


@pytest.fixture(autouse=True)
def theme_enabled() -> None:
    theme.enable()


def rows_of(chart: alt.TopLevelMixin) -> list[list[dict[str, Any]]]:
    return list(chart.to_dict()["datasets"].values())


def bar_frame() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "name": ["Head", "small", "large"],
            "level": [1, 2, 2],
            "amount": [None, 1.0, 9.0],
            "label": [None, "1", "9"],
        }
    )


def test_plots_are_put_together_as_altair_would() -> None:
    bars = alt.Chart(bar_frame()).mark_bar().encode(x="amount:Q")
    texts = bars.mark_text().encode(text="label:N")
    other = alt.Chart(bar_frame().head(1)).mark_rule()
    size = {"width": 50, "height": 40}
    layers = alt.layer(bars, texts, **size)
    ours = layered(bars, texts, **size)
    assert ours.to_dict() == layers.to_dict()
    assert layered(bars, texts, other, data=bars.data).to_dict() == (bars + texts + other).to_dict()
    beside = alt.hconcat(layers, other, spacing=5)
    assert side_by_side(ours, other, spacing=5).to_dict() == beside.to_dict()
    below = alt.vconcat(beside, layers, spacing=5)
    assert (
        beneath(side_by_side(ours, other, spacing=5), ours, spacing=5).to_dict() == below.to_dict()
    )
    gaps = {"row": 1, "column": 2}
    lines = alt.concat(layers, bars, columns=2, spacing=gaps)
    assert grid(ours, bars, columns=2, spacing=gaps).to_dict() == lines.to_dict()


def test_bars_stand_in_the_order_of_the_rows_a_heading_without_a_bar_too() -> None:
    svg = chart_block.chart_svg(charts.bars(bar_frame()))
    places = re.findall(r'translate\(-8,([\d.]+)\)"[^>]*>(Head|small|large)<', svg)
    assert [name for _, name in sorted(places, key=lambda place: float(place[0]))] == [
        "Head", "small", "large",
    ]  # fmt: skip


def test_a_chart_of_fewer_rows_is_lower_so_that_it_can_be_narrowed_down() -> None:
    """Not by a height of its own for each number of rows: the page leaves rows out by itself."""
    whole, part = charts.bars(bar_frame()).to_dict(), charts.bars(bar_frame().head(2)).to_dict()
    assert whole["height"] == part["height"]
    heights = [
        float(
            re.findall(
                r' height="([\d.]+)"', chart_block.chart_svg(charts.bars(bar_frame().head(n)))
            )[0]
        )
        for n in (2, 3)
    ]
    assert heights[0] < heights[1]


@pytest.mark.parametrize("sheet", [charts.WIDE, charts.NARROW], ids=["page", "telephone"])
def test_every_shape_draws_its_labels_and_fits_its_sheet(sheet: charts.Sheet) -> None:
    steps = pl.DataFrame(
        {
            "name": ["before", "part", "after"],
            "kind": ["total", "part", "total"],
            "start": [0.0, 5.0, 0.0],
            "stop": [5.0, 4.0, 4.0],
            "label": ["five", "minus one", "four"],
        }
    )
    pair = pl.DataFrame({"name": ["a"], "previous": [2.0], "amount": [1.0], "label": ["less"]})
    stack = pl.DataFrame(
        {
            "name": ["a", "a"],
            "part": ["p", "q"],
            "share": [33.3, 66.7],
            "mark": ["a third", "two thirds"],
            "label": ["three", "three"],
        }
    )
    years = pl.DataFrame(
        {
            "year": [2030, 2031],
            "part": ["p", "p"],
            "amount": [1.0, 2.0],
            "label": ["one", "two"],
            "total": [1.0, 2.0],
            "total_label": ["all one", "all two"],
        }
    )
    path = pl.DataFrame(
        {"name": ["a"] * 2, "year": [2030, 2031], "amount": [1.0, None], "label": ["one", "none"]}
    )
    counts = pl.DataFrame({"name": ["a"] * 2, "part": ["p", "q"], "number": [3, 4]})
    squares = pl.DataFrame(
        {"name": ["a"], "column": ["c"], "kind": ["exact"], "number": [7]},
    )
    money = pl.DataFrame(
        {"name": ["a"], "change": [-5.0], "label": ["down"], "less": [2], "more": [1]}
    )
    for chart, labels in (
        (charts.bars(bar_frame(), sheet), ("Head", "small", "9")),
        (charts.waterfall(steps, sheet), ("five", "minus one", "four")),
        (charts.pairs(pair, "2030", "2031", sheet), ("less", "2030", "2031")),
        (charts.multiples(stack, "all", sheet), ("three", "p", "q", "a third", "all")),
        (charts.columns(years, sheet), ("one", "all two")),
        (charts.panels(path, sheet), ("one", "2031")),
        (tallies(counts, {"p": "#000000", "q": "#ffffff"}, sheet), ("a", "3", "4")),
        (matrix(squares, sheet), ("a", "c", "7")),
        (beside(money, "left", "right", sheet), ("a", "down", "left", "right", "2")),
    ):
        svg = chart_block.chart_svg(chart)
        for label in labels:
            assert f">{label}<" in svg, label
        width = re.search(r'<svg[^>]* width="([\d.]+)"', svg)
        assert width and float(width[1]) <= sheet.width + 25


def test_on_a_telephone_names_stand_above_their_bars_and_take_no_room_beside_them() -> None:
    long = bar_frame().with_columns(name=pl.lit("Serious-illness insurance of residents"))
    plots = [charts.bars(frame, charts.NARROW).to_dict()["width"] for frame in (bar_frame(), long)]
    assert plots[0] == plots[1]
    svg = chart_block.chart_svg(charts.bars(bar_frame(), charts.NARROW))
    assert not re.search(r"translate\(-8,", svg)


def shares(parts: int) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "name": [name for name in ("a", "b") for _ in range(parts)],
            "part": [f"p{number}" for number in range(parts)] * 2,
            "share": [100 / parts] * parts * 2,
            "mark": ["m"] * parts * 2,
            "label": ["t"] * parts * 2,
        }
    )


@pytest.mark.parametrize("parts", [1, 2, 3, 4, 7])
def test_small_multiples_share_one_scale_and_need_no_legend(parts: int) -> None:
    spec = charts.multiples(shares(parts), "all").to_dict()
    panels = [panel for line in spec["vconcat"] for panel in line["hconcat"]]
    assert len(panels) == parts + 1  # the last one holds the totals
    scales = {str(panel["layer"][1]["encoding"]["x"]["scale"]) for panel in panels[:-1]}
    assert len(scales) == 1
    svg = chart_block.chart_svg(charts.multiples(shares(parts), "all"))
    assert "role-legend" not in svg
    assert float(re.findall(r' width="([\d.]+)"', svg)[0]) <= 700


def test_a_part_that_a_row_does_not_have_leaves_its_place_empty() -> None:
    frame = shares(2).filter((pl.col("name") == "a") | (pl.col("part") == "p0"))
    svg = chart_block.chart_svg(charts.multiples(frame, "all"))
    assert svg.count(">m<") == 3 and svg.count(">a<") == svg.count(">b<") == 1


def years(*amounts: float) -> pl.DataFrame:
    parts = [f"p{place}" for place in range(len(amounts))]
    return pl.DataFrame(
        {
            "year": [year for year in (2030, 2031) for _ in parts],
            "part": parts * 2,
            "amount": list(amounts) * 2,
            "label": ["x"] * len(parts) * 2,
            "total": [sum(amounts)] * len(parts) * 2,
            "total_label": ["all"] * len(parts) * 2,
        }
    )


def test_columns_name_their_parts_beside_them_where_the_names_fit_else_in_a_legend() -> None:
    beside = chart_block.chart_svg(charts.columns(years(40.0, 60.0)))
    crowded = chart_block.chart_svg(charts.columns(years(1.0, 1.0, 98.0)))
    assert "role-legend" not in beside and ">p0<" in beside and ">p1<" in beside
    assert "role-legend" in crowded and ">p0<" in crowded


@pytest.mark.parametrize("colour", [*theme.PALETTE, "#6b7583"])
def test_a_label_can_be_read_on_every_shade_of_the_matrix(colour: str) -> None:
    for percent in range(0, 101):
        shade = readable(colour, percent / 100)
        assert contrast(ink_on(shade), shade) >= 4.5, (colour, percent)


def test_a_higher_share_is_never_a_lighter_shade() -> None:
    shades = (readable("#b4532a", percent / 100) for percent in range(101))
    lightness = [round(contrast(shade, "#000000"), 1) for shade in shades]
    assert lightness == sorted(lightness, reverse=True)


def test_a_fall_and_a_rise_are_told_apart_in_a_waterfall_and_so_is_the_rest() -> None:
    frame = pl.DataFrame(
        {
            "name": list("abcd"),
            "kind": ["total", "part", "part", "rest"],
            "start": [0.0, 5.0, 4.0, 6.0],
            "stop": [5.0, 4.0, 6.0, 7.0],
            "label": list("abcd"),
        }
    )
    shades = [row["shade"] for rows in rows_of(charts.waterfall(frame)) for row in rows]
    assert set(shades) == {"total", "fall", "rise", "rest"}


def test_a_label_stands_on_the_side_that_the_line_leaves_free() -> None:
    series = pl.DataFrame({"amount": [5.0, 9.0, 4.0, 1.0]})
    assert _with_sides(series)["above"].to_list() == [False, True, False, True]


def test_a_long_name_is_broken_between_words_and_chinese_between_characters() -> None:
    assert wrapped("one two three", text_width(["one two"])) == ["one two", "three"]
    assert wrapped("社区养老服务", text_width(["社区养"])) == ["社区养", "老服务"]
    assert "".join(wrapped("AI社区 one-two", 40)).replace(" ", "") == "AI社区one-two"
