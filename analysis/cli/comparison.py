"""How a comparison of two documents reads on a terminal, and as CSV.

Not done here: comparing (``analysis.arrivals.comparison``).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.arrivals.comparison import records

if TYPE_CHECKING:
    from analysis.arrivals.comparison import Comparison

_CSV_COLUMNS = (
    "unit_name", "earlier_document_id", "later_document_id", "part", "change", "place", "key",
    "column", "name", "fiscal_year", "earlier", "later", "difference", "difference_pct",
)  # fmt: skip
_NAMED = 12  # names on one line; JSON and CSV have all
_HEADINGS = {
    "table": "tables",
    "title": "titles of tables",
    "unit": "money units",
    "column": "columns",
    "code": "codes",
    "item": "items of two-sided tables",
    "project": "projects",
    "indicator": "indicators",
}


def describe(found: Comparison, limit: int) -> Iterator[str]:
    """Give the lines that a person reads; ``limit`` is the number of lines of each list."""
    one, other = found.earlier, found.later
    yield click.style(
        f"{other['unit_name']}: {other['document_id']} beside {one['document_id']}", bold=True
    )
    yield "structure:"
    yield from _indented(_structure(found), limit, "no difference")
    yield "figures that moved most (万元):"
    yield from _indented(_moved(found), limit, "none")
    yield "figures of earlier years told otherwise now:"
    yield from _indented(_restated(found), limit, "none")
    yield "contradictions that were not there before:"
    yield from _indented(map(contradiction, found.contradictions), limit, "none")
    if found.suggestions.height:
        yield "may be one under two names (nothing follows unless you add the line to links.csv):"
        lines = (f"{row['why']}\n      {row['line']}" for row in records(found.suggestions))
        yield from _indented(lines, limit, "")


def contradiction(row: dict[str, Any]) -> str:
    """Return one line for a contradiction."""
    return f"{row['severity']} {row['rule']}: {row['message_en'] or row['formula']}"


def _structure(found: Comparison) -> Iterator[str]:
    rows = records(found.differences)
    for aspect, of_aspect in groupby(rows, key=lambda row: row["aspect"]):
        for change, of_change in groupby(of_aspect, key=lambda row: row["change"]):
            for place, listed in groupby(of_change, key=lambda row: row["place"]):
                names = [_difference(row) for row in listed]
                where = f" ({place})" if place else ""
                more = f"; and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
                shown = "; ".join(names[:_NAMED]) + more
                yield f"{_HEADINGS[aspect]} {change}{where}: {shown}"


def _difference(row: dict[str, Any]) -> str:
    key, earlier, later = row["key"], row["earlier"], row["later"]
    if row["change"] in ("gone", "new"):
        said = earlier or later
        return f"{key} {said}" if said and said != key and row["aspect"] != "table" else key
    return f"{key}: {earlier or 'none'} -> {later or 'none'}"


def _moved(found: Comparison) -> Iterator[str]:
    """One line a movement; the same amounts in several tables stand on one."""
    seen: dict[tuple[Any, ...], list[str]] = {}
    for row in records(found.moved):
        if row["status"] != "moved":
            continue
        movement = (row["name"], row["previous_wan"], row["amount_wan"], row["change_wan"],
                    row["change_pct"])  # fmt: skip
        seen.setdefault(movement, []).append(f"{row['place']}/{row['row']}/{row['column']}")
    for (name, before, now, change, pct), places in seen.items():
        sign = "" if change.startswith("-") else "+"
        share = f", {sign}{float(pct):.1f} %" if pct is not None else ""
        more = f" and {len(places) - 1} more" if len(places) > 1 else ""
        yield f"{name}: {before} -> {now} ({sign}{change}{share}) {places[0]}{more}"


def _restated(found: Comparison) -> Iterator[str]:
    for row in records(found.restated):
        money = row["earlier_wan"] is not None
        values = [row[f"{which}_{'wan' if money else 'number'}"] for which in ("earlier", "later")]
        unit = "万元" if money else row["unit"]
        doubt = "" if row["reading"] == "certain" else f", reading {row['reading']}"
        yield (
            f"{row['fiscal_year']} {row['kind']} {row['subject']}: {values[0]} -> {values[1]} "
            f"{unit} ({row['cause']}{doubt})"
        )


def _indented(lines: Iterable[str], limit: int, nothing: str) -> Iterator[str]:
    listed = list(lines)
    yield from (f"  {line}" for line in listed[:limit])
    if len(listed) > limit:
        yield f"  and {len(listed) - limit} more (--limit {len(listed)}, --json or --csv shows all)"
    if not listed and nothing:
        yield f"  {nothing}"


def write_csv(found: Sequence[Comparison], file: Path) -> int:
    """Write every difference, movement and restatement as one table; return its rows."""
    rows = [row for comparison in found for row in _csv_rows(comparison)]
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, _CSV_COLUMNS, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)
    return len(rows)


def _csv_rows(found: Comparison) -> Iterator[dict[str, Any]]:
    about = {
        "unit_name": found.later["unit_name"],
        "earlier_document_id": found.earlier["document_id"],
        "later_document_id": found.later["document_id"],
    }
    for row in records(found.differences):
        names = ("change", "place", "key", "earlier", "later")
        yield {**about, "part": row["aspect"], **{name: row[name] for name in names}}
    for row in records(found.moved):
        yield {
            **about, "part": "figure", "change": row["status"], "place": row["place"],
            "key": row["row"], "column": row["column"], "name": row["name"],
            "earlier": row["previous_wan"], "later": row["amount_wan"],
            "difference": row["change_wan"], "difference_pct": row["change_pct"],
        }  # fmt: skip
    for row in records(found.restated):
        ending = "wan" if row["earlier_wan"] is not None else "number"
        values = {name: row[f"{name}_{ending}"] for name in ("earlier", "later", "difference")}
        yield {
            **about, "part": "restatement", "change": row["cause"], "place": row["kind"],
            "key": row["subject"], "name": row["name"], "fiscal_year": row["fiscal_year"], **values,
        }  # fmt: skip
