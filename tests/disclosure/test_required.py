"""Required items: published, declared empty, not readable or missing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analysis.disclosure import records as r
from analysis.disclosure.recorder import Disclosure, Recorder
from analysis.disclosure.regions import Region
from analysis.disclosure.required import judge_required
from analysis.disclosure.vocabulary import rows
from analysis.sources.document import Line


def judged(
    *sections: r.Section,
    claims: tuple[str, ...] = (),
    columns: tuple[str, ...] = (),
    text: str = "情况说明",
    year: int = 2031,
    amounts: tuple[str, ...] = (),
    items: tuple[str, ...] = (),
    numbers: tuple[r.Number, ...] = (),
    lines: tuple[str, ...] = (),
) -> dict[str, r.RequiredItem]:
    recorder = Recorder(Disclosure(r.Document(f"{year}-00000000", fiscal_year=year)))
    recorder.out.section += sections
    recorder.out.three_public += [
        r.ThreePublic("d", 2031, item, figure_id=item) for item in columns
    ]
    recorder.out.claim += [
        r.Claim("d", str(line), subject_key=key, line=line, measure="amount")
        for line, key in enumerate(claims, 10)
    ]
    for claim, amount in zip(recorder.out.claim, amounts, strict=False):
        claim.value = Decimal(amount)
    recorder.out.budget_line += [r.BudgetLine("d", name=name, level=3) for name in items]
    recorder.out.number += numbers
    body = tuple(Line(line, number) for number, line in enumerate(text.split("\n"), 2))
    regions = [Region("narrative", (Line("情况说明", 1),), body)] if text else []
    judge_required(regions, recorder, [Line(line, 1) for line in lines])
    return {item.item: item for item in recorder.out.required_item}


@pytest.mark.parametrize(
    ("status", "expected"),
    [("read", "published"), ("declared_empty", "declared_empty"), ("not_readable", "not_readable")],
)
def test_a_table_has_the_status_of_its_reading(status: str, expected: str) -> None:
    section = r.Section("d", "01", kind="fund_expenditure", status=status, first_line=7, note="注")
    item = judged(section)["fund_expenditure"]
    assert (item.status, item.line, item.note) == (expected, 7, "注")


def test_the_best_of_several_tables_counts_and_an_absent_one_is_missing() -> None:
    found = judged(
        r.Section("d", "01", kind="general_expenditure", status="not_readable", first_line=1),
        r.Section("d", "02", kind="general_expenditure_by_unit", status="read", first_line=9),
    )
    assert (found["general_expenditure"].status, found["general_expenditure"].line) == (
        "published",
        9,
    )
    assert found["revenue_summary"].status == "missing"


def test_an_explanation_by_parts_needs_all_of_them_and_says_which_is_not_given() -> None:
    found = judged(claims=("procurement", "procurement/goods", "procurement/services"))
    assert found["procurement"].status == "published"
    assert (found["procurement_parts"].status, found["procurement_parts"].note) == (
        "missing",
        "not given: procurement/works",
    )


def test_parts_that_add_up_to_the_whole_leave_nothing_for_the_others() -> None:
    keys = ("procurement", "procurement/goods", "procurement/services")
    assert judged(claims=keys, amounts=("9", "4", "5"))["procurement_parts"].status == "published"
    assert judged(claims=keys, amounts=("9", "4", "3"))["procurement_parts"].status == "missing"


def test_what_was_not_yet_asked_for_is_not_missing() -> None:
    assert "capital_expenditure" not in judged(year=2018)
    assert "capital_expenditure" in judged(year=2024)


@pytest.mark.parametrize(("item", "asked"), [("行政运行", True), ("社会福利事业单位", False)])
def test_a_body_that_is_no_agency_explains_no_agency_operating_expenses(
    item: str, asked: bool
) -> None:
    assert ("operating_cost" in judged(items=(item,))) is asked
    assert "operating_cost" in judged()


def test_words_broken_over_two_lines_are_found_on_the_line_where_they_begin() -> None:
    found = judged(
        text="所有收入纳入管理。总收入 5 万元，与上\n年相比增加 1 万元，主要原\n因是项目支出增加。"
    )
    assert (found["changes"].status, found["changes"].line) == ("published", 2)
    assert (found["change_reasons"].status, found["change_reasons"].line) == ("published", 3)


def test_what_only_the_local_template_asks_for_is_marked_as_such() -> None:
    bases = {row["item"]: row["basis"] for row in rows("required_items")}
    assert bases["purchased_services"] == "local template"
    assert sum(basis == "财预〔2016〕143号" for basis in bases.values()) >= 9


def test_what_no_national_rule_asks_for_is_not_said_to_be_missing() -> None:
    found = judged(r.Section("d", "01", kind="three_public", status="read", first_line=3))
    assert found["project_expenditure"].status == "not_asked"
    assert found["revenue_summary"].status == "missing"


def test_a_file_of_tables_alone_is_not_said_to_lack_its_explanations_but_lacks_a_table() -> None:
    found = judged(r.Section("d", "01", kind="three_public", status="read", first_line=3), text="")
    assert found["duties"].status == found["glossary"].status == "not_in_file"
    assert found["revenue_summary"].status == "missing"


def test_a_file_of_text_alone_is_not_said_to_lack_its_tables_but_lacks_an_explanation() -> None:
    found = judged(text="主要职责：管理。")
    assert (found["duties"].status, found["procurement"].status) == ("published", "missing")
    assert found["revenue_summary"].status == "not_in_file"


def test_a_split_that_only_the_table_shows_is_published_there() -> None:
    table = r.Section("d", "01", kind="three_public", status="read", first_line=3)
    found = judged(table, columns=("vehicle_purchase", "vehicle_running"))["vehicles_split"]
    assert (found.status, found.line) == ("published", 3)
    assert judged(table, columns=("vehicle_running",))["vehicles_split"].status == "missing"


@pytest.mark.parametrize(("amounts", "status"), [(4, "not_found"), (3, "missing")])
def test_what_may_stand_in_a_table_that_nobody_could_read_is_not_said_to_be_missing(
    amounts: int, status: str
) -> None:
    table = r.Section("d", "01", kind="general_expenditure", status="not_readable", first_line=3)
    unread = tuple(r.Number("d", 0, 4, n, "1.00", "unaccounted") for n in range(amounts))
    found = judged(table, numbers=unread)
    assert found["revenue_summary"].status == found["procurement"].status == status


def test_a_table_that_a_text_names_and_does_not_hold_was_lost_with_the_text() -> None:
    table = r.Section("d", "01", kind="three_public", status="read", first_line=3)
    found = judged(table, lines=("二、收入总表", "三、支出情况"))
    assert found["revenue_summary"].status == "not_found"
    assert found["expenditure_summary"].status == "missing"
