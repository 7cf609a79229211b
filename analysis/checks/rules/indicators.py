"""Performance indicators: between the overall sheet and the project sheets, and within one.

An indicator of the overall sheet is looked for, by its folded name, in the project sheet that
its goal speaks of: the one that shares most names with the goal. Where several share as many, it is
that of none (服务对象满意度 stands in every sheet). Not done here: reading values.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from analysis.checks.facts import Facts
from analysis.checks.relation import Cell, Relation, terms
from analysis.disclosure import records as r
from analysis.disclosure.vocabulary import fold

VALUES = ("year_before_last", "last_year", "target")
_SIGNS = re.compile(r"[≥≤=＝><。.,，、;；\s%％“”\"'（）()]")
_NAME_NOISE = re.compile(r"[的。“”\"'（）()]|场次$|指标$")


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
            most = max((shared[other.scope or ""] for other in known), default=0)
            nearest = [other for other in known if shared[other.scope or ""] == most]
            if len({other.scope for other in nearest}) == 1:
                yield indicator, nearest[0]


def sheets_agree(facts: Facts) -> Iterator[Relation]:
    """An indicator has the same values in the overall sheet and in the project's sheet."""
    for overall, own in _pairs(facts):
        for value in VALUES:
            relation = _compare(facts, overall, own, value)
            if relation is not None:
                relation.key = f"{short_id(overall)}={own.scope}/{value}"
                yield relation


def short_id(indicator: r.Indicator) -> str:
    """Return an indicator's id without the document."""
    return indicator.indicator_id.rpartition("/")[2]


def cell_of(facts: Facts, indicator: r.Indicator, value: str) -> Cell | None:
    """Return the printed figure of one value of an indicator."""
    return facts.figure(getattr(indicator, f"{value}_figure_id"))


def words_of(one: r.Indicator, other: r.Indicator, value: str) -> dict[str, str | tuple[str, str]]:
    """Return the words that messages about two indicators need."""
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
    cells = [cell_of(facts, indicator, value) for indicator in (one, other)]
    left, right = cells
    if left is None or right is None or left.value is None or right.value is None:
        same = _plain(getattr(one, value)) == _plain(getattr(other, value))
        words = words_of(one, other, value)
        verdict = "exact" if same else "contradiction"
        reading = _reading(one, other)
        return Relation(
            "", op="given", verdict=verdict, words=words, severity="weak", reading=reading
        )
    words = words_of(one, other, value)
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
    words = words_of(one, other, value)
    return Relation(
        "",
        left,
        right,
        op="given",
        verdict="contradiction",
        severity=severity,
        variant=variant,
        reading=_reading(one, other),
        words=words,
    )


def _reading(one: r.Indicator, other: r.Indicator) -> str:
    doubtful = "uncertain" in (one.reading, other.reading)
    return "uncertain" if doubtful else "certain"


def _plain(text: str | None) -> str:
    return _SIGNS.sub("", fold(text or ""))
