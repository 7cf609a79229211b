"""``budget doctor``: what is installed, what can be read, what is built.

Not done here: mending anything.
"""

from __future__ import annotations

import platform
import re
from contextlib import closing
from importlib import metadata

import click

from analysis import __version__
from analysis.cli.options import UNREADABLE, Failure, folders, open_warehouse
from analysis.paths import Layout
from analysis.sources.discover import RawFolderMissing, file_name, find_files
from analysis.warehouse.job import read_document
from analysis.warehouse.report import Problem, summarise


@click.command()
@folders
def doctor(where: Layout) -> None:
    """Say what is installed, which raw files can be read, and what is built."""
    click.echo(f"budget {__version__}, Python {platform.python_version()}")
    for name in _libraries():
        click.echo(f"  {name} {_version(name)}")
    click.echo(f"  quarto: {_quarto()}")
    readable = _raw(where)
    built = _warehouse(where)
    if not (readable and built):
        raise SystemExit(UNREADABLE)


def _libraries() -> list[str]:
    """Return the libraries that the project asks for, those of its extras included."""
    wanted = metadata.requires("budget-analysis") or []
    return sorted({re.split(r"[^\w.-]", entry, maxsplit=1)[0] for entry in wanted})


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


def _quarto() -> str:
    from analysis.briefing.render import find_quarto

    found = find_quarto()
    if found is None:
        return "none of 1.6 or later on PATH; the embedded renderer is used"
    return f"{found[1]} ({found[0]})"


def _raw(where: Layout) -> bool:
    click.echo(f"raw documents in {where.raw}:")
    try:
        found = find_files(where.raw)
    except RawFolderMissing as error:
        click.echo(f"  {error}")
        return False
    good = True
    for path in found.documents:
        outcome = read_document(path, where.raw)
        if isinstance(outcome, Problem):
            good = False
            click.echo(f"  not readable: {outcome}")
            continue
        summary = summarise(outcome)
        tokens, left = sum(summary.tokens.values()), len(summary.unaccounted)
        click.echo(
            f"  {file_name(path, where.raw)}: {summary.document_id}, {summary.figures} figures, "
            f"{tokens - left} of {tokens} numeric tokens accounted for"
        )
    for skipped in found.skipped:
        click.echo(f"  left out: {skipped.file_name} ({skipped.reason})")
    return good


def _warehouse(where: Layout) -> bool:
    try:
        connection = open_warehouse(where)
    except Failure as error:
        click.echo(f"warehouse: {error.message}")
        return False
    click.echo(f"warehouse {where.warehouse}:")
    query = "SELECT document_id, unit_name, reader_version FROM document ORDER BY ALL"
    with closing(connection):
        for document_id, unit, version in connection.execute(query).fetchall():
            click.echo(f"  {document_id} {unit} (reader {version})")
        (checks,) = connection.execute("SELECT count(*) FROM check_result").fetchone() or (0,)
    click.echo(f"  {checks} checks")
    return True
