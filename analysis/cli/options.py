"""What the commands share: folder options, opening the warehouse, failing with exit status 2.

Not done here: any command.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from analysis.paths import Layout, default_layout

if TYPE_CHECKING:
    import duckdb

    from analysis.briefing.numbers import Language

LANGUAGES: tuple[Language, ...] = ("en", "zh")  # of the report and its charts
CONTRADICTION = 1
UNREADABLE = 2

_BEHIND = (
    "note: the warehouse was not made from what lies in {raw} now, or not by this version of the "
    "reader; `budget build` brings it up to date"
)
_FOLDER = click.Path(file_okay=False, path_type=Path)


class Failure(click.ClickException):
    """What cannot be done, said in one sentence with what to do; exit status 2."""

    exit_code = UNREADABLE

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message to standard error."""
        click.echo(f"budget: {self.format_message()}", file=file, err=file is None)


def folders(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --raw DIR and --processed DIR to a command, which takes them as ``where``, a Layout."""

    @wraps(command)
    def placed(*args: Any, raw: Path | None, processed: Path | None, **values: Any) -> Any:
        return command(*args, where=default_layout(raw, processed), **values)

    placed = click.option(
        "--processed",
        type=_FOLDER,
        metavar="DIR",
        help="Folder of the warehouse and its CSV files.  [default: data/processed]",
    )(placed)
    return click.option(
        "--raw",
        type=_FOLDER,
        metavar="DIR",
        help="Folder of the published documents.  [default: data/raw]",
    )(placed)


as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def open_warehouse(where: Layout) -> duckdb.DuckDBPyConnection:
    """Open the warehouse for reading; fails with what to do when there is none.

    Says on stderr when it is behind what lies in the raw folder; it is read all the same.
    """
    from analysis.warehouse.open import WarehouseMissing, connect

    try:
        connection = connect(where.processed)
    except WarehouseMissing as error:
        raise Failure(str(error)) from error
    say_if_behind(where)
    return connection


def say_if_behind(where: Layout) -> None:
    """Say on stderr when the warehouse is behind what lies in the raw folder."""
    from analysis.warehouse.unchanged import behind

    asked = click.get_current_context().meta  # a command that opens it twice says it once
    if _BEHIND not in asked:
        asked[_BEHIND] = behind(where)
        if asked[_BEHIND]:
            click.echo(_BEHIND.format(raw=where.raw), err=True)
