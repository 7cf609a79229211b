"""Regions are found by the words of their headings, never by number or order."""

import pytest

from analysis.disclosure.headings import heading_kind
from analysis.disclosure.identify import UnknownDocument, identify
from analysis.disclosure.regions import Region, split_regions
from analysis.sources.document import Block, Cell, Document, Grid, Line, Part, SourceFile


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
        ("公开 05 表：财政拨款支出预算表（功能科目）", "appropriation_expenditure"),
        ("公开06表：一般公共预算基本支出预算表（经济科目）", "general_basic_expenditure"),
        ("部门“三公”经费和机关运行经费预算表", "three_public"),
        ("财政拨款政府性基金支出预算表", "fund_expenditure"),
        ("一般公共预算机关运行经费支出预算表", "agency_operating"),
        ("2031年政府采购预算表", "procurement"),
        ("某市某某委员会（本级）收入总表", "revenue_summary"),
        ("9.部门支出总表 ………………………… 12", "expenditure_summary"),
        ("2031年部门预算编制说明", "narrative"),
        ("1. 2031年预算单位财务收支预算总表", "revenue_expenditure_summary"),
        ("一、《部门预算收支总表》", "revenue_expenditure_summary"),
        ("表1-2. 部门支出总表", "expenditure_summary"),
        ("附表三 部门支出总表", "expenditure_summary"),
        ("预算01表 收支总表", "revenue_expenditure_summary"),
        ("部门收支总体情况表", "revenue_expenditure_summary"),
        ("财政拨款收支总表  公开04表", "appropriation_summary"),
        ("收支预算总表  单位：万元", "revenue_expenditure_summary"),
        ("表3. 一般公共预算支出预算表", "general_expenditure"),
        ("一般公共预算支出情况表（按功能分类科目）", "general_expenditure"),
        ("一般公共预算基本支出情况表（按支出经济分类科目）", "general_basic_expenditure"),
        ("财政拨款（含一般公共预算和政府性基金预算）“三公”经费支出表", "three_public"),
        ("表5. 国有资本经营预算支出预算表", "capital_expenditure"),
        ("部门（单位）整体绩效目标表", "overall_performance"),
        ("部门项目绩效目标表（一项一表）", "project_sheets"),
        ("表1  2031年单位收支预算总表", "revenue_expenditure_summary"),
        ("表12 2031年政府性基金预算支出表", "fund_expenditure"),
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
        "一、项目概况",
        "支出预算表",  # the end of a title that runs over two lines
        "一般公共预算基本支出情况表（按政府预算经济分类）",  # codes of another classification
        "政府性基金预算“三公”经费支出预算表",
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


def grid(*texts: str, page: int = 1) -> Grid:
    cells = tuple(Cell(0, n, (Line(text, 90 + n, page),)) for n, text in enumerate(texts))
    return Grid(cells, 1, len(cells), page)


def document_with(*blocks: Block) -> Document:
    return Document(SourceFile("a.pdf", "0" * 64, "pdf", None, 1), blocks)


def kinds(document: Document) -> list[str]:
    return [region.kind for region in split_regions(document)]


def test_a_title_that_runs_over_two_lines_is_one_heading() -> None:
    title = ("公开09表：一般公共预算“三公”经费、会议费、培训费", "支出预算表")
    [region] = split_regions(document_of(*title, "单位：万元", "合计 1.00"))
    assert (region.kind, region.headings[0].line, len(region.lines)) == ("three_public", 1, 2)


def test_a_table_under_an_unknown_title_does_not_run_into_the_table_before() -> None:
    document = document_with(
        Line("支出总表", 1), grid("合计", "1"), Line("表 7", 2), Line("某某专户收支表", 3),
        Line("单位：万元", 4), grid("合计", "2"),
    )  # fmt: skip
    assert kinds(document) == ["expenditure_summary", "other_table"]
    assert [len(region.grids) for region in split_regions(document)] == [1, 1]


def test_the_contents_list_ends_where_its_first_title_comes_again() -> None:
    contents = ("目录", "一、主要职能", "二、机构设置", "三、收入总表", "四、名词解释", "五、其他")
    regions = split_regions(
        document_of(
            *contents, "某某局主要职能", "负责民政。", "收入总表", "合计 1", "名词解释", "甲。"
        )
    )
    assert [(r.kind, r.headings[0].line) for r in regions] == [
        ("overview", 7),
        ("revenue_summary", 9),
        ("glossary", 11),
    ]


def test_page_numbers_stand_in_no_region() -> None:
    [region] = split_regions(
        document_with(
            Line("第三部分 某某局2031年单位预算情况说明", 1),
            Line("比上年增加 40", 2),
            Line("25", 3, furniture=True),
            Line("万元", 4),
        )
    )
    assert [line.text for line in region.lines] == ["比上年增加 40", "万元"]


@pytest.mark.parametrize(
    "lines",
    [
        ("2031年收入预算总表", "编制部门：某市某某委员会  单位：元"),
        ("2031年收入预算总表", "部门：  某市某某委员会单位：万元"),
        ("某市某某委员会", "2031年部门预算"),
    ],
)
def test_the_unit_is_also_named_above_the_tables_and_on_the_cover(lines: tuple[str, str]) -> None:
    identity = identify(document_of(*lines))
    assert (identity.unit_name, identity.fiscal_year) == ("某市某某委员会", 2031)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("2031年度某省高级", "人民法院预算公开"), "某省高级人民法院"),
        (("2031年度某省高级人民法院部门预算公开",), "某省高级人民法院"),
        (
            (
                "某省人大常委会办公厅",
                "2031年度部门预算",
                "目录",
                *["省人大办公厅2031年度部门预算表"] * 2,
            ),
            "某省人大常委会办公厅",
        ),
        (
            ("某省委办公厅2031年度部门预算", "目录", *["省委办公厅2031年度部门预算表"] * 3),
            "某省委办公厅",
        ),
        (
            (
                "某市某某局",
                "目录",
                "某市某某局2031年收支总表",
                "根据《某市财政局关于编制2031年部门预算的通知》，某市财政局2031年部门预算",
            ),
            "某市某某局",
        ),
    ],
)
def test_the_cover_names_the_unit_in_full_and_sentences_about_others_do_not_count(
    lines: tuple[str, ...], name: str
) -> None:
    identity = identify(document_of(*lines))
    assert (identity.unit_name, identity.fiscal_year) == (name, 2031)


def test_titles_tell_the_year_even_where_sentences_speak_more_of_the_last() -> None:
    sentence = "2030年当年预算执行数为60.13万元，比2030年预算执行数减少。"
    lines = ["部门：某市某某委员会", "2031年部门支出预算总表", *[sentence] * 30]
    assert identify(document_of(*lines)).fiscal_year == 2031


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("某某局2030年部门预算", "某某局2031年部门预算", r"2030 in 0\.pdf; 2031 in 1\.pdf"),
        ("某某局2031年部门预算", "别的局2031年部门预算", r"某某局 in 0\.pdf; 别的局 in 1\.pdf"),
        ("甲乙市财政局2031年部门预算", "甲乙市丙丁区财政局2031年部门预算", "different units"),
    ],
)
def test_files_of_two_documents_in_one_folder_are_refused(
    first: str, second: str, told: str
) -> None:
    with pytest.raises(UnknownDocument, match=told):
        identify(in_two_files(first, second))


def test_files_that_name_the_unit_shorter_and_longer_are_one_document() -> None:
    document = in_two_files("某市某某局（本级）2031年部门预算", "编制部门：某市某某局  单位：元")
    assert identify(document).unit_name == "某市某某局（本级）"


def in_two_files(first: str, second: str) -> Document:
    files = [SourceFile(f"{n}.pdf", "0" * 64, "pdf", None, 1) for n in range(2)]
    lines = (Line(first, 1, 1), Line(second, 1, 2))
    return Document(files[0], lines, (Part(files[0], 1), Part(files[1], 2)))


def test_the_contents_list_of_a_second_file_is_left_out_too() -> None:
    regions = split_regions(
        document_of(
            "收入总表", "合计 1", "目录", "一、主要职能", "二、收入总表", "主要职能", "负责民政。"
        )
    )
    assert [(r.kind, r.is_empty) for r in regions] == [
        ("revenue_summary", False),
        ("overview", False),
    ]


def titled(title: str, *rows: str) -> Grid:
    """A table whose title is its first row, over all columns."""
    cells = [Cell(0, 0, (Line(title, 1),), 1, 2)]
    for number, text in enumerate(rows, 1):
        cells += [Cell(number, 0, (Line(text, number + 1),)), Cell(number, 1, ())]
    return Grid(tuple(cells), len(rows) + 1, 2)


def test_a_title_in_the_first_row_of_a_ruled_table_opens_its_region_and_stays_with_it() -> None:
    document = document_with(titled("部门支出总表", "合计"), titled("部门收入总表", "合计"))
    first, second = split_regions(document)
    assert (first.kind, second.kind) == ("expenditure_summary", "revenue_summary")
    assert first.grids == (document.blocks[0],)


def test_project_sheets_without_a_heading_above_them_are_a_region() -> None:
    sheet = "区直部门（单位）项目申报表（含绩效目标）"
    document = document_with(
        Line("单位整体支出绩效目标申报表", 1),
        grid("职能概述"),
        Line("（一）活动经费 5万元。", 2),
        Line(sheet, 3),
        grid("项目名称"),
        titled(sheet, "项目名称"),
        Line("第三部分 某某局2031年单位预算情况说明", 9),
    )
    overall, sheets, narrative = split_regions(document)
    assert [overall.kind, sheets.kind, narrative.kind] == [
        "overall_performance",
        "project_sheets",
        "narrative",
    ]
    assert [line.line for line in sheets.lines] == [2, 3]
    assert len(sheets.grids) == 2


def test_a_short_form_of_a_name_leaves_out_characters() -> None:
    document = in_two_files("某省委办公厅2031年部门预算", "部门：中国共产党某省委员会办公厅")
    assert identify(document).unit_name == "某省委办公厅"


def two_pages(format: str) -> list[Region]:
    files = [SourceFile(f"{n}.x", "0" * 64, format, None, 1) for n in range(2)]
    texts = [("政府采购预算表", 1), ("合计 4.00", 1), ("某某局2031年", 2), ("收入总表", 2)]
    lines = tuple(Line(text, number, page) for number, (text, page) in enumerate(texts, 1))
    parts = (Part(files[0], 1), Part(files[1], 2))
    return split_regions(Document(files[0], lines, parts))


def test_no_region_goes_on_in_another_file() -> None:
    [first, second] = two_pages("text")
    assert [line.text for line in first.lines] == ["合计 4.00"]
    assert (second.kind, second.is_empty) == ("revenue_summary", True)


def test_a_region_goes_on_from_one_picture_of_a_page_to_the_next() -> None:
    [first, _] = two_pages("scan")
    assert [line.text for line in first.lines] == ["合计 4.00", "某某局2031年"]


def test_a_title_cited_in_a_sentence_on_a_line_of_its_own_is_no_heading() -> None:
    texts = ["财政拨款支出安排数应与", "《财政拨款收支预算总表》", "数一致，并按科目列示。"]
    lines = tuple(Line(text, number) for number, text in enumerate(["收入总表", *texts], 1))
    [region] = split_regions(Document(SourceFile("a.txt", "0" * 64, "text", None, 1), lines))
    assert (region.kind, len(region.lines)) == ("revenue_summary", 3)
    titled = (lines[0], lines[2], Line("单位：万元", 3))
    found = split_regions(Document(SourceFile("a.txt", "0" * 64, "text", None, 1), titled))
    assert [region.kind for region in found] == ["revenue_summary", "appropriation_summary"]


def test_in_text_the_money_unit_below_a_title_that_nobody_knows_says_that_it_is_one() -> None:
    text = ("主要职责", "承办交办的事项。", "收入支出决算总表", "单位：万元", "收入 9.00")
    regions = split_regions(document_of(*text))
    assert [region.kind for region in regions] == ["overview", "other_table"]
    regions = split_regions(document_of(*text[:2], "公开03表", *text[3:]))  # a number, no title
    assert [region.kind for region in regions] == ["overview"]
    regions = split_regions(document_of(*text[:3], "由单位填写：万元为单位。"))
    assert [region.kind for region in regions] == ["overview"]


def test_in_text_a_title_that_a_numbered_list_has_named_is_one_without_a_unit_below() -> None:
    text = ("主要职责", "承办交办的事项。", "收入支出决算总表", "收入", "9.00")
    regions = split_regions(document_of("一、收入支出决算总表", *text))
    assert [region.kind for region in regions] == ["overview", "other_table"]
    regions = split_regions(document_of("收入支出决算总表", *text))  # a running head
    assert [region.kind for region in regions] == ["overview"]


def test_a_title_goes_on_behind_a_blank_line() -> None:
    text = ("公开09表：一般公共预算“三公”经费、会议费、培训费", "", "支出预算表", "", "合计 9.00")
    [region] = split_regions(document_of(*text))
    assert (region.kind, [line.text for line in region.lines]) == ("three_public", ["合计 9.00"])


@pytest.mark.parametrize(
    "again", ["支出总表（续）", "三、支出总表(续表)", "支出总表续表", "续表3：支出总表"]
)
def test_a_title_that_says_that_its_table_goes_on_opens_no_table(again: str) -> None:
    text = ("支出总表", "单位：万元", "208 合计 1.00", again, "单位：万元", "210 医疗 2.00")
    [region] = split_regions(document_of(*text))
    assert region.title == "支出总表"
    assert [line.text for line in region.lines][-1] == "210 医疗 2.00"
