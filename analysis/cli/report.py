"""``budget report``: the briefing, rendered by Quarto or by the embedded renderer."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.cli.options import LANGUAGES, Failure, folders, open_warehouse, say_if_behind
from analysis.paths import project_root
from analysis.warehouse.unchanged import documents_of

if TYPE_CHECKING:
    from analysis.briefing.render import Renderer
    from analysis.paths import Layout

FORMATS = ("html", "pdf")


@click.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Folder of the reports.  [default: reports]")  # fmt: skip
@click.option("--lang", "languages", multiple=True, type=click.Choice(LANGUAGES),
              help="Only this language; may be given twice.")  # fmt: skip
@click.option("--to", "formats", multiple=True, type=click.Choice(FORMATS),
              help="Only this format; may be given twice.")  # fmt: skip
@click.option("--renderer", type=click.Choice(["auto", "quarto", "embedded"]), default="auto",
              show_default=True, help="auto takes Quarto where there is one.")  # fmt: skip
@click.option("--document", metavar="ID|YEAR",
              help="The document the briefing is about.  [default: the latest]")  # fmt: skip
@click.option("--years", metavar="FIRST-LAST",
              help="Fiscal years to show, as 2023-2025.  [default: all]")  # fmt: skip
@click.option("--unit", metavar="NAME", help="Only units whose name holds this.")
@click.option("--force", is_flag=True, help="Render anew what has not changed, too.")
@folders
def report(
    out: Path | None,
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    renderer: Renderer,
    document: str | None,
    years: str | None,
    unit: str | None,
    force: bool,
    where: Layout,
) -> None:
    """Render the briefing in HTML and PDF, English and Chinese, from the warehouse.

    Where nothing in the project's folder has changed since, the files are left as they are.
    """
    from analysis.briefing.render import RenderError, render_report

    _say_what_about(where, document, years, unit)
    try:
        written = render_report(
            project_root() / "report.qmd",
            out or where.reports,
            languages=languages or LANGUAGES,
            formats=formats or FORMATS,
            renderer=renderer,
            warehouse=where.warehouse,
            about={"document": document, "years": years, "unit": unit},
            fresh=force,
        )
    except RenderError as error:
        raise Failure(str(error)) from error
    for file in written:
        click.echo(f"{file.path} ({file.renderer}{', unchanged' if file.unchanged else ''})")
    if any(file.unchanged for file in written):
        click.echo("nothing has changed since they were rendered; --force renders them anew")


def _say_what_about(
    where: Layout, document: str | None, years: str | None, unit: str | None
) -> None:
    """Name the document where there was a choice; fail before the long work where none fits."""
    if not (document or years or unit) and documents_of(where) == 1:  # nothing to choose or import
        say_if_behind(where)
        return
    with closing(open_warehouse(where)) as connection:
        from analysis.measures.reading import documents
        from analysis.measures.scope import NoSuchDocument, choose

        try:
            scope = choose(connection, document, years, unit)
        except NoSuchDocument as error:
            raise Failure(str(error)) from error
        known = documents(connection).values()
    if scope is not None and len(known) > 1:
        about = scope.document
        units = len({key.unit_name for key in known})
        choose_one = units > 1 and not unit
        hint = f"; {units} units are there, --unit names another" if choose_one else ""
        click.echo(f"about {about.document_id} {about.unit_name or ''}{hint}")
