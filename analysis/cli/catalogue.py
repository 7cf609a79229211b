"""``budget check --list``: the rules that a document is held to.

Not done here: applying them.
"""

from __future__ import annotations

import json

import click

from analysis.cli.tables import escape, print_table


def list_rules_of_catalogue(as_json: bool) -> None:
    """Print the catalogue as a table or as JSON."""
    from analysis.checks.catalogue import rules

    if as_json:
        entries = [
            {
                "id": rule.id,
                "family": rule.family,
                "severity": rule.severity,
                "title_en": rule.title.en,
                "title_zh": rule.title.zh,
                "basis": rule.basis,
                "relation": rule.show,
            }
            for rule in rules()
        ]
        click.echo(json.dumps(entries, ensure_ascii=False, indent=1))
        return
    from rich.table import Table

    table = Table("family", "rule", "severity", "title", "标题", "relation", "basis")
    for rule in rules():
        titles = (rule.title.en, rule.title.zh, rule.show, rule.basis)
        table.add_row(str(rule.family), rule.id, rule.severity, *map(escape, titles))
    print_table(table)
