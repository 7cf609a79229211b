"""The catalogue of rules, read from ``rules/*.yml``.

``rules()`` gives every rule; ``relations(facts)`` builds what they say of one document. The files
stand for themselves; docs/checks.md is made from them. Not done here: verdicts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from analysis.checks.facts import Facts
from analysis.checks.formula import Formula, parse
from analysis.checks.knowledge import FOLDER, read_yaml
from analysis.checks.relation import SEVERITIES, Relation

RuleFunction = Callable[[Facts], Iterator[Relation]]


class Text(NamedTuple):
    """A text in both languages."""

    en: str
    zh: str


class Rule(NamedTuple):
    """An entry of the catalogue.

    ``family`` is the number of the identity family in docs/checks.md; ``messages`` holds the
    message of a contradiction under ``""`` and those of its variants under their names.
    ``formulas`` or ``function`` build the relations; ``show`` is what the catalogue prints of it. A
    rule about a table that only some templates have ``needs`` it, and is silent without it.
    """

    id: str
    family: int
    title: Text
    messages: dict[str, Text]
    severity: str
    basis: str
    formulas: tuple[Formula, ...] = ()
    function: str | None = None
    show: str = ""
    guards: bool = True
    needs: str | None = None

    def relations(self, facts: Facts) -> Iterator[Relation]:
        """Yield the relations of this rule for a document, stamped with the rule's id."""
        if self.needs and facts.status(self.needs) == "absent":
            return
        if self.function:
            found = _function(self.function)(facts)
        else:
            found = (formula.relation(facts) for formula in self.formulas)
        for relation in found:
            relation.rule = self.id
            relation.guards = relation.guards and self.guards
            yield relation


@cache
def _function(path: str) -> RuleFunction:
    module, name = path.split(".")
    return getattr(import_module(f"analysis.checks.rules.{module}"), name)


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of the catalogue, by family and in the order of the files.

    Raises ValueError for an entry that is not complete or comes twice.
    """
    found = [
        _rule(path.name, entry)
        for path in sorted((FOLDER / "rules").glob("*.yml"))
        for entry in read_yaml(f"rules/{path.stem}")
    ]
    ids = [rule.id for rule in found]
    twice = {one for one in ids if ids.count(one) > 1}
    if twice:
        raise ValueError(f"rules named twice: {', '.join(sorted(twice))}")
    return tuple(sorted(found, key=lambda rule: rule.family))


def import_rules() -> None:
    """Import the functions of all rules now, not when the first document is checked."""
    for rule in rules():
        if rule.function:
            _function(rule.function)


@cache
def rules_by_id() -> dict[str, Rule]:
    """Return the rules by their id."""
    return {rule.id: rule for rule in rules()}


def _rule(file: str, entry: dict[str, Any]) -> Rule:
    try:
        messages = {"": Text(entry["message_en"], entry["message_zh"])}
        for name, pair in entry.get("variants", {}).items():
            messages[name] = Text(pair["en"], pair["zh"])
        formulas = entry.get("formula", [])
        rule = Rule(
            id=entry["id"],
            family=entry["family"],
            title=Text(entry["title_en"], entry["title_zh"]),
            messages=messages,
            severity=entry["severity"],
            basis=entry["basis"],
            formulas=tuple(parse(text) for text in formulas),
            function=entry.get("function"),
            show=entry.get("show") or "; ".join(formulas),
            guards=entry.get("guards", True),
            needs=entry.get("needs"),
        )
    except KeyError as missing:
        raise ValueError(f"{file}: rule {entry.get('id')!r} has no {missing}") from missing
    if rule.severity not in SEVERITIES:
        raise ValueError(f"{file}: rule {rule.id!r} has no severity {rule.severity!r}")
    if bool(rule.formulas) == bool(rule.function):
        raise ValueError(f"{file}: rule {rule.id!r} needs a formula or a function")
    return rule
