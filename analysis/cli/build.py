"""``budget build``: raw documents become the warehouse, and the log says what was left out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from analysis.cli.options import UNREADABLE, Failure, folders
from analysis.paths import Layout
from analysis.pipeline import build_warehouse
from analysis.sources.discover import RawFolderMissing
from analysis.warehouse.data_files import DataFileWrong
from analysis.warehouse.report import BuildReport, DocumentSummary
from analysis.warehouse.unchanged import LastBuild, last_build

_SHOWN = 20  # unaccounted tokens of a document that are printed; all stand in the table `number`
_STATUS_WORDS = {"declared_empty": "declared empty", "not_readable": "not readable"}


@click.command()
@click.option("--force", is_flag=True, help="Read and build everything anew.")
@folders
def build(force: bool, where: Layout) -> None:
    """Build the warehouse from the published documents.

    Reads every document in the raw folder and writes data/processed/budget.duckdb, one CSV file
    a table, and datapackage.json. A file that cannot be read is named, with the reason; the
    others are built all the same, and the exit status is 2. A build that fails leaves the last
    good warehouse as it was. Documents that have not changed are not read again, and where nothing
    has changed at all there is nothing to do.
    """
    try:
        if not force and (last := last_build(where)):
            _say_unchanged(where, last)
            return
        report = build_warehouse(where, progress=progress, fresh=force)
    except (RawFolderMissing, DataFileWrong) as error:
        raise Failure(str(error)) from error
    except OSError as error:
        raise Failure(f"{error.filename}: {error.strerror}. Check the folder") from error
    for line in describe(report):
        click.echo(line)
    for problem in report.problems:
        click.echo(f"budget: not read: {problem}", err=True)
    if report.problems:
        click.echo(_outcome(report), err=True)
        raise SystemExit(UNREADABLE)


def _say_unchanged(where: Layout, last: LastBuild) -> None:
    click.echo(
        f"nothing has changed since the last build of {last.documents} document(s): "
        f"{where.warehouse} (--force builds it anew)"
    )
    for problem in last.problems:
        click.echo(f"budget: not read: {problem}", err=True)
    if last.problems:
        raise SystemExit(UNREADABLE)


def describe(report: BuildReport) -> list[str]:
    """Return the log of a build: what was read of each document and what was left out."""
    lines = [line for document in report.documents for line in describe_document(document)]
    lines += [f"left out: {s.file_name} ({s.reason})" for s in report.skipped]
    if report.taken:
        lines.append(f"not read again, for nothing in them changed: {len(report.taken)}")
    lines += _reread(report)
    if report.restated:
        lines.append(f"restated by a later document: {report.restated} figures (table restatement)")
    if report.verdicts:
        lines.append("checks: " + _counts(report.verdicts))
    if report.warehouse:
        lines.append(f"warehouse: {report.warehouse}")
    return lines


def _reread(report: BuildReport) -> list[str]:
    """What the reader changed since the last build, in files that did not change."""
    if not report.reread:
        return []
    lines = [f"read otherwise than by the reader before: {len(report.reread)} figures"]
    for change in report.reread[:_SHOWN]:
        before, now = change.before or "not stored", change.now or "not stored"
        lines.append(f"  {change.figure_id}: {before} -> {now}")
    if len(report.reread) > _SHOWN:
        lines.append(f"  and {len(report.reread) - _SHOWN} more")
    return lines


def describe_document(document: DocumentSummary) -> list[str]:
    """Return what was read of a document and what was not."""
    tables = [f"{len(document.tables.get('read', ()))} read"]
    for status, words in _STATUS_WORDS.items():
        if titles := document.tables.get(status):
            tables.append(f"{len(titles)} {words} ({'、'.join(titles)})")
    lines = [
        f"{document.file_name}",
        f"  {document.unit_name}, {document.fiscal_year}: {document.document_id}",
        f"  {document.figures} figures, {document.projects} projects, "
        f"{document.indicators} indicators, {document.claims} claims",
        f"  tables: {', '.join(tables)}",
        f"  numeric tokens: {sum(document.tokens.values())} ({_counts(document.tokens)})",
        f"  unaccounted: {len(document.unaccounted) or 'none'}",
    ]
    lines += [f"    {place}: {token}" for place, token in document.unaccounted[:_SHOWN]]
    if len(document.unaccounted) > _SHOWN:
        more = len(document.unaccounted) - _SHOWN
        lines.append(f"    and {more} more (table number, disposition unaccounted)")
    return lines


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def _outcome(report: BuildReport) -> str:
    if report.warehouse is None:
        return "budget: no document could be read; the last good warehouse, if any, is untouched"
    read, failed = len(report.documents), len(report.problems)
    return f"budget: built from {read} of {read + failed} files"


def progress(paths: Sequence[Path]) -> Iterable[Path]:
    """Show a bar over the documents; nothing where nobody watches."""
    if len(paths) < 3 or not sys.stderr.isatty():
        return paths
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(paths, description="Reading", console=console, transient=True)
