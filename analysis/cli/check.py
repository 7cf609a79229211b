"""``budget check``: the verdicts of the warehouse as a table, as JSON, as an exit status.

Not done here: computing verdicts; ``budget build`` does that and stores them.
"""

from __future__ import annotations

import json
from collections import Counter
from contextlib import closing
from decimal import Decimal
from typing import Any

import click

from analysis.checks.verdict import VERDICTS
from analysis.cli.catalogue import list_rules_of_catalogue
from analysis.cli.options import (
    CONTRADICTION,
    Failure,
    as_json_option,
    folders,
    open_warehouse,
)
from analysis.cli.tables import escape, print_table
from analysis.paths import Layout
from analysis.plain import plain

_QUERY = """
SELECT * FROM check_result
WHERE ($1 IS NULL OR rule = $1) AND ($2 IS NULL OR document_id = $2)
ORDER BY
    document_id,
    list_position(['arithmetic', 'scope', 'weak', 'notation'], severity),
    check_id
"""
_LAST = (10**9, 0)  # what is no contradiction comes after the findings, in its own order
_STYLES = {"contradiction": "bold red", "rounding": "yellow", "not_checkable": "dim"}


@click.command()
@click.option("--strict", is_flag=True, help="Exit status 1 where a document contradicts itself.")
@click.option("--rule", metavar="ID", help="Only this rule, with all its verdicts.")
@click.option("--document", metavar="ID", help="Only this document.")
@click.option("--verdict", "verdicts", multiple=True, type=click.Choice(VERDICTS),
              help="Show these; may be given several times.  [default: contradiction]")  # fmt: skip
@click.option("--list", "list_rules", is_flag=True, help="List the rules and stop.")
@as_json_option
@folders
def check(
    strict: bool,
    rule: str | None,
    document: str | None,
    verdicts: tuple[str, ...],
    list_rules: bool,
    as_json: bool,
    where: Layout,
) -> None:
    """Show where a document contradicts itself, from the warehouse as it was built."""
    if list_rules:
        list_rules_of_catalogue(as_json)
        return
    results = _results(where, rule, document)
    counts = Counter(result["verdict"] for result in results)
    wanted = verdicts or (VERDICTS if rule else ("contradiction",))
    shown = [result for result in results if result["verdict"] in wanted]
    if as_json:
        click.echo(_as_json(counts, shown))
    else:
        _print_table(shown)
        findings = len({result["finding"][0] for result in results if result["finding"]})
        click.echo(
            ", ".join(f"{counts[v]} {v}" for v in VERDICTS)
            + f" of {len(results)} relations; the contradictions come down to {findings} findings"
        )
    if strict and counts["contradiction"]:
        raise SystemExit(CONTRADICTION)


def _results(where: Layout, rule: str | None, document: str | None) -> list[dict[str, Any]]:
    with closing(open_warehouse(where)) as connection:
        found = connection.execute(_QUERY, [rule, document])
        names = [column[0] for column in found.description or ()]
        results = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        if not results:
            raise Failure(_why_nothing(connection, rule, document))
        places = _places_in_findings(connection, document)
    for result in results:
        result["finding"] = places.get((result["document_id"], result["check_id"]))
    return sorted(results, key=lambda result: result["finding"] or _LAST)


def _places_in_findings(connection: Any, document: str | None) -> dict[Any, tuple[int, int]]:
    """Return for each contradiction the rank of its finding and its place in the evidence."""
    from analysis.checks.findings import findings

    return {
        (result.document_id, result.check_id): (rank, place)
        for rank, finding in enumerate(findings(connection, document), 1)
        for place, result in enumerate(finding.evidence)
    }


def _why_nothing(connection: Any, rule: str | None, document: str | None) -> str:
    def known(column: str, table: str) -> list[str]:
        query = f"SELECT DISTINCT {column} FROM {table} ORDER BY ALL"
        return [value for (value,) in connection.execute(query).fetchall()]

    rules, documents = known("rule", "check_result"), known("document_id", "document")
    if not rules:
        return "the warehouse holds no check results. Run `budget build`"
    if document is not None and document not in documents:
        return f"no document {document!r} in the warehouse; there are {', '.join(documents)}"
    if rule is not None and rule not in rules:
        return f"no result of a rule {rule!r}; `budget check --list` lists the rules"
    return f"no result of {rule!r} for {document!r}"


def _print_table(results: list[dict[str, Any]]) -> None:
    if not results:
        return
    from rich.table import Table

    table = Table("", "document", "rule", "verdict", "severity", "what was found")
    before = None
    for result in results:
        verdict = result["verdict"]
        rank, place = result["finding"] or ("", 0)
        if not place or rank != before:
            table.add_section()
        before = rank
        text = "\n".join(filter(None, (result["formula"], result["message_en"])))
        if result["suspects"]:
            text += f"\nto doubt: {', '.join(result['suspects'])}"
        style = _STYLES.get(verdict)
        if place:
            text = f"the same cause: {text}"
        row = (str(rank), result["document_id"], result["rule"], verdict, result["severity"] or "")
        table.add_row(*row, escape(text), style=style)
    print_table(table)


def _as_json(counts: Counter[str], results: list[dict[str, Any]]) -> str:
    entries = [
        {key: plain(value) if isinstance(value, Decimal) else value for key, value in r.items()}
        | {"finding": r["finding"][0] if r["finding"] else None}
        for r in results
    ]
    summary = {verdict: counts[verdict] for verdict in VERDICTS}
    return json.dumps({"summary": summary, "results": entries}, ensure_ascii=False, indent=1)
