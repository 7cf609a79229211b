"""Titles that a text gives behind their tables come before them; other titles stay."""

import pytest

from analysis.disclosure.regions import split_regions
from analysis.sources.document import Document
from analysis.sources.text import read_text

UNIT = "部门：某某局 单位：万元"
BASIC = ["科目编码 科目名称 金额", "合计 3.00", "301 工资福利支出 2.00", "302 商品和服务支出 1.00"]
SPENT = ["功能科目编码 功能科目名称 金额", "合计 9.00", "208 社会保障和就业支出 9.00"]
FUNDS = ["功能科目编码 功能科目名称 金额"]
TITLES = ["财政拨款支出预算表", "一般公共预算支出预算表", "一般公共预算基本支出预算表"]
TABLES = [SPENT, SPENT, BASIC]


def document(pages: list[list[str]], between: str) -> Document:
    text = between.join("\n".join(page) + "\n" for page in pages)
    return read_text(text.encode(), "a.txt")


def late(titles: list[str] = TITLES) -> list[list[str]]:
    """Pages of which each has its title last, or before a piece of its header."""
    pages = [[UNIT, *rows, title] for title, rows in zip(titles, TABLES, strict=True)]
    pages[0].append("支出用途")
    return pages


def found(document: Document) -> dict[str, list[str]]:
    return {r.title: [ln.text.strip(" \f") for ln in r.lines] for r in split_regions(document)}


@pytest.mark.parametrize("between", ["\f", ""], ids=["pages", "units of money"])
def test_a_title_behind_its_table_is_put_before_it(between: str) -> None:
    tables = found(document(late(), between))
    assert list(tables) == TITLES
    assert tables[TITLES[2]] == [UNIT, *BASIC]
    assert tables[TITLES[1]] == [UNIT, *SPENT]


@pytest.mark.parametrize("between", ["\f", ""], ids=["pages", "units of money"])
def test_a_title_before_its_table_stays_and_lines_keep_their_numbers(between: str) -> None:
    pages = [[title, UNIT, *rows] for title, rows in zip(TITLES, TABLES, strict=True)]
    read = document(pages, between)
    assert found(read) == {title: [UNIT, *rows] for title, rows in zip(TITLES, TABLES, strict=True)}
    moved = split_regions(document(late(), between))
    assert [region.headings[0].line for region in moved] == [5, 11, 17]


def test_titles_of_empty_tables_behind_rows_that_go_on_make_no_habit() -> None:
    pages = [
        [TITLES[1], UNIT, *SPENT],
        ["221 住房保障支出 1.00", "政府性基金预算支出表", UNIT, *FUNDS],
        [TITLES[2], UNIT, *BASIC],
        ["303 对个人和家庭的补助 1.00", "国有资本经营预算支出表", UNIT, *FUNDS],
    ]
    tables = found(document(pages, "\f"))
    assert tables[TITLES[1]] == [UNIT, *SPENT, "221 住房保障支出 1.00"]
    assert tables["政府性基金预算支出表"] == [UNIT, *FUNDS]


def test_codes_that_do_not_bear_it_out_leave_the_titles_where_they_are() -> None:
    pages = [[UNIT, *SPENT, TITLES[2]], [UNIT, *BASIC, TITLES[1]], [UNIT, *SPENT, TITLES[2]]]
    assert found(document(pages, "\f"))[TITLES[1]] == [UNIT, *SPENT]


def test_the_number_of_the_next_table_broken_over_lines_is_no_part_of_a_table() -> None:
    lines = [TITLES[0], UNIT, *SPENT, "公开", "06", "表", TITLES[2], UNIT, *BASIC]
    assert found(document([lines], ""))[TITLES[0]] == [UNIT, *SPENT]
