"""``budget export``: the warehouse as files for other programs, the charts as pictures.

Not done here: the workbook (``analysis.warehouse.workbook``), the pictures
(``analysis.briefing.pictures``).
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.cli.options import LANGUAGES, Failure, folders, open_warehouse
from analysis.paths import Layout, project_root
from analysis.warehouse.schema import quote

if TYPE_CHECKING:
    from analysis.briefing.numbers import Language

_COPY_OPTIONS = {"parquet": "FORMAT parquet", "csv": "FORMAT csv, HEADER true"}
_WORKBOOK = "budget.xlsx"


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--format",
    "kind",
    type=click.Choice([*_COPY_OPTIONS, "xlsx", "charts"]),
    default="parquet",
    show_default=True,
    help="charts: those of the report as SVG and PNG.",
)
@click.option("--lang", "languages", multiple=True, type=click.Choice(LANGUAGES),
              help="Charts only in this language; may be given twice.")  # fmt: skip
@folders
def export(
    folder: Path,
    kind: str,
    languages: tuple[Language, ...],
    where: Layout,
) -> None:
    """Write the warehouse into FOLDER.

    As Parquet or CSV, one file for each table and view; as one Excel workbook with a sheet for
    each; or the charts of the report, each as SVG and PNG in English and Chinese. Files of the same
    names are replaced.
    """
    if languages and kind != "charts":
        raise click.UsageError("--lang goes with --format charts; the tables have no language")
    open_warehouse(where).close()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if kind == "charts":
            written = _charts(where, folder, languages or LANGUAGES)
        elif kind == "xlsx":
            written = _workbook(where, folder)
        else:
            written = _tables(where, folder, kind)
    except OSError as error:
        raise Failure(f"{error.filename}: {error.strerror}. Check the folder") from error
    click.echo(written)


def _tables(where: Layout, folder: Path, kind: str) -> str:
    with closing(open_warehouse(where)) as connection:
        names = [name for (name,) in connection.execute("SHOW TABLES").fetchall()]
        for name in names:
            source = f"SELECT * FROM {name} ORDER BY ALL"
            target = quote(str(folder / f"{name}.{kind}"))
            connection.execute(f"COPY ({source}) TO {target} ({_COPY_OPTIONS[kind]})")
    return f"{len(names)} files written to {folder}"


def _workbook(where: Layout, folder: Path) -> str:
    from analysis.warehouse.workbook import WorkbookImpossible, write_workbook

    try:
        with closing(open_warehouse(where)) as connection:
            write_workbook(connection, folder / _WORKBOOK)
    except WorkbookImpossible as error:
        raise Failure(str(error)) from error
    return f"{folder / _WORKBOOK} written"


def _charts(where: Layout, folder: Path, languages: tuple[Language, ...]) -> str:
    from analysis.briefing.pictures import write_charts
    from analysis.briefing.render import RenderError

    qmd = project_root() / "report.qmd"
    try:
        count = sum(
            len(write_charts(qmd, folder, language, where.warehouse)) for language in languages
        )
    except RenderError as error:
        raise Failure(str(error)) from error
    return f"{count} pictures written to {folder}"
