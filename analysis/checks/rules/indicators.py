"""Performance indicators: between the overall sheet and the project sheets, and within one.

An indicator of the overall sheet is looked for, by its folded name, in the project sheet that
its goal speaks of: the one that shares most names with the goal. Not done here: reading values.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from analysis.checks.facts import Facts
from analysis.checks.relation import Cell, Relation, terms
from analysis.disclosure import records as r
from analysis.disclosure.vocabulary import fold

_VALUES = ("year_before_last", "last_year", "target")
_SIGNS = re.compile(r"[≥≤=＝><。.,，、;；\s%％“”\"'（）()]")
_RATE = re.compile(r"(?:率|占比|比例|满意度?|程度)$")
_NAME_NOISE = re.compile(r"[的。“”\"'（）()]|场次$|指标$")
_NO_UNIT = (None, "")
_HUNDRED = Decimal(100)
_SHORTEST_SUBJECT = 4  # characters; shorter ones (项目, 活动) say too little


def name_key(name: str | None) -> str:
    """Return an indicator's name for comparing: folded, without 的 and signs that say nothing."""
    return _NAME_NOISE.sub("", fold(name or ""))


def _pairs(facts: Facts) -> Iterator[tuple[r.Indicator, r.Indicator]]:
    """Yield each overall indicator with that of the project sheet which its goal speaks of."""
    sheets: dict[tuple[str, str], list[r.Indicator]] = defaultdict(list)
    for indicator in facts.disclosure.indicator:
        if indicator.scope != "overall" and indicator.level3:
            sheets[(indicator.horizon or "", name_key(indicator.level3))].append(indicator)
    goals: dict[tuple[str, str], list[r.Indicator]] = defaultdict(list)
    for indicator in facts.disclosure.indicator:
        if indicator.scope == "overall":
            goals[(indicator.horizon or "", indicator.goal or "")].append(indicator)
    for (horizon, _), overall in goals.items():
        shared: Counter[str] = Counter()
        for indicator in overall:
            known = sheets.get((horizon, name_key(indicator.level3)), ())
            shared.update({other.scope or "" for other in known})
        for indicator in overall:
            known = sheets.get((horizon, name_key(indicator.level3)), ())
            if known:
                yield indicator, max(known, key=lambda other: shared[other.scope or ""])


def sheets_agree(facts: Facts) -> Iterator[Relation]:
    """An indicator has the same values in the overall sheet and in the project's sheet."""
    for overall, own in _pairs(facts):
        for value in _VALUES:
            relation = _compare(facts, overall, own, value)
            if relation is not None:
                relation.key = f"{_short(overall)}={own.scope}/{value}"
                yield relation


def _short(indicator: r.Indicator) -> str:
    return indicator.indicator_id.rpartition("/")[2]


def _cell(facts: Facts, indicator: r.Indicator, value: str) -> Cell | None:
    return facts.figure(getattr(indicator, f"{value}_figure_id"))


def _words(one: r.Indicator, other: r.Indicator, value: str) -> dict[str, str | tuple[str, str]]:
    return {
        "name": one.level3 or "",
        "value": f"@{value}",
        "one": getattr(one, value) or "–",
        "other": getattr(other, value) or "–",
        "line_one": str(one.line),
        "line_other": str(other.line),
        "scope": other.scope or "",
    }


def _compare(facts: Facts, one: r.Indicator, other: r.Indicator, value: str) -> Relation | None:
    """Return the relation between one value of two indicators; None where neither has one."""
    states = [getattr(indicator, f"{value}_state") for indicator in (one, other)]
    if "no_column" in states or all(state in ("blank", "dash", None) for state in states):
        alike = states[0] == states[1] or "no_column" in states or None in states
        if alike:
            return None
        return _noted("blank_or_dash", one, other, value)
    if "blank" in states or "dash" in states or None in states:
        return _noted("one_missing", one, other, value, severity="weak")
    cells = [_cell(facts, indicator, value) for indicator in (one, other)]
    left, right = cells
    if left is None or right is None or left.value is None or right.value is None:
        same = _plain(getattr(one, value)) == _plain(getattr(other, value))
        words = _words(one, other, value)
        verdict = "exact" if same else "contradiction"
        return Relation("", op="given", verdict=verdict, words=words, severity="weak")
    words = _words(one, other, value)
    relation = Relation("", terms(left), terms(right), words=words, severity="arithmetic")
    same = left.value == right.value
    units = {getattr(x, f"{value}_unit") for x in (one, other)}
    operators = {getattr(x, f"{value}_operator") for x in (one, other)}
    if same and len(units) > 1 and units & {"%", "％"}:
        return _noted("unit_left_out", one, other, value, (left, right))
    if same and len(operators) > 1 and operators != {None, "="}:
        return _noted("operator", one, other, value, (left, right))
    return relation


def _noted(
    variant: str,
    one: r.Indicator,
    other: r.Indicator,
    value: str,
    cells: tuple[Cell, Cell] | None = None,
    severity: str = "notation",
) -> Relation:
    left, right = (terms(cells[0]), terms(cells[1])) if cells else ((), ())
    words = _words(one, other, value)
    return Relation(
        "",
        left,
        right,
        op="given",
        verdict="contradiction",
        severity=severity,
        variant=variant,
        words=words,
    )


def _plain(text: str | None) -> str:
    return _SIGNS.sub("", fold(text or ""))


def percent_signs(facts: Facts) -> Iterator[Relation]:
    """A rate that is printed as a number carries its per cent sign."""
    for indicator in facts.disclosure.indicator:
        if not _RATE.search(fold(indicator.level3 or "")) or indicator.target_number is None:
            continue
        bare = indicator.target_unit in _NO_UNIT and 1 < indicator.target_number <= 100
        cell = _cell(facts, indicator, "target")
        yield Relation(
            _short(indicator),
            terms(cell) if cell else (),
            op="given",
            verdict="contradiction" if bare else "exact",
            words={"name": indicator.level3 or "", "one": indicator.target or ""},
            cause=f"percent_sign/{name_key(indicator.level3)}",
        )


def rates_within_bounds(facts: Facts) -> Iterator[Relation]:
    """A rate of fulfilment or satisfaction is not more than 100 per cent."""
    hundred = Cell("100 %", "", "", "", value=_HUNDRED, unit="percent", printed="100")
    for indicator in facts.disclosure.indicator:
        if not _RATE.search(fold(indicator.level3 or "")):
            continue
        for value in _VALUES:
            cell = _cell(facts, indicator, value)
            if cell is not None and cell.value is not None and cell.unit == "percent":
                yield Relation(
                    f"{_short(indicator)}/{value}",
                    terms(cell),
                    terms(hundred),
                    "at_most",
                    words={"name": indicator.level3 or ""},
                )


def long_term_targets(facts: Facts) -> Iterator[Relation]:
    """A long-term target is not below the target of the year."""
    annual: dict[tuple[str, str, str], r.Indicator] = {}
    for indicator in facts.disclosure.indicator:
        if indicator.horizon == "annual":
            key = (indicator.scope or "", indicator.goal or "", name_key(indicator.level3))
            annual.setdefault(key, indicator)
    for indicator in facts.disclosure.indicator:
        key = (indicator.scope or "", indicator.goal or "", name_key(indicator.level3))
        of_year = annual.get(key)
        if indicator.horizon != "long_term" or of_year is None:
            continue
        left, right = _cell(facts, of_year, "target"), _cell(facts, indicator, "target")
        if left is None or right is None or left.value is None or right.value is None:
            continue
        downward = "≤" in ((indicator.target_operator or ""), (of_year.target_operator or ""))
        sides = (right, left) if downward else (left, right)
        words = _words(of_year, indicator, "target")
        if left.unit == right.unit:
            yield Relation(
                _short(indicator), terms(sides[0]), terms(sides[1]), "at_most", words=words
            )


def counts_in_prose(facts: Facts) -> Iterator[Relation]:
    """A number of things that a project's text promises is the target of its indicator.

    The thing counted is found in an indicator of the same sheet whose name holds its characters
    in order (“15个社会工作项目” in “购买社会工作服务项目数量”), counted in the same unit.
    """
    unit_words = {figure.figure_id: figure.unit_word for figure in facts.disclosure.figure}
    for claim, cell in facts.claims:
        subject = fold(claim.subject or "")
        if (
            claim.project_id is None
            or claim.measure != "count"
            or claim.section_key not in ("content", "reason")
            or len(subject) < _SHORTEST_SUBJECT
        ):
            continue
        for indicator in facts.disclosure.indicator:
            target = _cell(facts, indicator, "target")
            if (
                indicator.scope == claim.project_id
                and indicator.horizon == "annual"
                and target is not None
                and target.value is not None
                and indicator.target_unit == unit_words.get(cell.key)
                and _is_within(subject, fold(indicator.level3 or ""))
            ):
                words = {"subject": claim.subject or "", "name": indicator.level3 or ""}
                key = f"{claim.claim_id}={_short(indicator)}"
                yield Relation(key, terms(cell), terms(target), words=words)


def _is_within(subject: str, name: str) -> bool:
    characters = iter(name)
    return all(character in characters for character in subject)
