"""Project sheets printed without their grid: heads, money, texts, and what is never stored."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.disclosure.numbers import find_numbers
from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.projects.sheets import read_project_sheets
from analysis.disclosure.recorder import Disclosure, Recorder
from tests.disclosure.projects.printer import Printer, Row, make_recorder, print_sheet
from tests.disclosure.tables.factories import a_region

_ITEMS = (
    "活动组织",
    "设施维护",
    "培训费用",
    "2023年尾款补贴",
    "宣传印制（预估 2个月）",
    "评估费用",
)
_SOURCES = (
    "一般公共预算财政拨款收入",
    "政府性基金预算财政拨款收入",
    "事业收入",
    "上级补助收入",
    "其他收入",
)


def _read(printer: Printer) -> tuple[Disclosure, Recorder]:
    recorder = make_recorder()
    read_project_sheets(printer.region(), recorder)
    return recorder.out, recorder


def _sheet(**options: object) -> Disclosure:
    printer = Printer()
    print_sheet(printer, **options)
    return _read(printer)[0]


def test_the_head_is_read_although_labels_and_names_are_broken_over_lines():
    (project,) = _sheet(name="困难群众重大疾病补充医疗保险经费").project
    assert project.name == "困难群众重大疾病补充医疗保险经费"
    assert project.project_id == "困难群众重大疾病补充医疗保险"
    assert project.code == "ZX/0012/03"
    assert project.responsible_unit == "某区民政局"
    assert project.executing_unit == "社区服务中心"
    assert (project.total_wan, project.current_wan) == (Decimal("120.50"), Decimal("120.50"))


def test_the_option_whose_box_is_lost_is_the_ticked_one():
    (project,) = _sheet().project
    assert project.project_type == "部门项目"


def test_persons_and_telephone_numbers_are_not_stored():
    out, recorder = _read_one()
    assert not any("王某" in repr(record) or "81234567" in repr(record) for record in _records(out))
    assert ("contact", "telephone number") in recorder.uses.values()


def _read_one() -> tuple[Disclosure, Recorder]:
    printer = Printer()
    print_sheet(printer)
    return _read(printer)


def _records(out: Disclosure) -> list[object]:
    return [
        record
        for name in Disclosure.__slots__
        if name != "document"
        for record in getattr(out, name)
    ]


def test_the_amount_of_the_heading_is_a_claim_of_its_own():
    out = _sheet(heading="（三）城乡社区活动经费项目 1,120.5万元。", total="120.50万元")
    (claim,) = [c for c in out.claim if c.section_key == "heading"]
    assert (claim.value, claim.project_id) == (Decimal("1120.5"), "城乡社区活动")
    assert out.project[0].heading_name == "城乡社区活动经费项目"


def test_a_sheet_without_a_heading_is_read_all_the_same():
    out = _sheet(heading=None)
    assert out.project[0].heading_name is None
    assert out.project[0].total_wan == Decimal("120.50")


def test_every_funding_row_is_a_record_and_parts_know_their_whole():
    out = _sheet(
        funding=(
            ("一般公共预算财政拨款收入", "100万元"),
            ("事业收入", ""),
            ("上级补助收入", "20.5"),
        )
    )
    rows = {
        row.source_key: (row.parent_key, row.amount_wan, row.cell_state)
        for row in out.project_funding
    }
    assert rows["total"] == (None, Decimal("120.50"), "value")
    assert rows["general"] == ("total", Decimal(100), "value")
    assert rows["general_current"] == ("general", Decimal(100), "value")
    assert rows["service"] == ("total", None, "blank")
    assert rows["service_current"] == ("service", None, "blank")
    assert rows["higher_level"] == ("total", Decimal("20.5"), "value")


def test_a_zero_a_dash_and_a_blank_stay_apart():
    out = _sheet(funding=(("事业收入", "0"), ("上级补助收入", "-"), ("其他收入", "")))
    states = {row.source_key: row.cell_state for row in out.project_funding}
    assert (states["service"], states["higher_level"], states["other"]) == ("zero", "dash", "blank")


def test_a_source_that_the_vocabulary_does_not_know_keeps_its_name_as_key():
    out = _sheet(funding=(("社会捐赠收入", "5万元"),))
    (row,) = [row for row in out.project_funding if row.source == "社会捐赠收入"]
    assert (row.source_key, row.parent_key, row.amount_wan) == ("社会捐赠收入", "total", 5)


@settings(max_examples=60, deadline=None)
@given(
    details=st.lists(
        st.tuples(st.sampled_from(_ITEMS), st.decimals("0.01", "99999", places=2)),
        min_size=1,
        max_size=8,
    ),
    funding=st.lists(
        st.tuples(st.sampled_from(_SOURCES), st.decimals("0.01", "99999", places=2)),
        min_size=1,
        max_size=5,
        unique_by=lambda pair: pair[0],
    ),
    unit=st.sampled_from(("万元", "", " 万元")),
    seed=st.integers(0, 1000),
    trimmed=st.booleans(),
)
def test_amounts_come_back_exactly_with_their_names(details, funding, unit, seed, trimmed):
    printer = Printer(random.Random(seed), trimmed=trimmed)
    print_sheet(
        printer,
        details=tuple((name, f"{amount}{unit}") for name, amount in details),
        funding=tuple((name, f"{amount}{unit}") for name, amount in funding),
    )
    out, _ = _read(printer)
    lines = [(row.item, row.amount_wan) for row in out.project_detail if row.seq]
    assert lines == details
    main = [
        (row.source, row.amount_wan) for row in out.project_funding if row.parent_key == "total"
    ]
    assert main == funding


def test_the_label_printed_from_top_to_bottom_is_no_row():
    out = _sheet()
    assert [row.item for row in out.project_detail] == ["合计", "活动组织", "宣传"]
    assert {row.source for row in out.project_funding} == {
        "合计",
        "一般公共预算财政拨款收入",
        "申请当年预算拨款",
    }


def test_texts_come_back_by_paragraph_without_line_breaks():
    reason = (
        "1、根据《“十四五”规划》的通知（民发〔2021〕51号）文件精神，推进社区活动。",
        "2、完善设施。",
    )
    out = _sheet(reason=reason, width=13)
    assert [text.text for text in out.project_text if text.part == "reason"] == list(reason)


def test_a_label_inside_a_sentence_is_no_label():
    out = _sheet(reason=("按照要求明确项目总预算和项目主要内容后组织实施。",), width=9)
    assert [text.text for text in out.project_text if text.part == "reason"] == [
        "按照要求明确项目总预算和项目主要内容后组织实施。"
    ]
    assert out.project[0].total_wan == Decimal("120.50")


def test_a_page_number_between_rows_is_no_amount_and_no_text():
    printer = Printer()
    print_sheet(printer)
    at = next(i for i, line in enumerate(printer.lines) if line.startswith("测算"))
    printer.lines[at:at] = ["", "", "28 ", "", " ", ""]
    out, recorder = _read(printer)
    assert [row.item for row in out.project_detail] == ["合计", "活动组织", "宣传"]
    assert [use for use in recorder.uses.values() if use[0] == "page_number"]


def test_ordinals_dates_and_references_are_accounted_for():
    printer = Printer()
    print_sheet(
        printer,
        reason=("1、根据（武民政【2016】54 号）文件，2023年1-11月开展工作。", "2、完善设施。"),
        derivation=("见合同",),
        history=("与上年持平。",),
        annual=[Row("扩大救助范围", ("应救尽救", "应救尽救", "应救尽救"))],
    )
    _, recorder = _read(printer)
    known = {(place[1], place[2]) for place in recorder.uses}
    known |= {(figure.line, figure.col) for figure in recorder.out.figure}
    texts = printer.region().lines
    left = [
        (line.text, number.printed)
        for line in texts
        for number in find_numbers(line.text)
        if (line.line, number.begin + 1) not in known
    ]
    assert left == []


def test_goals_keep_the_number_that_is_printed():
    out = _sheet()
    assert [(goal.scope, goal.horizon, goal.goal, goal.text) for goal in out.goal] == [
        ("城乡社区活动", "long_term", "1", "逐步完善社区活动体系。"),
        ("城乡社区活动", "annual", "1", "全年开展社区活动12场。"),
    ]


def test_several_sheets_are_several_projects():
    printer = Printer()
    rows = [Row("活动次数", ("12场",), level1="产出指标", level2="数量指标")]
    print_sheet(printer, "甲类社区经费", heading="（一）甲类社区经费 120.50万元。", long_term=rows)
    print_sheet(printer, "乙类社区经费", heading="（二）乙类社区经费 120.50万元。", long_term=rows)
    out, _ = _read(printer)
    assert [project.name for project in out.project] == ["甲类社区经费", "乙类社区经费"]
    assert [indicator.scope for indicator in out.indicator] == ["甲类社区", "乙类社区"]


def test_two_sheets_of_one_name_do_not_overwrite_each_other():
    printer = Printer()
    print_sheet(printer)
    print_sheet(printer, total="99万元")
    out, _ = _read(printer)
    assert [(p.project_id, p.total_wan) for p in out.project] == [
        ("城乡社区活动", Decimal("120.50")),
        ("城乡社区活动~2", Decimal(99)),
    ]


def test_a_region_without_a_sheet_is_not_readable():
    printer = Printer()
    printer.line("本单位没有项目。")
    with pytest.raises(UnreadableTable, match="项目申报表"):
        _read(printer)


def test_a_sheet_whose_labels_stand_beside_each_other_is_refused() -> None:
    lines = (
        "财政项目支出绩效目标填报表",
        "项目名称 某某补贴 项目性质 经常性项目 项目类别 特定目标类",
        "实施单位 某某中心 计划开始日期 2024-01-01 计划完成日期 2024-12-31",
        "项目资金总额 4.00 年度资金申请总额 4.00",
    )
    with pytest.raises(UnreadableTable, match="side by side"):
        read_project_sheets(a_region("project_sheets", *lines), make_recorder())
