"""Two-sided tables whose columns blanks set apart are read by place, whether they add up or not."""

from __future__ import annotations

import pytest

from analysis.checks.run import check_records
from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.read import disclose
from analysis.disclosure.tables.two_sided import read_two_sided
from analysis.sources.text import read_text
from tests.disclosure.tables.factories import a_recorder, a_region, items

# The lines of a table as pdftotext -layout writes them: two lists of expenditure, names that are
# broken over lines with the amount between, totals that stand across two lists.
THREE_LISTS = """\
                                                                单位：万元
        收入                                   支出
                                功能分类                     支出用途
  项目名称         金额
                             功能科目名称       金额         项目名称       金额

一、财政拨款        50.00    一、一般公共服务支出               一、基本支出       20.00

 1.一般公共预算     50.00    二、外交支出                   二、项目支出       17.00

                                                       三、单位预留机动经
二、其他资金                 三、公共安全支出       26.00                    13.00
                                                       费
                       四、社会保障和就业
                                       24.00
                       支出

当年收入小计        50.00                  当年支出小计                 50.00

上年结转资金                              结转下年资金

收入合计          50.00                  支出合计                   50.00
"""
AT = (0, 18, 30, 46, 56, 68, 80)  # where the cells of a line begin
BY_FUND = """\
项目|预算数|项目|合计|一般公共预算|政府性基金预算|国有资本经营预算
一、一般公共预算资金|30,000|一、公共安全支出|10,000|10,000
二、政府性基金|2,000|二、卫生健康支出|22,000|20,000|2,000
三、国有资本经营预算
收入总计|32,000|支出总计|32,000|30,000|2,000
"""


def in_columns(table: str) -> str:
    """The cells of each line set below each other."""
    lines = ["单位：元"]
    for row in table.splitlines():
        line = ""
        for at, cell in zip(AT, row.split("|"), strict=False):
            line = f"{line:<{at}}{cell}"
        lines.append(line)
    return "\n".join(lines)


PRINTED = {
    ("revenue", "current_year/appropriation"): "50.00",
    ("revenue", "current_year/general"): "50.00",
    ("revenue", "current_year/other"): "blank",
    ("revenue", "current_year"): "50.00",
    ("revenue", "carried_forward"): "blank",
    ("revenue", "total"): "50.00",
    ("expenditure", "function/201"): "blank",
    ("expenditure", "function/202"): "blank",
    ("expenditure", "function/204"): "26.00",
    ("expenditure", "function/208"): "24.00",
    ("expenditure", "purpose/basic"): "20.00",
    ("expenditure", "purpose/project"): "17.00",
    ("expenditure", "purpose/reserve"): "13.00",
    ("expenditure", "current_year"): "50.00",
    ("expenditure", "year_end"): "blank",
    ("expenditure", "total"): "50.00",
}


def read(text: str, column: str = "total") -> dict[tuple[str, str], str]:
    recorder = a_recorder()
    read_two_sided(a_region("revenue_expenditure_summary", *text.splitlines()), recorder)
    assert "uncertain" not in {figure.reading for figure in recorder.out.figure}
    return items(recorder, column)


def test_each_amount_belongs_to_the_item_of_its_list_beside_it() -> None:
    assert read(THREE_LISTS) == PRINTED


@pytest.mark.parametrize(
    ("printed", "other", "where"),
    [
        ("26.00", "26.10", ("expenditure", "function/204")),
        ("13.00", "18.00", ("expenditure", "purpose/reserve")),
        ("24.00", "29.00", ("expenditure", "function/208")),
    ],
)
def test_a_wrong_amount_is_read_where_it_stands(
    printed: str, other: str, where: tuple[str, str]
) -> None:
    assert read(THREE_LISTS.replace(printed, other)) == {**PRINTED, where: other}


WRONG = BY_FUND.replace("|20,000|", "|70,000|")


def test_columns_of_one_list_are_known_by_the_headings_over_them() -> None:
    table = in_columns(WRONG)
    assert read(table, "general")["expenditure", "function/210"] == "7"
    assert read(table, "fund")["expenditure", "function/210"] == "0.2"
    assert read(table)["expenditure", "total"] == "3.2"


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        ("政府性基金预算", "某某预算"),
        ("|10,000|10,000", "|10,000 1|10,000"),
        ("|一般公共预算|政府性基金预算|", "||一般公共预算|政府性基金预算|"),
        ("三、国有资本经营预算", "三、国有资本经营预算\n|3"),
    ],
    ids=["unknown heading", "two amounts in a cell", "other columns", "number alone"],
)
def test_what_the_place_leaves_open_is_not_read_by_it(printed: str, other: str) -> None:
    with pytest.raises(UnreadableTable):
        read(in_columns(WRONG.replace(printed, other)))


def test_the_checks_name_the_wrong_amount_of_a_text_in_columns() -> None:
    wrong = THREE_LISTS.replace("26.00", "26.10")
    text = f"某某局2024年度部门预算\n\n收支预算总表\n{wrong}"
    out = disclose(read_text(text.encode(), "a.txt"))
    failed = [x for x in check_records(out) if x.verdict == "contradiction"]
    [sums] = [x for x in failed if x.rule == "two_sided_sum"]
    assert any("function.204" in figure for figure in sums.suspects)


def test_a_piece_of_a_name_that_no_sum_bears_out_is_marked() -> None:
    recorder = a_recorder()
    text = THREE_LISTS.replace("费\n                       四", "\n                       四")
    read_two_sided(a_region("revenue_expenditure_summary", *text.splitlines()), recorder)
    readings = {f.row_name: f.reading for f in recorder.out.figure}
    assert readings["单位预留机动经"] == "uncertain"
    assert readings["基本支出"] == "uncertain"  # the list that the piece belongs to
    assert readings["公共安全支出"] == "inferred"
