"""Indicator tables printed without their grid come back as the rows that were written."""

from __future__ import annotations

import csv
import random
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.disclosure import records as r
from analysis.disclosure.projects.sheets import read_project_sheets
from analysis.disclosure.read import disclose
from analysis.sources.text import read_text
from analysis.warehouse.schema import tables
from tests.disclosure.projects.printer import Printer, Row, make_recorder, print_sheet
from tests.factories import RAW, ROOT

COLUMNS = ("year_before_last", "last_year", "target")

_WORDS = (
    "社区",
    "志愿",
    "服务",
    "活动",
    "老年人",
    "救助",
    "儿童",
    "培训",
    "补贴",
    "场所",
    "宣传",
    "设施",
)
_ENDS = ("数量", "次数", "覆盖率", "合格率", "及时性", "完成情况", "满意程度", "个数", "发放率")
_LEVELS = (
    ("产出指标", "数量指标"),
    (None, "质量指标"),
    (None, "时效指标"),
    ("效益指标", "社会效益指标"),
)


def _read(printer: Printer) -> list[r.Indicator]:
    recorder = make_recorder()
    read_project_sheets(printer.region(), recorder)
    return recorder.out.indicator


def _table(horizon: str, rows: list[Row], **options: object) -> list[r.Indicator]:
    printer = Printer(random.Random(7), **options)
    print_sheet(printer, **{horizon: rows})
    return _read(printer)


@st.composite
def _rows(draw: st.DrawFn, columns: int) -> list[Row]:
    names = draw(
        st.lists(
            st.tuples(
                st.lists(st.sampled_from(_WORDS), min_size=2, max_size=6), st.sampled_from(_ENDS)
            ),
            min_size=1,
            max_size=9,
            unique_by=lambda pair: "".join(pair[0]) + pair[1],
        )
    )
    rows = []
    for index, (words, end) in enumerate(names):
        kind = draw(st.sampled_from(("count", "share", "text", "long_text", "sentence")))
        if kind == "count":
            unit = draw(st.sampled_from(("个", "场", "万", "人次", "")))
            values = tuple(f"{draw(st.integers(0, 3000))}{unit}" for _ in range(columns))
        elif kind == "share":
            sign = draw(st.sampled_from(("≥", "≤", "＝", "")))
            values = tuple(f"{sign}{draw(st.integers(1, 100))}%" for _ in range(columns))
        elif kind == "text":
            values = (
                draw(st.sampled_from(("如期完成", "进一步提升", "范围之内", "长远", "规定时间内"))),
            ) * columns
        elif kind == "long_text":
            values = ("兜底困难群体生活，促进社会安全稳定",) * columns
        else:
            values = tuple(f"每人1年{draw(st.integers(1, 4))}次" for _ in range(columns))
        level1, level2 = _LEVELS[index] if index < len(_LEVELS) else (None, None)
        basis = draw(
            st.sampled_from(
                ("计划数据", "计划数据", "历史数据", "计划数据：根据年度工作方案开展工作")
            )
        )
        rows.append(Row("".join(words) + end, values, basis, level1, level2))
    return rows


def _as_written(found: list[r.Indicator], columns: tuple[str, ...]) -> list[tuple[object, ...]]:
    return [
        (i.level3, *(getattr(i, column) for column in columns), i.basis, i.level2) for i in found
    ]


def _written(rows: list[Row]) -> list[tuple[object, ...]]:
    level2, written = None, []
    for row in rows:
        level2 = row.level2 or level2
        written.append((row.name, *row.values, row.basis, level2))
    return written


@settings(max_examples=150, deadline=None)
@given(rows=_rows(3), seed=st.integers(0, 10_000))
def test_an_annual_table_comes_back_as_written_whatever_its_line_breaks(rows, seed):
    printer = Printer(random.Random(seed))
    print_sheet(printer, annual=rows)
    found = _read(printer)
    assert _as_written(found, ("year_before_last", "last_year", "target")) == _written(rows)
    assert all(i.reading != "uncertain" for i in found)


@settings(max_examples=150, deadline=None)
@given(rows=_rows(1), seed=st.integers(0, 10_000))
def test_a_long_term_table_comes_back_as_written_whatever_its_line_breaks(rows, seed):
    printer = Printer(random.Random(seed))
    print_sheet(printer, long_term=rows)
    found = _read(printer)
    assert _as_written(found, ("target",)) == _written(rows)
    assert all(i.year_before_last_state == "no_column" for i in found)


@settings(max_examples=40, deadline=None)
@given(rows=_rows(3), seed=st.integers(0, 10_000))
def test_a_file_with_trimmed_line_ends_still_gives_the_rows_of_numbers(rows, seed):
    numbers = [row for row in rows if all(v[-1] in "个场%" for v in row.values)]
    numbers = [Row(n.name, n.values, "计划数据", n.level1, n.level2) for n in numbers]
    if not numbers:
        return
    printer = Printer(random.Random(seed), trimmed=True)
    print_sheet(printer, annual=numbers)
    found = _read(printer)
    read = [(i.level3, i.year_before_last, i.last_year, i.target) for i in found]
    assert read == [(row.name, *row.values) for row in numbers]


def test_three_different_texts_of_three_years_stay_in_their_columns():
    (row,) = _table(
        "annual", [Row("登记服务水平", ("逐步提升", "进一步提升", "明显提升"), level2="质量指标")]
    )
    assert (row.year_before_last, row.last_year, row.target) == (
        "逐步提升",
        "进一步提升",
        "明显提升",
    )
    assert row.reading != "uncertain"


def test_a_value_keeps_operator_number_and_unit_apart():
    found = _table(
        "annual",
        [
            Row(
                "宣传覆盖人次", ("2.4万", "2.9万", "3万"), level1="效益指标", level2="社会效益指标"
            ),
            Row("服务满意程度", ("不低于90%", "≥90%", "95%以上")),
            Row("活动开展次数", ("提质2个", "每人1年1次", "-")),
        ],
    )
    spread, content, counts = found
    assert (spread.year_before_last_number, spread.year_before_last_unit) == (Decimal(24000), "万")
    assert [
        content.year_before_last_operator,
        content.last_year_operator,
        content.target_operator,
    ] == ["≥"] * 3
    assert content.target_number == 95
    assert (counts.year_before_last_number, counts.year_before_last_unit) == (Decimal(2), "个")
    assert (counts.last_year_state, counts.last_year_number) == ("text", None)
    assert (counts.target_state, counts.target_number) == ("dash", None)


def test_every_number_of_a_value_is_a_figure_of_its_year():
    recorder = make_recorder(2031)
    printer = Printer()
    print_sheet(printer, annual=[Row("培训完成情况", ("每人1年1次", "每人1年2次", "每人1年3次"))])
    read_project_sheets(printer.region(), recorder)
    figures = {f.column_key: f for f in recorder.out.figure if f.table_kind == "indicator"}
    assert {k: (f.fiscal_year, f.value) for k, f in figures.items()} == {
        "year_before_last": (2029, 1),
        "year_before_last_2": (2029, 1),
        "last_year": (2030, 1),
        "last_year_2": (2030, 2),
        "target": (2031, 1),
        "target_2": (2031, 3),
    }


def _lines(horizon: str, *lines: str) -> list[r.Indicator]:
    printer = Printer()
    print_sheet(printer)
    printer.header(horizon)
    printer.lines += [part for line in lines for part in (line, "")]
    return _read(printer)


def test_a_blank_cell_is_blank_where_an_empty_paragraph_stands_in_its_place():
    (row,) = _lines(
        "annual",
        "数量指标 ",
        "扩大救助供养",
        "范围 ",
        " ",
        "不低于上年",
        "5% ",
        "不低于上年",
        "5% ",
        "计划数据 ",
    )
    assert (row.year_before_last, row.year_before_last_state) == (None, "blank")
    assert (row.last_year, row.target) == ("不低于上年5%", "不低于上年5%")
    assert row.reading == "inferred"


def test_two_values_for_three_years_are_uncertain_and_the_other_readings_are_told():
    (row,) = _lines("annual", "数量指标 ", "适老化改造 514 133  ", "指标未下", "达 ")
    assert row.reading == "uncertain"
    assert row.level3 == "适老化改造"
    assert "could also be read as" in row.reading_note and "指标未下达" in row.reading_note


def test_cells_that_are_broken_over_the_same_two_lines_are_put_together():
    (row,) = _lines("annual", "社会效益指宣传覆盖人5万 5万 6万 计 划", " 标 次 数据 ")
    assert (row.level2, row.level3, row.target, row.basis) == (
        "社会效益指标",
        "宣传覆盖人次",
        "6万",
        "计划数据",
    )
    assert row.reading == "inferred"


def test_a_goal_number_and_a_name_on_the_second_line_go_to_their_cells():
    (row, _) = _lines(
        "long_term",
        "长期绩效目标 产出指标 数量指标 对困难群众产生的医 100% 计划数据 ",
        " 1 疗费用进行赔付 ",
        "质量指标 赔付金精准发放 100% 计划数据 ",
    )
    assert (row.level3, row.goal, row.level1) == (
        "对困难群众产生的医疗费用进行赔付",
        "1",
        "产出指标",
    )


def test_a_name_that_a_page_break_splits_around_its_values_is_whole_again():
    first, second = _lines(
        "annual",
        "质量指标 ",
        "养老护理员",
        "持证一次性",
        "100% 100% 100% 计划数据 ",
        " 补贴发放率 ",
        "老年人购买",
        "保险范围 ",
        "90% 95% 100% 计划数据 ",
    )
    assert first.level3 == "养老护理员持证一次性补贴发放率"
    assert first.reading == "inferred"
    assert (second.level3, second.target) == ("老年人购买保险范围", "100%")


def test_words_that_fit_no_row_are_told_and_not_lost():
    found = _lines("long_term", "数量指标 ", "入驻组织数量 20家 计划数据 ", "质量指标 ")
    assert len(found) == 1
    assert found[0].reading == "uncertain" and "质量指标" in found[0].reading_note


def test_a_second_level_out_of_place_gets_its_own_first_level():
    first, second = _lines(
        "long_term",
        "产出指标 ",
        "数量指标 ",
        "入驻组织数量 20家 计划数据 ",
        "社会效益 ",
        "服务覆盖人次 3万 计划数据 ",
    )
    assert (first.level1, first.level1_key) == ("产出指标", "output")
    assert (second.level1, second.level1_key, second.reading) == (None, "outcome", "inferred")


def test_a_first_level_printed_behind_its_first_row_is_found():
    found = _lines(
        "long_term",
        "产出指标 ",
        "数量指标 ",
        "入驻组织数量 20家 计划数据 ",
        "社会效益 ",
        "服务覆盖人次 3万 计划数据 ",
        "效益指",
        "标 ",
        "可持续影响",
        "指标 ",
        "服务水平 逐步提升 计划数据 ",
    )
    assert [row.level1 for row in found] == ["产出指标", "效益指标", "效益指标"]
    assert found[1].reading == "inferred"


def test_every_first_level_that_the_readers_know_can_be_stored():
    allowed = {column.name: set(column.values) for column in tables()["indicator"].columns}
    path = ROOT / "analysis" / "disclosure" / "projects" / "levels.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        keys = {row["key"] for row in csv.DictReader(lines) if row["level"] == "1"}
    assert "cost" in keys
    assert keys <= allowed["level1_key"]


@pytest.mark.parametrize("words", [("产出指标", "经济成本指标"), ("成本指标", "经济成本指标")])
def test_the_levels_of_newer_templates_are_known(words):
    level1, level2 = words
    (row,) = _table(
        "long_term", [Row("项目总成本控制情况", ("≤50万元",), level1=level1, level2=level2)]
    )
    assert (row.level1, row.level2, row.level2_key) == (level1, level2, "cost")
    assert (row.target_operator, row.target_number, row.target_unit) == ("≤", Decimal(50), "万元")


def _written_in(document: Path) -> dict[tuple[str, str, str], list[Row]]:
    """Return the rows of a published document by scope, horizon and goal, blank cells left out."""
    found: dict[tuple[str, str, str], list[Row]] = {}
    for row in disclose(read_text(document.read_bytes(), document.name)).indicator:
        columns = COLUMNS if row.horizon == "annual" else COLUMNS[-1:]
        values = tuple(getattr(row, column) or "" for column in columns)
        if row.basis and all(values):
            rows = found.setdefault((row.scope, row.horizon, row.goal), [])
            rows.append(Row(row.level3, values, row.basis, row.level1, row.level2))
    return found


@pytest.mark.parametrize("document", sorted(RAW.glob("**/*.txt")), ids=lambda path: path.stem)
def test_the_rows_of_a_published_document_come_back_from_other_line_breaks(document):
    for seed, ((_, horizon, _), rows) in enumerate(_written_in(document).items()):
        columns = COLUMNS if horizon == "annual" else COLUMNS[-1:]
        printer = Printer(random.Random(seed))
        print_sheet(printer, **{horizon: rows})
        found = [(i.level3, *(getattr(i, c) for c in columns), i.basis) for i in _read(printer)]
        assert found == [(row.name, *row.values, row.basis) for row in rows]
