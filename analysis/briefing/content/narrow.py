"""The form with which a reader narrows the HTML page down: to a project, to a table.

Not done here: saying what an element is about (``analysis.briefing.filters``), hiding the rest and
counting what is left (``render/assets/filter.js``).
"""

from __future__ import annotations

import html
from collections.abc import Iterable

from analysis.briefing.content.agreement_matrix import in_order
from analysis.briefing.content.context import connection_of, subject
from analysis.briefing.content.phrases import table_name
from analysis.briefing.content.projects_facts import all_projects
from analysis.briefing.markdown import Markdown, raw
from analysis.briefing.names import name
from analysis.briefing.report import Report

__all__ = ["form"]

_KINDS = "SELECT DISTINCT table_kind FROM figure WHERE document_id = ?"
_THINGS = ("project", "finding", "table", "source")  # what is counted, in this order


def form(report: Report) -> Markdown:
    """Two lists to choose from, a button that shows all again, and a count of what is shown.

    It stays hidden where no script runs.
    """
    projects = {
        project.key: name(project.name, report.language, "project")
        for project in all_projects(report)
    }
    found = connection_of(report).execute(_KINDS, [subject(report).document_id]).fetchall()
    tables = {kind: table_name(report, kind) for kind in in_order(kind for (kind,) in found)}
    parts = [
        _select(report, "project", projects.items()),
        _select(report, "table", tables.items()),
        f'<button type="reset">{_word(report, "reset")}</button>',
        f'<p role="status" aria-live="polite" {_templates(report)}></p>',
    ]
    title = f"<h2>{_word(report, 'title')}</h2><p>{_word(report, 'hint')}</p>"
    return raw("html", f'<form id="filters" hidden>{title}{"".join(parts)}</form>')


def _select(report: Report, kind: str, choices: Iterable[tuple[str, str]]) -> str:
    options = [("", report.plain(f"filter.{kind}.all")), *choices]
    listed = "".join(
        f'<option value="{html.escape(key)}">{html.escape(text)}</option>' for key, text in options
    )
    label = _word(report, kind)
    return f'<label>{label} <select name="{kind}">{listed}</select></label>'


def _templates(report: Report) -> str:
    """The words of the count, with places for the numbers."""
    words = {
        "said": report.plain("filter.shown", list="{list}"),
        "comma": report.plain("list.comma"),
    }
    for thing in _THINGS:
        words[thing] = report.plain(f"filter.count.{thing}", shown="{shown}", all="{all}")
    return " ".join(f'data-say-{key}="{html.escape(text)}"' for key, text in words.items())


def _word(report: Report, key: str) -> str:
    return html.escape(report.plain(f"filter.{key}"))
