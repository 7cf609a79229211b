"""What the briefing was made from: documents, hashes, versions, commit, checks run and not done.

No time of day is among them: the same input gives the same bytes.

Not done here: criteria of good practice (``method_rap``).
"""

from __future__ import annotations

import hashlib
import os
import platform
from importlib import metadata
from pathlib import Path

import polars as pl

from analysis import __version__
from analysis.briefing import tables
from analysis.briefing.checkout import commit
from analysis.briefing.content.context import connection_of, subject
from analysis.briefing.content.quantities import counted
from analysis.briefing.markdown import Markdown
from analysis.briefing.render.quarto import find_quarto
from analysis.briefing.report import Report
from analysis.checks.catalogue import rules
from analysis.paths import project_root

__all__ = ["facts"]

_LIBRARIES = ("duckdb", "polars", "altair", "vl-convert-python", "great-tables")
_DOCUMENTS = """
    SELECT d.file_name, d.format, d.sha256, d.reader_version, count(f.figure_id)
    FROM document d LEFT JOIN figure f USING (document_id)
    GROUP BY ALL ORDER BY any_value(d.fiscal_year), d.file_name
"""
_CHECKS = """
    SELECT count(*) FILTER (verdict != 'not_checkable'),
           count(*) FILTER (verdict = 'contradiction'),
           count(*) FILTER (verdict = 'not_checkable'), count(DISTINCT rule)
    FROM check_result WHERE document_id = ?
"""


def facts(report: Report) -> Markdown:
    """The facts as a table of two columns."""
    root = project_root()
    rows = [*_documents(report), *_programs(report, root), *_checks(report)]
    frame = pl.DataFrame(rows, schema={"fact": pl.String, "value": pl.String}, orient="row")
    labels = {column: report.plain(f"method.facts.{column}") for column in frame.columns}
    return report.table(
        tables.build(frame, labels, plain=("fact", "value")),
        name="facts",
        caption=report.say("method.facts.caption"),
        widths=(26, 74),
        size="8pt",
    )


def _documents(report: Report) -> list[tuple[str, str]]:
    rows = []
    for file, kind, sha256, reader, figures in connection_of(report).execute(_DOCUMENTS).fetchall():
        number = counted(report, figures, "count.stored")
        said = report.called(f"format.{kind}", otherwise=kind)
        written = report.passports.mark_html(number, report.words.number(number))
        value = report.plain("facts.document_value", file=file, format=said, figures=written)
        rows.append((report.plain("facts.document"), value))
        rows.append((report.plain("facts.sha256"), sha256))
        rows.append((report.plain("facts.reader"), reader or report.plain("facts.unknown")))
    return rows


def _programs(report: Report, root: Path) -> list[tuple[str, str]]:
    libraries = ", ".join(f"{name} {_version(name)}" for name in _LIBRARIES)
    return [
        (report.plain("facts.lock"), _hash(root / "requirements.lock", report)),
        (report.plain("facts.commit"), _commit(report, root)),
        (report.plain("facts.project"), __version__),
        (report.plain("facts.python"), platform.python_version()),
        (report.plain("facts.libraries"), libraries),
        (report.plain("facts.renderer"), _renderer(report)),
    ]


def _hash(path: Path, report: Report) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return report.plain("facts.unknown")


def _commit(report: Report, root: Path) -> str:
    known = commit(root)
    if known is None:
        return report.plain("facts.no_commit")
    return report.plain(
        "facts.commit_changed" if known[1] else "facts.commit_clean", commit=known[0]
    )


def _renderer(report: Report) -> str:
    """Quarto names itself in the environment of the cells; the embedded renderer does not."""
    if any(key.startswith("QUARTO_") for key in os.environ):
        quarto = find_quarto()
        return report.plain("facts.quarto", version=quarto[1] if quarto else "")
    return report.plain(
        "facts.embedded", pandoc=_version("pypandoc-binary"), typst=_version("typst")
    )


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "–"


def _checks(report: Report) -> list[tuple[str, str]]:
    """Checks run, failed and not done, and how many rules of the catalogue came into play."""
    row = connection_of(report).execute(_CHECKS, [subject(report).document_id]).fetchone()
    done, failed, not_done, used = row or (0, 0, 0, 0)
    numbers = {
        "done": counted(report, done, "count.done"),
        "failed": counted(report, failed, "verdict.contradiction"),
        "left": counted(report, not_done, "verdict.not_checkable"),
        "rules": counted(report, len(rules()), "count.rules"),
        "used": counted(report, used, "count.rules_used"),
    }
    text = {
        key: report.passports.mark_html(number, report.words.number(number))
        for key, number in numbers.items()
    }
    return [
        (
            report.plain("facts.checks"),
            report.plain("facts.checks_value", done=text["done"], failed=text["failed"]),
        ),
        (report.plain("facts.not_done"), text["left"]),
        (
            report.plain("facts.rules"),
            report.plain("facts.rules_value", rules=text["rules"], used=text["used"]),
        ),
    ]
