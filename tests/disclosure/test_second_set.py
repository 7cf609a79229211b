"""A document that has its tables twice, of a department and of a unit, is read all the same."""

from __future__ import annotations

from pathlib import Path

import yaml

from analysis.checks.run import check_disclosures
from analysis.disclosure.read import disclose
from analysis.disclosure.recorder import KEYS, Disclosure
from analysis.sources.document import Block, Document, Line, SourceFile
from tests.disclosure.tables.factories import a_grid

SCHEMA = Path(__file__).parents[2] / "analysis" / "warehouse" / "schema.yml"


def a_set(total: str, part: str, said: str, page: int) -> list[Block]:
    """A table of expenditure and a sentence about it."""
    table = a_grid(
        "科目编码|科目名称|合计|基本支出|项目支出",
        f"|合计|{total}|{part}|",
        f"208|社会保障和就业支出|{total}|{part}|",
    )
    return [
        Line("部门支出总表", 1, page),
        Line("单位：万元", 2, page),
        table,
        Line("第三部分 2024年部门预算情况说明", 40, page),
        Line(f"2024年支出预算{said}万元。", 41, page),
    ]


def read(*blocks: Block) -> Disclosure:
    title = Line("某市某某局2024年部门预算", 1, 1)
    return disclose(Document(SourceFile("a.pdf", "0" * 64, "pdf", None, 1), (title, *blocks)))


def contradictions(read: Disclosure) -> int:
    return sum(c.verdict == "contradiction" for c in check_disclosures([read]))


ONE = read(*a_set("30.00", "30.00", "30.00", 2))
TWO = read(*a_set("30.00", "30.00", "30.00", 2), *a_set("7.00", "7.00", "7.00", 3))


def test_the_first_table_is_read_as_if_it_were_alone() -> None:
    assert [line.amount_wan for line in TWO.budget_line] == [
        line.amount_wan for line in ONE.budget_line
    ]


def test_the_second_is_stored_as_printed_and_its_section_says_so() -> None:
    stored = [f.printed for f in TWO.figure if f.table_kind == "other_table"]
    assert stored == ["7.00"] * 4
    (told,) = [s for s in TWO.section if s.kind == "other_table"]
    assert told.status == "read" and "a second time" in (told.note or "")
    assert all(n.disposition != "unaccounted" for n in TWO.number)


def test_the_prose_behind_it_is_not_held_against_the_first_table() -> None:
    assert contradictions(TWO) == contradictions(ONE)
    assert contradictions(read(*a_set("30.00", "30.00", "31.00", 2))) > contradictions(ONE)


def test_the_keys_of_records_are_those_of_the_warehouse() -> None:
    tables = yaml.safe_load(SCHEMA.read_text(encoding="utf-8"))["tables"]
    for name, key in KEYS.items():
        assert tables[name]["key"] == ["document_id", *key]
