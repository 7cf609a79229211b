"""Mutants of a text document: the same lines with one printed figure changed, or one row left out.

Not done here: running them (``benchmarks.mutants``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from analysis.disclosure import records as r
from analysis.disclosure.recorder import Disclosure

KINDS = ("one digit", "swap", "wrong unit", "row dropped")
_FAR = 5  # a digit is changed by this much, so that rounding cannot excuse it
_WAN = re.compile(r"\s*万(?=元?)")
_MOST_LINES = 14  # of one printed row


@dataclass(frozen=True, slots=True)
class Mutant:
    """What was changed: the figures concerned, and new texts for lines (by index from 0)."""

    kind: str
    table: str
    figure_ids: tuple[str, ...]
    printed: str
    lines: tuple[tuple[int, str], ...]

    def apply(self, lines: Sequence[str]) -> list[str]:
        """Return the lines with the change."""
        changed = list(lines)
        for index, text in self.lines:
            changed[index] = text
        return changed


def mutants(disclosure: Disclosure, lines: Sequence[str]) -> Iterator[Mutant]:
    """Yield every mutant of the money figures and percentages of a document."""
    for figure in disclosure.figure:
        money = figure.amount_wan is not None
        if figure.value is None or not (money or figure.unit == "percent"):
            continue
        if not figure.line or not figure.col or not _is_there(figure, lines):
            continue
        yield from _of_figure(figure, lines, money)
    yield from _rows(disclosure, lines)


def _is_there(figure: r.Figure, lines: Sequence[str]) -> bool:
    begin = (figure.col or 1) - 1
    printed = figure.printed or ""
    return lines[(figure.line or 1) - 1][begin : begin + len(printed)] == printed


def _of_figure(figure: r.Figure, lines: Sequence[str], money: bool) -> Iterator[Mutant]:
    printed = figure.printed or ""
    for kind, text in (("one digit", one_digit(printed)), ("swap", swapped(printed))):
        if text is not None:
            yield _replace(figure, lines, kind, text, len(printed))
    if not money or not figure.value:
        return
    end = (figure.col or 1) - 1 + len(printed)
    wan = _WAN.match(lines[(figure.line or 1) - 1], end)
    if wan:  # 万元 becomes 元
        yield _replace(figure, lines, "wrong unit", printed, wan.end() - (figure.col or 1) + 1)
    else:  # a cell typed in 元 in a table of 万元
        value = Decimal(printed.replace(",", "")) * 10_000
        yield _replace(figure, lines, "wrong unit", f"{value:f}", len(printed))


def _replace(figure: r.Figure, lines: Sequence[str], kind: str, text: str, length: int) -> Mutant:
    index, begin = (figure.line or 1) - 1, (figure.col or 1) - 1
    line = lines[index]
    return Mutant(
        kind,
        figure.table_kind or "",
        (figure.figure_id,),
        text,
        ((index, line[:begin] + text + line[begin + length :]),),
    )


def one_digit(printed: str) -> str | None:
    """Return a number with its middle digit changed; None where that would be a leading zero."""
    places = [i for i, character in enumerate(printed) if character.isdigit()]
    at = places[(len(places) - 1) // 2]
    digit = str((int(printed[at]) + _FAR) % 10)
    changed = printed[:at] + digit + printed[at + 1 :]
    leading_zero = at == places[0] and digit == "0" and printed[at + 1 : at + 2].isdigit()
    return None if leading_zero else changed


def swapped(printed: str) -> str | None:
    """Return a number with its first two neighbouring unlike digits swapped; None without such."""
    for i in range(len(printed) - 1):
        one, other = printed[i : i + 2]
        if one.isdigit() and other.isdigit() and one != other and not (i == 0 and other == "0"):
            return printed[:i] + other + one + printed[i + 2 :]
    return None


def _rows(disclosure: Disclosure, lines: Sequence[str]) -> Iterator[Mutant]:
    """Yield mutants without one row of a coded table, or one expenditure line of a project."""
    rows: dict[tuple[str, str], list[r.Figure]] = {}
    known = {figure.figure_id: figure for figure in disclosure.figure}
    for line in disclosure.budget_line:
        figure = known.get(line.figure_id or "")
        if figure is not None and line.code != "total":
            rows.setdefault((line.table_kind or "", line.code or ""), []).append(figure)
    codes = [n for n in disclosure.number if n.disposition == "code"]
    for (table, code), figures in rows.items():
        last = max(figure.line or 0 for figure in figures)
        heads = [n.line for n in codes if n.token == code and last - _MOST_LINES < n.line <= last]
        if heads:
            yield _without(table, figures, range(max(heads), last + 1))
    for detail in disclosure.project_detail:
        figure = known.get(detail.figure_id or "")
        if figure is not None and detail.seq and figure.line:
            yield _without("project_sheet", [figure], range(figure.line, figure.line + 1))


def _without(table: str, figures: Sequence[r.Figure], numbers: range) -> Mutant:
    blanked = tuple((number - 1, "") for number in numbers)
    ids = tuple(figure.figure_id for figure in figures)
    return Mutant("row dropped", table, ids, "", blanked)
