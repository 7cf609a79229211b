"""Rules on what the prose calculates, states and gives reasons for."""

import pytest

from analysis.disclosure import records as r
from tests.checks.papers import Paper, small_budget


def test_what_is_said_not_to_have_changed_must_not_have() -> None:
    paper = Paper().yearly("revenue", 2023, total="80.00")
    paper.claim("overall", "total_revenue", "81.00")
    same = statement("unchanged", "2023")
    same.subject_key = "total_revenue"
    paper.out.statement.append(same)
    assert paper.verdicts("change_none") == {"contradiction"}


@pytest.mark.parametrize(
    ("kind", "result", "terms", "verdict"),
    [
        ("product", "21.53", [[("142", "count"), ("1516", "yuan")]], "exact"),
        ("product", "20.16", [[("135", "count"), ("1500", "yuan")]], "contradiction"),
        ("sum", "25", [[("23", "wan_yuan")], [("3", "wan_yuan")]], "contradiction"),
        ("sum", "26", [[("23", "wan_yuan")], [("3", "wan_yuan")]], "exact"),
        (
            "sum_of_products",
            "15",
            [[("1", "count"), ("3", "wan_yuan")], [("3", "count"), ("2", "wan_yuan")],
             [("6", "count"), ("1", "wan_yuan")]],
            "exact",
        ),
        ("implied_count", "32.38", [[("160", "yuan")]], "rounding"),
        ("implied_count", "20.16", [[("1500", "yuan")]], "contradiction"),
        ("of_which", "118.2", [[("98.2", "wan_yuan")]], "exact"),
        ("of_which", "98.2", [[("118.2", "wan_yuan")]], "contradiction"),
    ],
)  # fmt: skip
def test_a_calculation_of_the_prose_is_computed(
    kind: str, result: str, terms: list[list[tuple[str, str]]], verdict: str
) -> None:
    assert Paper().calculation(kind, result, *terms).verdicts("derivation") == {verdict}


def test_an_amount_that_was_cut_off_is_said_to_be() -> None:
    paper = Paper().calculation("product", "21.52", [("142", "count"), ("1516", "yuan")])
    [found] = paper.results("derivation")
    assert (found.verdict, found.severity) == ("contradiction", "weak")
    assert "cut off" in (found.message_en or "") and "截尾" in (found.message_zh or "")


def statement(kind: str, value: str = "", line: int = 1) -> r.Statement:
    return r.Statement("2024-00000001", f"s{line}", kind, value=value, sentence=value, line=line)


def test_a_unit_without_subordinate_bodies_that_lists_some_is_noticed() -> None:
    paper = Paper()
    paper.out.statement.append(statement("no_subordinate_units", "无下属单位", 1))
    assert paper.verdicts("subordinate_units") == {"exact"}
    paper.out.statement.append(statement("lists_subordinate_units", "下属5个单位", 2))
    assert paper.verdicts("subordinate_units") == {"contradiction"}


def test_a_heading_of_another_year_is_noticed() -> None:
    paper = Paper()
    paper.out.statement += [
        statement("heading_year", "2024", 1),
        statement("heading_year", "2023", 2),
    ]
    assert [x.verdict for x in paper.results("heading_years")] == ["exact", "contradiction"]


def test_a_table_that_a_note_calls_empty_must_be() -> None:
    paper = small_budget().section("capital_expenditure", "declared_empty")
    note = statement("table_empty", "本表为空", 3)
    note.subject_key = "fund"
    paper.out.statement.append(note)
    assert paper.verdicts("empty_notes") == {"contradiction"}
    note.subject_key = "capital"
    assert paper.verdicts("empty_notes") == {"exact"}


def test_a_note_under_a_table_that_has_figures_is_noticed() -> None:
    paper = small_budget()
    heading = next(s for s in paper.out.section if s.kind == "three_public")
    heading.note = "注：本部门无“三公”经费，故本表为空表。"
    assert paper.verdicts("empty_notes") == {"contradiction"}


def test_a_reason_is_held_against_the_line_that_it_names() -> None:
    paper = (
        Paper()
        .yearly("expenditure", 2024, project="70.00")
        .yearly("expenditure", 2023, project="60.00")
    )
    for word in ("up", "down"):
        paper.out.reason.append(
            r.Reason(
                "2024-00000001", word, named_key="project", named_direction=word, reason="项目支出"
            )
        )
    assert [x.verdict for x in paper.results("reason_lines")] == ["contradiction", "exact"]


def test_reasons_that_say_the_same_of_the_project_sheets_are_one_result() -> None:
    paper = Paper().project("甲", "10.00", years={2023: "50.00"})
    for line in (3, 5):
        paper.out.reason.append(
            r.Reason(
                "2024-00000001", str(line), named_key="project", named_direction="up", line=line
            )
        )
    [found] = paper.results("reason_sheets")
    assert (found.verdict, found.severity) == ("contradiction", "weak")
    assert "3, 5" in (found.message_en or "")


@pytest.mark.parametrize(
    ("status", "value", "verdict"),
    [
        ("not_readable", "25.00", "not_checkable"),
        ("not_readable", "20.00", "exact"),
        ("absent", "25.00", "contradiction"),
    ],
)
def test_a_figure_of_money_not_named_may_be_that_of_a_table_that_could_not_be_read(
    status: str, value: str, verdict: str
) -> None:
    paper = Paper().table("general_expenditure", {"total": ["20.00"], "208": ["20.00"]}, ["total"])
    if status != "absent":
        paper.section("revenue_expenditure_summary", status)
    paper.claim("overall", "function/208", value)
    assert paper.verdicts("prose_table") == {verdict}


@pytest.mark.parametrize(
    ("carried", "stated", "verdicts"),
    [
        ("3.00", "63.00", {"exact"}),  # what is spent
        ("3.00", "60.00", {"exact"}),  # the year's revenue
        ("3.00", "36.00", {"contradiction"}),
        ("0.00", "63.00", {"contradiction", "exact"}),
    ],
)
def test_where_money_is_carried_forward_a_fund_is_its_revenue_or_what_is_spent(
    carried: str, stated: str, verdicts: set[str]
) -> None:
    paper = Paper()
    items = {"revenue/current_year/general": "60.00", "revenue/carried_forward": carried}
    paper.two_sided("appropriation_summary", items)
    paper.table("general_expenditure", {"total": ["63.00"]}, ["total"])
    paper.claim("general", "general", stated)
    assert paper.verdicts("prose_table") == verdicts
