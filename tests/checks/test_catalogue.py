"""The catalogue: complete, in both languages, and the same as the page made from it."""

import re
import string
from pathlib import Path

import pytest

from analysis.checks.catalogue import Rule, rules
from analysis.checks.facts import Facts
from analysis.checks.formula import parse, parse_operand
from analysis.checks.knowledge import read_yaml
from analysis.checks.page import PATH, page
from tests.checks.papers import Paper
from tests.factories import ROOT

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(params=rules(), ids=lambda rule: rule.id)
def rule(request: pytest.FixtureRequest) -> Rule:
    found: Rule = request.param
    return found


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_rule_speaks_both_languages_and_says_the_same_in_them(rule: Rule) -> None:
    assert not CHINESE.search(re.sub(r"\W", "", rule.title.en.replace("其中", "")))
    assert CHINESE.search(rule.title.zh)
    for name, message in rule.messages.items():
        assert CHINESE.search(message.zh), name
        # what rounding explains and the figures may be left to one language; the places may not
        places = {"left_at", "right_at", "one", "other", "line_one", "line_other", "names"}
        assert slots(message.en) & places == slots(message.zh) & places, name


def test_a_rule_says_what_it_rests_on_and_what_it_compares(rule: Rule) -> None:
    assert rule.basis
    assert rule.show
    assert 1 <= rule.family <= 16


def test_every_family_of_identities_has_a_rule_and_a_title() -> None:
    assert {rule.family for rule in rules()} == set(read_yaml("page")["families"])
    assert {rule.family for rule in rules()} == set(range(1, 17))


def test_a_rule_builds_no_relation_of_an_empty_document_that_fails(rule: Rule) -> None:
    facts = Facts(Paper().out)
    assert all(relation.rule == rule.id for relation in rule.relations(facts))


def test_every_function_of_the_rules_is_used_by_one_rule() -> None:
    named = [rule.function for rule in rules() if rule.function]
    assert len(named) == len(set(named))


def test_the_page_of_the_rules_is_made_from_the_catalogue() -> None:
    written = (ROOT / PATH).read_text(encoding="utf-8")
    assert written == page(), "run python -m analysis.checks.page"
    assert all(f"### `{rule.id}`" in written for rule in rules())


def test_no_rule_knows_the_figures_or_projects_of_a_document() -> None:
    folder = ROOT / "analysis" / "checks"
    printed = re.compile(r"\d{1,3}(?:,\d{3})*\.\d{2}\b|武汉|武昌")
    allowed = {"interval.py", "messages.py", "page.yml"}  # examples in explanations
    for path in sorted(folder.rglob("*.*")):
        if path.suffix in (".py", ".yml") and path.name not in allowed:
            text = path.read_text(encoding="utf-8")
            assert not printed.search(text), f"{path.name}: {printed.search(text)}"


def test_a_formula_of_the_catalogue_is_parsed_into_its_sides() -> None:
    formula = parse(
        "three_public[total] = three_public[overseas] + fund_expenditure[total, project]"
    )
    assert (formula.op, len(formula.left), len(formula.right)) == ("equal", 1, 2)
    assert formula.right[1].column == "project"
    taken = parse("a[x] <= b[y] - c[z]")
    assert (taken.op, taken.right[1].sign) == ("at_most", -1)


@pytest.mark.parametrize("text", ["a[x]", "a[x] = ", "a[x] = b[y] c[z]", "a[x] ~ b[y]", "a = b"])
def test_what_is_not_in_the_language_of_formulas_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="formula"):
        parse(text)


def test_an_address_of_the_subjects_is_read() -> None:
    for subject, entry in read_yaml("subjects").items():
        for place in (entry, *entry.get("in", {}).values()):
            for text in place.get("at", ()):
                operand = parse_operand(text.replace("{code}", "208"))
                assert operand.table and operand.row, subject


def test_the_folder_of_rules_holds_small_files() -> None:
    for path in Path(ROOT / "analysis" / "checks").rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 235, path.name
