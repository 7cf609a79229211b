"""The number ledger: every token has a row, and an amount is never explained away."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.disclosure import records as r
from analysis.disclosure.ledger import settle
from analysis.disclosure.numbers import TOKEN
from analysis.disclosure.recorder import CellValue, Disclosure, Recorder
from analysis.sources.document import Block, Cell, Document, Grid, Line, Place, SourceFile


def a_document(*blocks: Block | str) -> Document:
    lines = tuple(
        Line(block, number) if isinstance(block, str) else block
        for number, block in enumerate(blocks, 1)
    )
    return Document(SourceFile("made.txt", "0" * 64, "text", "utf-8", 1), lines)


def a_recorder() -> Recorder:
    return Recorder(Disclosure(r.Document("2031-00000000", fiscal_year=2031)))


def settled(*blocks: Block | str, recorder: Recorder | None = None) -> list[tuple[str, str]]:
    recorder = recorder or a_recorder()
    settle(a_document(*blocks), recorder)
    return [(row.token or "", row.disposition or "") for row in recorder.out.number]


def test_a_stored_figure_is_named_with_its_address() -> None:
    recorder = a_recorder()
    cell = CellValue("value", "5.50", Decimal("5.50"), "wan_yuan", "万元", place=Place(None, 2, 4))
    stored = recorder.figure(
        cell, table_kind="narrative", row_key="a.1", column_key="amount", fiscal_year=2031
    )
    settle(a_document("标题", "支出 5.50 万元"), recorder)
    assert [(row.figure_id, row.disposition) for row in recorder.out.number] == [(stored, "figure")]


def test_a_dash_that_is_stored_is_no_numeric_token() -> None:
    recorder = a_recorder()
    dash = CellValue("dash", "-", place=Place(None, 1, 1))
    recorder.figure(dash, table_kind="t", row_key="a", column_key="b", fiscal_year=2031)
    assert settled("7", recorder=recorder) == [("7", "unaccounted")]


def test_what_a_reader_said_of_a_token_stands() -> None:
    recorder = a_recorder()
    recorder.use(Place(None, 1, 1), "code", "code of a row")
    assert settled("2080201", recorder=recorder) == [("2080201", "code")]


def test_a_document_number_broken_over_two_lines_is_a_reference() -> None:
    assert settled("预算的通知》（某财社〔2030〕", "", "108号、《通知》") == [
        ("2030", "reference"),
        ("108", "reference"),
    ]


def test_a_telephone_number_is_masked() -> None:
    assert settled("联系电话 88000000") == [("********", "contact")]


def test_an_amount_that_nobody_stored_is_unaccounted_even_where_an_item_number_would_fit() -> None:
    assert settled("目标", "12 万元") == [("12", "unaccounted")]
    assert settled("第 5%") == [("5", "unaccounted")]


def test_page_numbers_table_labels_and_contents_lines_are_known() -> None:
    assert settled("甲", "", "", "49", "", "", "表 5-1", "5．2031年预算表") == [
        ("49", "page_number"),
        ("5", "name_part"),
        ("1", "name_part"),
        ("5．2031", "ordinal"),
    ]


def test_the_number_of_a_table_is_known_whatever_its_title_begins_with() -> None:
    assert settled("附表10", "项目支出表") == [("10", "name_part")]
    assert settled("预算01表", "收支总表") == [("01", "name_part")]


def test_a_number_behind_the_leaders_of_a_contents_list_is_a_page() -> None:
    assert settled("第一部分 情况说明........3", "第二部分 报表……12", "四、绩效情况 25") == [
        ("3", "page_number"),
        ("12", "page_number"),
        ("25", "page_number"),
    ]


def test_tokens_in_the_cells_of_a_ruled_table_have_rows_too() -> None:
    cell = Cell(0, 0, (Line("合计 12.00", 7, page=3),))
    recorder = a_recorder()
    settle(a_document(Grid((cell,), 1, 1, page=3)), recorder)
    assert [(n.page, n.line, n.col, n.token) for n in recorder.out.number] == [(3, 7, 4, "12.00")]


@settings(deadline=None)
@given(
    st.lists(
        st.text(st.sampled_from("0123456789.,，万元%年月号〔〕第目标（）、 某"), max_size=12),
        max_size=8,
    )
)
def test_every_token_has_exactly_one_row_and_amounts_stay_in_sight(texts: list[str]) -> None:
    recorder = a_recorder()
    settle(a_document(*texts), recorder)
    expected = [
        (number, found.start() + 1)
        for number, text in enumerate(texts, 1)
        for found in TOKEN.finditer(text)
    ]
    assert [(row.line, row.col) for row in recorder.out.number] == expected
    for row in recorder.out.number:
        text = texts[row.line - 1][row.col - 1 + len(row.token or "") :].lstrip()
        if text.startswith(("万元", "%", "元")):
            assert row.disposition == "unaccounted", (row, texts)


def test_the_numbers_of_rows_below_their_heading_are_known() -> None:
    rows = [
        "序号",
        "单位名称",
        "备注",
        "1",
        "某某局（本级）",
        "2",
        "某某中心",
        "并入本级",
        "3",
        "某某所",
    ]
    assert [kind for _, kind in settled(*rows)] == ["ordinal"] * 3
    assert [kind for _, kind in settled(*rows[1:6])] == ["unaccounted"] * 2
    assert settled("序号", "2", "某某局") == [("2", "unaccounted")]


def test_a_figure_that_a_line_breaks_has_both_its_pieces() -> None:
    for begun, rest in [("1,234.", "56"), ("1,234", ".56"), ("1,", "234.56")]:
        recorder = a_recorder()
        cell = CellValue("value", "1,234.56", Decimal("1234.56"), place=Place(None, 1, 4))
        recorder.figure(cell, table_kind="t", row_key="a", column_key="b", fiscal_year=2031)
        found = settled(f"支出 {begun}", f"{rest}万元，", "56万元", recorder=recorder)
        assert [kind for _, kind in found] == ["figure", "figure", "unaccounted"]


def test_the_parts_of_a_broken_number_are_tokens_of_its_figure() -> None:
    recorder = a_recorder()
    places = [Place(None, 2, 1), Place(None, 2, 5), Place(None, 9, 1)]
    cell = CellValue(
        "value", "257,500.00", Decimal("257500"), "yuan", "元", place=places[0], rest=(*places[1:],)
    )
    recorder.figure(cell, table_kind="made", row_key="208", column_key="total", fiscal_year=2031)
    texts = ("", "257,50", *[""] * 6, "0.00")
    assert settled(*texts, recorder=recorder) == [
        ("257", "figure"),
        ("50", "figure"),
        ("0.00", "figure"),
    ]
