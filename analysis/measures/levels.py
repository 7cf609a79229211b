"""Sharing a level out: each part's share of the level's total, so that the shares add to 100 %.

What a level's total is, and where it comes from, is said in ``total_source``:

    printed              the document prints a total and the parts add up to it
    parts                the document prints no total, or (within what rounding explains, or with
                         parts that come to more) another one: the total is the sum of the parts
    printed_remainder    the parts come to less than the printed total, by more than rounding: the
                         total is the printed one, and a row ``remainder`` holds what is missing

A part without an amount stays in the frame with its ``status`` (blank, dash, …) and no share; where
the other parts add up to the printed total its status is ``implied_zero``.

Not done here: which rows are the parts (``shares``, ``procurement``); judging a difference between
parts and total (``analysis.checks``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from itertools import groupby
from typing import Any

import polars as pl

from analysis.measures.frames import EXACT, INTEGER, MONEY, TEXT, Columns, make_frame
from analysis.measures.reading import Row, step_wan
from analysis.measures.traced import UNKNOWN, Traced, known, printed, total

__all__ = ["SHARE_COLUMNS", "SHOWN_DECIMALS", "Part", "round_to_hundred", "share_frame"]

SHOWN_DECIMALS = 1  # the decimals of the shares that the disclosures print themselves
SHARE_COLUMNS: Columns = {
    "document_id": TEXT,
    "fiscal_year": INTEGER,
    "scope": TEXT,
    "level": INTEGER,
    "parent_key": TEXT,
    "key": TEXT,
    "name": TEXT,
    "amount_wan": MONEY,
    "share_pct": EXACT,
    "share_shown_pct": pl.Decimal(38, SHOWN_DECIMALS),
    "status": TEXT,
    "total_wan": MONEY,
    "total_source": TEXT,
    "printed_total_wan": MONEY,
    "difference_wan": MONEY,
}
_EMPTY_STATES = ("blank", "dash", "text")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a level; ``level`` and ``scope`` say of which. ``step``: as printed, in 万元."""

    document_id: str
    fiscal_year: int | None
    scope: str
    level: int
    key: str
    name: str | None
    parent_key: str | None
    state: str
    amount: Traced
    step: Decimal

    @classmethod
    def of(cls, row: Row, *, scope: str, key: str, level: int = 1) -> Part:
        """Make a part of a warehouse row with amount_wan, figure_id, step, unit and so on."""
        amount = printed(row["amount_wan"], row["figure_id"])
        state = row.get("cell_state") or ("value" if amount.is_known else "blank")
        return cls(
            document_id=row["document_id"],
            fiscal_year=row.get("fiscal_year"),
            scope=scope,
            level=level,
            key=key,
            name=row.get("name"),
            parent_key=row.get("parent_key"),
            state=state,
            amount=amount,
            step=step_wan(row),
        )


def share_frame(
    parts: Iterable[Part], totals: Mapping[tuple[str, str], Sequence[Part]]
) -> pl.DataFrame:
    """Return the shares of all parts, level by level.

    ``totals`` has, by (document_id, scope), the totals that the document prints for the scope,
    first choice first: the first one that the parts add up to is taken, else the first. Columns:

    document_id, fiscal_year, scope (the table or project), level, parent_key, key, name;
    amount_wan; share_pct (exact to 12 decimals); share_shown_pct (rounded so that the level adds to
    100 by largest remainder: for display, without a passport of its own); status (value, zero,
    blank, dash, declared_empty, implied_zero, partly_known: a sum that leaves unknown parts out,
    remainder); total_wan; total_source (see the module); printed_total_wan; difference_wan (printed
    total less the sum of the parts).
    """
    rows: list[dict[str, Any]] = []
    ordered = sorted(parts, key=_level_of)
    for _, group in groupby(ordered, key=_level_of):
        level = list(group)
        rows += _share_out(level, totals.get((level[0].document_id, level[0].scope), ()))
    return make_frame(rows, SHARE_COLUMNS, ["document_id", "scope", "level", "key"])


def round_to_hundred(shares: Sequence[Decimal], decimals: int = SHOWN_DECIMALS) -> list[Decimal]:
    """Round shares that add to 100 so that they still do, by the method of largest remainder.

    Each is rounded down; the steps that are missing go to the largest remainders, to the larger
    share and then the earlier one among equals.

    >>> round_to_hundred([Decimal("33.34"), Decimal("33.33"), Decimal("33.33")])
    [Decimal('33.4'), Decimal('33.3'), Decimal('33.3')]
    """
    step = Decimal(1).scaleb(-decimals)
    floors = [share.quantize(step, rounding=ROUND_FLOOR) for share in shares]
    missing = int((100 - sum(floors)) / step) if floors else 0
    by_remainder = sorted(range(len(shares)), key=lambda i: (floors[i] - shares[i], -shares[i], i))
    for i in by_remainder[:missing]:
        floors[i] += step
    return floors


def _level_of(part: Part) -> tuple[str, str, int]:
    return part.document_id, part.scope, part.level


def _share_out(level: list[Part], totals: Sequence[Part]) -> list[dict[str, Any]]:
    given = known(part.amount for part in level)
    added = total(given)
    choice = _choose_total(level, added, totals)
    whole, source = _whole(level, added, choice)
    stated = choice.amount if choice else UNKNOWN
    explained = source == "printed" and bool(given) and all((a.value or 0) >= 0 for a in given)
    rows = [_row(part, part.amount, whole) for part in level]
    for row, part in zip(rows, level, strict=True):
        if explained and part.state in _EMPTY_STATES:
            row["status"] = "implied_zero"
        if explained and part.state == "partly_known":
            row["status"] = "value"  # the unknown ones among what it adds up are zero
    if source == "printed_remainder":
        row = _row(level[0], stated - added, whole)
        rows.append(row | {"key": "remainder", "name": None, "parent_key": None})
        rows[-1]["status"] = "remainder"
    for row in rows:
        row |= {
            "total_wan": whole,
            "total_source": source,
            "printed_total_wan": stated,
            "difference_wan": stated - added,
        }
    _show(rows)
    return rows


def _row(part: Part, amount: Traced, whole: Traced) -> dict[str, Any]:
    return {
        "document_id": part.document_id,
        "fiscal_year": part.fiscal_year,
        "scope": part.scope,
        "level": part.level,
        "parent_key": part.parent_key,
        "key": part.key,
        "name": part.name,
        "amount_wan": amount,
        "share_pct": amount.percent_of(whole),
        "status": part.state,
    }


def _choose_total(level: list[Part], added: Traced, totals: Sequence[Part]) -> Part | None:
    stated = [candidate for candidate in totals if candidate.amount.is_known]
    fitting = (t for t in stated if _gap(added, t) <= _allowance(level, t))
    return next(fitting, stated[0] if stated else None)


def _whole(level: list[Part], added: Traced, choice: Part | None) -> tuple[Traced, str]:
    if choice is None:
        return added, "parts"
    if not added.is_known or choice.amount.value == added.value:
        return choice.amount, "printed"
    beyond = _gap(added, choice) > _allowance(level, choice)
    less = (choice.amount - added).value or Decimal(0)
    return (choice.amount, "printed_remainder") if beyond and less > 0 else (added, "parts")


def _gap(added: Traced, choice: Part) -> Decimal:
    return abs((choice.amount - added).value or Decimal(0))


def _allowance(level: list[Part], choice: Part) -> Decimal:
    """The largest difference that printing each figure to its own step can make."""
    return (sum((part.step for part in level), choice.step)) / 2


def _show(rows: list[dict[str, Any]]) -> None:
    shared = [row for row in rows if row["share_pct"].is_known]
    shown = round_to_hundred([row["share_pct"].value for row in shared])
    for row, share in zip(shared, shown, strict=True):
        row["share_shown_pct"] = share
