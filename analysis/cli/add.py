"""``budget add``: next year's document is looked at, asked about, and taken in or not.

Not done here: the work (``analysis.arrivals``), the wording of a comparison (``comparison``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.cli.build import progress
from analysis.cli.options import Failure, as_json_option, folders

if TYPE_CHECKING:
    from analysis.arrivals.prospect import Prospect
    from analysis.arrivals.stage import Staged
    from analysis.paths import Layout

_LINES = 12  # of each list on the terminal


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--yes", is_flag=True, help="Take it in without asking.")
@click.option("--dry-run", is_flag=True, help="Show everything, change nothing.")
@click.option("--replace", is_flag=True, help="Put away the document of the same unit and year.")
@click.option(
    "--year", type=click.IntRange(1990, 2200), help="Its fiscal year, where it is silent."
)
@click.option("--unit", metavar="NAME", help="Its unit, where it is silent or words it otherwise.")
@click.option("--report", "with_report", is_flag=True, help="Render the briefing afterwards.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Folder of the reports.  [default: reports]")  # fmt: skip
@as_json_option
@folders
@click.pass_context
def add(
    context: click.Context,
    files: tuple[Path, ...],
    yes: bool,
    dry_run: bool,
    replace: bool,
    year: int | None,
    unit: str | None,
    with_report: bool,
    out: Path | None,
    as_json: bool,
    where: Layout,
) -> None:
    """Add new documents (next year's): look first, then take in.

    Says what each FILE is, how it differs from the last document of its unit, which figures moved
    most, which numbers nobody accounts for and which contradictions are new; then asks. Files of
    one unit, year and kind, or a folder, are one document; so are text and tables of one unit and
    year of which one is there already. It is copied into data/raw/<year>/,
    and the warehouse is put in place anew. Whatever goes wrong, everything stays as it was.
    """
    if as_json and not (yes or dry_run):
        raise Failure("--json asks nothing. Add --yes or --dry-run")
    with _failures(), _stage(where, files, year, unit, replace) as (staged, prospects):
        if not as_json:
            for prospect in prospects:
                click.echo("\n".join(_describe(prospect)))
        taken = not dry_run and (yes or _agreed())
        if taken:
            from analysis.arrivals.accept import accept

            accept(staged, where)
    _say(prospects, where, taken, as_json)
    if taken and with_report:
        from analysis.cli.report import report

        context.invoke(
            report,
            raw=where.raw,
            processed=where.processed,
            out=out,
            languages=(),
            formats=(),
            renderer="auto",
        )


@contextmanager
def _stage(
    where: Layout, files: Sequence[Path], year: int | None, unit: str | None, replace: bool
) -> Iterator[tuple[Staged, list[Prospect]]]:
    """Give the stage with what is to be seen on it; it is gone afterwards."""
    from analysis.arrivals.identify import Told, copy_in, identify
    from analysis.arrivals.present import present, settle
    from analysis.arrivals.prospect import look
    from analysis.arrivals.stage import stage
    from analysis.warehouse.readings import FOLDER, Readings
    from analysis.warehouse.swap import workshop

    told = Told(year, unit)
    readings = Readings(where.processed / FOLDER)
    with workshop(where.processed) as folder:
        (folder / "incoming").mkdir()
        arrivals = identify(copy_in(files, folder / "incoming"), told, readings)
        arrivals, put_away = settle(arrivals, present(where, readings), replace)
        staged = stage(folder, where, arrivals, told, put_away, progress)
        yield staged, look(staged, tuple(arrivals))


@contextmanager
def _failures() -> Iterator[None]:
    from analysis.arrivals.identify import Refused
    from analysis.warehouse.data_files import DataFileWrong

    try:
        yield
    except (Refused, DataFileWrong) as error:
        raise Failure(str(error)) from error
    except OSError as error:
        reason = f"{error.filename}: {error.strerror}. Nothing was changed. Check the folder"
        raise Failure(reason) from error


def _describe(prospect: Prospect) -> Iterator[str]:
    from analysis.cli.build import describe_document
    from analysis.cli.comparison import contradiction, describe

    yield from describe_document(prospect.summary)
    if half := prospect.arrival.joins:
        yield f"  its other half is there already as {half}: both become this one document"
    if prospect.comparison is not None:
        yield from describe(prospect.comparison, _LINES)
        return
    yield "  there is no earlier document of this unit and kind to compare it with"
    for name in prospect.like_units:
        yield f"  {name} has a like name: --unit {name} if it is the same unit"
    yield f"contradictions: {len(prospect.contradictions) or 'none'}"
    yield from (f"  {contradiction(row)}" for row in prospect.contradictions[:_LINES])


def _agreed() -> bool:
    try:
        return click.confirm("Take it in?", default=False)
    except click.Abort as error:
        raise Failure(
            "nobody answered, and nothing was changed. Add --yes to take it in"
        ) from error


def _say(prospects: Sequence[Prospect], where: Layout, taken: bool, as_json: bool) -> None:
    if as_json:
        body = {"taken_in": taken, "documents": [each.as_json() for each in prospects]}
        click.echo(json.dumps(body, ensure_ascii=False, indent=1))
    elif taken:
        for prospect in prospects:
            click.echo(f"taken in: {where.raw / prospect.name}")
        click.echo(f"warehouse: {where.warehouse}")
    else:
        click.echo("nothing was changed")
