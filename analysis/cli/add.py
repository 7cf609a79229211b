"""``budget add``: not there yet."""

from __future__ import annotations

from pathlib import Path

import click

from analysis.cli.options import Failure, folders


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@folders
def add(files: tuple[Path, ...], raw: Path | None, processed: Path | None) -> None:
    """Add a new document (next year's). Not there yet."""
    raise Failure(
        "`add` is not there yet, and nothing was changed. "
        "Copy the file into data/raw and run `budget build`"
    )
