"""``budget report``: the briefing, rendered by Quarto or by the embedded renderer."""

from __future__ import annotations

from pathlib import Path

import click

from analysis.cli.options import Failure, folders, layout, open_warehouse
from analysis.paths import project_root

LANGUAGES = ("en", "zh")
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
@folders
def report(
    out: Path | None,
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    renderer: str,
    raw: Path | None,
    processed: Path | None,
) -> None:
    """Render the briefing in HTML and PDF, English and Chinese, from the warehouse."""
    from analysis.briefing.render import RenderError, render_report

    where = layout(raw, processed, out)
    open_warehouse(where).close()
    try:
        written = render_report(
            project_root() / "report.qmd",
            where.reports,
            languages=languages or LANGUAGES,
            formats=formats or FORMATS,
            renderer=renderer,  # type: ignore[arg-type]
            warehouse=where.warehouse,
        )
    except RenderError as error:
        raise Failure(str(error)) from error
    for file in written:
        click.echo(f"{file.path} ({file.renderer})")
