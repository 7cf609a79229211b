"""Performance targets by themselves: per cent signs, bounds, the long term, what the text promises.

Not done here: the overall sheet against the project sheets (``indicators``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from analysis.checks.facts import Facts
from analysis.checks.relation import Cell, Relation, terms
from analysis.checks.rules.indicators import VALUES, cell_of, name_key, short_id, words_of
from analysis.disclosure import records as r
from analysis.disclosure.vocabulary import fold

_RATE = re.compile(r"(?:率|占比|比例|满意度?|程度)$")
_GROWTH = re.compile(r"增|提高|完成")  # may well be more than all
_NO_UNIT = (None, "")
_HUNDRED = Decimal(100)
# Where a sheet does not print how the budget was carried out, its ten points are left out.
_WITHOUT_EXECUTION = Decimal(90)
_SHORTEST_SUBJECT = 4  # characters; shorter ones (项目, 活动) say too little


def percent_signs(facts: Facts) -> Iterator[Relation]:
    """A rate that is printed as a number carries its per cent sign."""
    for indicator in facts.disclosure.indicator:
        if not _RATE.search(fold(indicator.level3 or "")) or indicator.target_number is None:
            continue
        bare = indicator.target_unit in _NO_UNIT and 1 < indicator.target_number <= 100
        cell = cell_of(facts, indicator, "target")
        yield Relation(
            short_id(indicator),
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
        name = fold(indicator.level3 or "")
        if not _RATE.search(name) or _GROWTH.search(name):
            continue
        for value in VALUES:
            cell = cell_of(facts, indicator, value)
            if cell is not None and cell.value is not None and cell.unit == "percent":
                yield Relation(
                    f"{short_id(indicator)}/{value}",
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
        left, right = cell_of(facts, of_year, "target"), cell_of(facts, indicator, "target")
        if left is None or right is None or left.value is None or right.value is None:
            continue
        downward = "≤" in ((indicator.target_operator or ""), (of_year.target_operator or ""))
        sides = (right, left) if downward else (left, right)
        words = words_of(of_year, indicator, "target")
        if left.unit == right.unit:
            yield Relation(
                short_id(indicator), terms(sides[0]), terms(sides[1]), "at_most", words=words
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
            target = cell_of(facts, indicator, "target")
            if (
                indicator.scope == claim.project_id
                and indicator.horizon == "annual"
                and target is not None
                and target.value is not None
                and indicator.target_unit == unit_words.get(cell.key)
                and _is_within(subject, fold(indicator.level3 or ""))
            ):
                words = {"subject": claim.subject or "", "name": indicator.level3 or ""}
                key = f"{claim.claim_id}={short_id(indicator)}"
                yield Relation(key, terms(cell), terms(target), words=words)


def _is_within(subject: str, name: str) -> bool:
    characters = iter(name)
    return all(character in characters for character in subject)


def weights_add_up(facts: Facts) -> Iterator[Relation]:
    """The weights of a sheet add up to 100, those of one term; or those of each of its goals.

    A sheet whose weights make 90 leaves out the ten points for carrying out the budget.
    """
    sheets: dict[tuple[str, str], dict[str, list[Cell]]] = {}
    for indicator in facts.disclosure.indicator:
        cell = facts.figure(indicator.weight_figure_id)
        if cell is not None and cell.value is not None:
            goals = sheets.setdefault((indicator.scope or "", indicator.horizon or ""), {})
            goals.setdefault(indicator.goal or "", []).append(cell)
    for (scope, horizon), goals in sheets.items():
        key = f"{scope}.{horizon}"
        together = [cell for cells in goals.values() for cell in cells]
        if len(goals) > 1 and _points(together) > _HUNDRED:
            for goal, cells in goals.items():
                yield _weights(f"{key}.{goal}", cells, scope)
        else:
            yield _weights(key, together, scope)


def _points(cells: Sequence[Cell]) -> Decimal:
    return sum((cell.value or Decimal(0) for cell in cells), Decimal(0))


def _weights(key: str, cells: Sequence[Cell], scope: str) -> Relation:
    points = _points(cells)
    whole = Decimal(1) if points <= 1 else _HUNDRED  # 0.1 for 10 per cent
    unit = cells[0].unit
    hundred = Cell(
        f"{whole}", "", "", "", value=whole, unit=unit, state="value", printed=f"{whole}"
    )
    reason = "execution_left_out" if points == _WITHOUT_EXECUTION else None
    words = {"scope": "@overall" if scope == "overall" else scope}
    return Relation(key, terms(*cells), terms(hundred), reason=reason, words=words)
