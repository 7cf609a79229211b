"""``budget compare``: not there yet."""

from __future__ import annotations

from pathlib import Path

import click

from analysis.cli.options import Failure, folders


@click.command()
@click.argument("earlier", type=int)
@click.argument("later", type=int)
@folders
def compare(earlier: int, later: int, raw: Path | None, processed: Path | None) -> None:
    """Compare two years. Not there yet."""
    raise Failure(
        "`compare` is not there yet. The years that one document tells of "
        "stand in the views v_trends and v_project_paths of the warehouse"
    )
