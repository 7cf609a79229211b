"""``budget explain``: from a figure back to the line on which it is printed."""

from __future__ import annotations

import json
from contextlib import closing
from decimal import Decimal
from typing import Any

import click

from analysis.cli.options import Failure, as_json_option, folders, open_warehouse
from analysis.paths import Layout
from analysis.plain import plain
from analysis.sources.document import UnreadableSource
from analysis.warehouse.context import PrintedLine, lines_around, place_of
from analysis.warehouse.lookup import find_figures


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--context", "count", type=click.IntRange(0), default=3, show_default=True,
              help="Printed lines on each side.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True,
              help="Figures to show.")  # fmt: skip
@as_json_option
@folders
def explain(
    words: tuple[str, ...],
    count: int,
    limit: int,
    as_json: bool,
    where: Layout,
) -> None:
    """Show a figure with its value, unit and the printed lines around it.

    WORDS are a figure_id or what to search for: part of an id, the name of a row, project or
    indicator, a printed number, words of a sentence. Names and telephone numbers are masked.
    """
    sought = " ".join(words)
    with closing(open_warehouse(where)) as connection:
        figures = find_figures(connection, sought)
    if not figures:
        raise Failure(
            f"no figure found for {sought!r}. Looked in ids, names of rows, projects and "
            "indicators, printed numbers and sentences. Try a shorter word"
        )
    shown = figures[:limit]
    try:
        contexts = [lines_around(where.raw, figure, count) for figure in shown]
        places = [place_of(where.raw, figure) for figure in shown]
    except UnreadableSource as error:
        raise Failure(str(error)) from error
    if as_json:
        click.echo(_as_json(sought, len(figures), shown, places, contexts))
        return
    for figure, place, context in zip(shown, places, contexts, strict=True):
        lines = [line.marked(_bold) for line in context]
        click.echo("\n".join([*_head(figure, place), *lines, ""]))
    if len(figures) > limit:
        click.echo(f"{len(figures) - limit} more; --limit {len(figures)} shows all")


def _head(figure: dict[str, Any], place: str) -> list[str]:
    unit = figure["unit_word"] or figure["unit"] or ""
    amount = figure["amount_wan"]
    in_wan = "" if amount is None or unit == "万元" else f" = {plain(amount)} 万元"
    value = figure["cell_state"] if figure["value"] is None else plain(figure["value"])
    name = figure["row_name"] or figure["table_kind"]
    lines = [
        _bold(figure["figure_id"]),
        f"  {name} · {figure['column_key']} · {figure['fiscal_year'] or '?'}",
        f"  printed {figure['printed']} {unit}; value {value} {figure['unit'] or ''}{in_wan}",
        f"  {figure['file_name']}, {place}",
        f"  reading {figure['reading']}"
        + (f": {figure['reading_note']}" if figure["reading_note"] else ""),
    ]
    if figure["sentence"]:
        lines.append(f"  “{figure['sentence']}”")
    return lines


def _bold(text: str) -> str:
    return click.style(text, bold=True)


def _as_json(
    sought: str,
    found: int,
    figures: list[dict[str, Any]],
    places: list[str],
    contexts: list[list[PrintedLine]],
) -> str:
    entries = []
    for figure, place, context in zip(figures, places, contexts, strict=True):
        entry = {k: plain(v) if isinstance(v, Decimal) else v for k, v in figure.items()}
        entry["place"] = place
        entry["context"] = [{"line": c.line, "text": c.text} for c in context]
        entries.append(entry)
    body = {"search": sought, "found": found, "figures": entries}
    return json.dumps(body, ensure_ascii=False, indent=1)
