"""Required items: published, declared empty, not readable or missing."""

from __future__ import annotations

import pytest

from analysis.disclosure import records as r
from analysis.disclosure.recorder import Disclosure, Recorder
from analysis.disclosure.regions import Region
from analysis.disclosure.required import judge_required
from analysis.disclosure.vocabulary import rows
from analysis.sources.document import Line


def judged(
    *sections: r.Section, claims: tuple[str, ...] = (), text: str = ""
) -> dict[str, r.RequiredItem]:
    recorder = Recorder(Disclosure(r.Document("2031-00000000", fiscal_year=2031)))
    recorder.out.section += sections
    recorder.out.claim += [
        r.Claim("d", str(line), subject_key=key, line=line) for line, key in enumerate(claims, 10)
    ]
    lines = tuple(Line(line, number) for number, line in enumerate(text.split("\n"), 2))
    judge_required([Region("narrative", (Line("情况说明", 1),), lines)], recorder)
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
