"""A judged relation becomes a row of check_result, with its messages.

Not done here: judging, grouping into findings, storing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache

from analysis.checks import messages as m
from analysis.checks.catalogue import Rule, rules_by_id
from analysis.checks.facts import Facts
from analysis.checks.judge import Judgement
from analysis.checks.relation import Cell, Relation, Term
from analysis.checks.result import CheckResult
from analysis.checks.suspects import Suspect

_STORED = Decimal("0.00000001")  # decimals of a stored value (schema.yml, type exact)


def to_result(
    facts: Facts,
    relation: Relation,
    judgement: Judgement,
    rule: Rule,
    suspects: Mapping[str, Sequence[Suspect]],
    messages: bool = True,
) -> CheckResult:
    """Return the row of a judged relation."""
    doubted = suspects.get(relation.check_id, ())
    texts: dict[str, str] = {}
    if messages:
        for language in m.LANGUAGES:
            texts[language] = _message(facts, relation, judgement, rule, doubted, language)
    failed = judgement.verdict == "contradiction"
    return CheckResult(
        document_id=facts.disclosure.document.document_id,
        check_id=relation.check_id,
        rule=relation.rule,
        formula=m.formula(relation) if messages else None,
        left_value=_stored(judgement.left),
        right_value=_stored(judgement.right),
        difference=_stored(judgement.difference),
        allowance=_stored(judgement.allowance),
        unit=next((cell.unit for cell in relation.cells), None),
        verdict=judgement.verdict,
        severity=(relation.severity or rule.severity) if failed else rule.severity,
        left_figures=_figures(relation.left),
        right_figures=_figures((*relation.right, *relation.over)),
        suspects=tuple(s.cell.figure_id for s in doubted if s.cell.figure_id),
        message_en=texts.get("en"),
        message_zh=texts.get("zh"),
    )


def _stored(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(_STORED).normalize() + 0


def _figures(side: Iterable[Term]) -> tuple[str, ...]:
    found = (cell.figure_id for term in side for cell in term.factors)
    return tuple(dict.fromkeys(figure_id for figure_id in found if figure_id))


def _message(
    facts: Facts,
    relation: Relation,
    judgement: Judgement,
    rule: Rule,
    doubted: Sequence[Suspect],
    language: str,
) -> str:
    if judgement.verdict == "exact":
        return _agrees(rule.id, language)
    title = getattr(rule.title, language)
    slots = m.Slots(relation, judgement, language)
    if judgement.verdict == "contradiction":
        found = getattr(rule.messages[relation.variant or ""], language).format_map(slots)
        text = found[:1].upper() + found[1:]
        if relation.variant not in ("cut_off", "of_this_year"):  # no slip of a cell
            text += _doubt(doubted, language)
        return text + _uncertain(relation, language)
    if judgement.verdict == "not_checkable":
        reason = m.reason(relation, judgement, _status(facts, relation), language)
        return m.word("verdicts", "not_checkable", language).format(title=title, reason=reason)
    slots["title"] = title
    return m.word("verdicts", judgement.verdict, language).format_map(slots)


@cache
def _agrees(rule_id: str, language: str) -> str:
    """Return what is said where nothing is wrong; the figures stand in the formula."""
    title = getattr(rules_by_id()[rule_id].title, language)
    return m.word("verdicts", "exact", language).format(title=title)


def _status(facts: Facts, relation: Relation) -> str:
    """Return the status of the table whose cell is missing; ``read`` where only the cell is."""
    missing = next((cell for cell in relation.cells if cell.state == "missing"), None)
    return facts.status(missing.table) if missing else "read"


def _doubt(doubted: Sequence[Suspect], language: str) -> str:
    first = doubted[0] if doubted else None
    alike = len(doubted) > 1 and doubted[1].rank[:-1] == doubted[0].rank[:-1]
    if first is None or not first.clears or alike:
        return ""  # several cells are as likely: they are listed, none is named
    named = m.word("slips", first.slip, language) if first.slip else ""
    slip = m.phrase("suspect_slip", language).format(slip=named) if named else ""
    return m.phrase("suspect", language).format(
        cell=m.place(first.cell, language),
        printed=m.shown(first.cell, language),
        needed=m.shown(first.cell, language, first.needed),
        slip=slip,
    )


def _uncertain(relation: Relation, language: str) -> str:
    cells: list[Cell] = [c for c in relation.cells if c.reading == "uncertain"]
    return "".join(m.phrase("reading", language).format(row=c.row) for c in cells[:1])
