"""Rows of traced numbers become eager polars frames, and cells of these become quantities.

Every frame of this package has two columns at its end: ``figure_ids``, the printed figures behind
the row, and ``formulas``, a struct with the calculation of each traced column over f1, f2, … of
that list. ``quantity_of`` makes a number passport of any cell from them::

    row = yearly_totals(connection).row(0, named=True)
    quantity_of(row, "change_pct")          # Quantity(value, "percent", "(f1 - f2) / f2 * 100", …)

Not done here: calculating (``traced``), wording (``analysis.briefing``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

import polars as pl

from analysis.measures.columns import decimal_columns
from analysis.measures.formula import renumbered, used
from analysis.measures.quantity import Quantity
from analysis.measures.traced import Traced, plain

__all__ = ["EXACT", "INTEGER", "LOGICAL", "MONEY", "TEXT", "Columns", "make_frame", "quantity_of"]

MONEY = pl.Decimal(38, 6)  # 万元; 元 divided by 10,000 still fits exactly
EXACT = pl.Decimal(38, 12)  # ratios and values in units of their own
TEXT = pl.String()
INTEGER = pl.Int64()
LOGICAL = pl.Boolean()
Columns: TypeAlias = Mapping[str, pl.DataType]

_UNITS = {"wan": "wan_yuan", "yuan": "yuan", "pct": "percent", "points": "percentage_points"}


def make_frame(
    rows: Iterable[Mapping[str, Any]], columns: Columns, sort_by: Sequence[str]
) -> pl.DataFrame:
    """Return the rows as a frame with ``columns``, then ``figure_ids`` and ``formulas``, sorted.

    A cell is a plain value or, in columns of decimals, a ``Traced``. A row may leave columns out
    (null). No rows give an empty frame with the same schema. Raises KeyError for a cell that the
    columns do not name, so that no number is lost by a misspelling.
    """
    traced = [name for name, kind in columns.items() if isinstance(kind, pl.Decimal)]
    data: dict[str, list[Any]] = {name: [] for name in (*columns, "figure_ids", "formulas")}
    for row in rows:
        unknown = row.keys() - columns.keys()
        if unknown:
            raise KeyError(f"no such column: {', '.join(sorted(unknown))}")
        cells = {n: row[n] for n in traced if isinstance(row.get(n), Traced)}
        figures = list(dict.fromkeys(f for cell in cells.values() for f in cell.figure_ids))
        for name in columns:
            cell = row.get(name)
            data[name].append(cell.value if isinstance(cell, Traced) else cell)
        data["figure_ids"].append(figures)
        data["formulas"].append(
            {n: cells[n].formula(figures) if n in cells else None for n in traced}
        )
    schema: dict[str, pl.DataType] = {
        **columns,
        "figure_ids": pl.List(pl.String()),
        "formulas": pl.Struct({name: pl.String() for name in traced}),
    }
    frame = pl.DataFrame({**data, **decimal_columns(data, schema)}, schema=schema, strict=True)
    return frame.sort(sort_by, nulls_last=True, maintain_order=True)


def quantity_of(row: Mapping[str, Any], column: str) -> Quantity:
    """Return a cell of a measure as a quantity with its formula and printed figures.

    ``row`` is a row of any frame of this package, as a mapping (``frame.row(0, named=True)``). The
    unit follows from the end of the column's name: _wan, _yuan, _pct, _points; for a _number from
    the row's column ``unit``; else a count.
    A null becomes a quantity without value or source; a plain count says what it counts.

    Raises KeyError when the frame has no such column, ValueError when the cell is no number that
    was traced to printed figures (such as the rounded shares for display).

    >>> row = {"change_wan": Decimal("3.000000"), "figure_ids": ["a", "b"],
    ...        "formulas": {"change_wan": "f1 - f2"}}
    >>> quantity_of(row, "change_wan")
    Quantity(value=Decimal('3'), unit='wan_yuan', formula='f1 - f2', figure_ids=('a', 'b'))
    """
    value = row[column]
    unit = _unit(row, column)
    if value is None:
        return Quantity(None, unit, "count: not stated")
    if isinstance(value, int) and not isinstance(value, bool):
        return Quantity(value, "count", f"count: {column.replace('_', ' ')}")
    formula = row["formulas"].get(column)
    if formula is None:
        raise ValueError(f"{column}: {value!r} was not traced to printed figures")
    formula, figure_ids = _only_used(formula, row["figure_ids"])
    return Quantity(plain(Decimal(value)), unit, formula, figure_ids)


def _unit(row: Mapping[str, Any], column: str) -> str:
    if column.endswith("_number") and row.get("unit") == "%":
        return "percentage_points" if column.startswith("change") else "percent"
    return _UNITS.get(column.rpartition("_")[2], "count")


def _only_used(formula: str, figure_ids: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The formula over just the figures that it takes in, numbered anew from f1."""
    kept = used(formula)
    new = {old: position for position, old in enumerate(kept, start=1)}
    return renumbered(formula, new.__getitem__), tuple(figure_ids[old - 1] for old in kept)
