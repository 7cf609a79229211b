"""Regions are found by the words of their headings, never by number or order."""

import pytest

from analysis.disclosure.identify import UnknownDocument, identify
from analysis.disclosure.regions import heading_kind, split_regions
from analysis.sources.document import Document, Line, SourceFile


def document_of(*texts: str) -> Document:
    lines = tuple(Line(text, number) for number, text in enumerate(texts, 1))
    return Document(SourceFile("a.txt", "0" * 64, "text", "utf-8", 1), lines)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("三、支出总表", "expenditure_summary"),
        ("部门支出总表 ", "expenditure_summary"),
        ("四、财政拨款收支总表", "appropriation_summary"),
        ("2024年财政拨款收支预算总表", "appropriation_summary"),
        ("五、一般公共预算支出表（分功能科目，分单位）", "general_expenditure"),
        ("一般公共预算支出功能分类预算表", "general_expenditure"),
        ("一般公共预算基本支出部门预算经济分类预算表", "general_basic_expenditure"),
        ("七、一般公共预算“三公”经费支出表", "three_public"),
        ("第三部分 某某局2031年单位预算情况说明", "narrative"),
    ],
)
def test_a_title_is_known_by_its_words(title: str, kind: str) -> None:
    assert heading_kind(title) == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "单位预算支出 8603.77 万元。其中：基本支出 1492.68 万元，项目支出",
        "八、政府性基金预算支出安排情况",
        "2、助推社会治理创新；支出总表见附表",
    ],
)
def test_a_sentence_is_no_heading(sentence: str) -> None:
    assert heading_kind(sentence) is None


def test_a_heading_with_nothing_under_it_stays_as_an_empty_region() -> None:
    regions = split_regions(
        document_of("一、收支总表", "", "三、支出总表", "表 3", "部门支出总表", "合计 1.00")
    )
    assert [(r.kind, r.is_empty) for r in regions] == [
        ("revenue_expenditure_summary", True),
        ("expenditure_summary", False),
    ]
    assert [line.text for line in regions[1].lines] == ["合计 1.00"]


def test_the_contents_list_is_left_out() -> None:
    regions = split_regions(
        document_of(
            "一、收入总表", "二、支出总表", "一、收入总表", "合计 1", "二、支出总表", "合计 1"
        )
    )
    assert [(r.kind, r.headings[0].line) for r in regions] == [
        ("revenue_summary", 3),
        ("expenditure_summary", 5),
    ]


def test_the_unit_and_the_year_are_those_that_most_places_name() -> None:
    identity = identify(
        document_of(
            "第二部分 某市某区民政局（本级）2031年单位预算表",
            "2031年单位预算总收入 1 万元，比 2030 年预算增加",
            "第三部分 某市某区民政局（本级）2031年单位预算情况说明",
        )
    )
    assert (identity.unit_name, identity.fiscal_year) == ("某市某区民政局（本级）", 2031)
    assert identity.document_kind == "unit_budget"


def test_a_text_that_is_no_budget_is_refused_with_what_was_tried() -> None:
    with pytest.raises(UnknownDocument, match=r"a\.txt: no fiscal year found"):
        identify(document_of("红楼梦", "第一回 甄士隐梦幻识通灵"))
