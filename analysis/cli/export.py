"""``budget export``: the tables and views of the warehouse as files for other programs.

Not done here: Excel workbooks and pictures of charts.
"""

from __future__ import annotations

from pathlib import Path

import click

from analysis.cli.options import folders, layout, open_warehouse
from analysis.warehouse.schema import quote

_FORMATS = {"parquet": "FORMAT parquet", "csv": "FORMAT csv, HEADER true"}


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--format", "kind", type=click.Choice(list(_FORMATS)), default="parquet", show_default=True
)
@folders
def export(folder: Path, kind: str, raw: Path | None, processed: Path | None) -> None:
    """Write every table and view of the warehouse into FOLDER, one file each.

    Files of the same names are replaced.
    """
    connection = open_warehouse(layout(raw, processed))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        names = [name for (name,) in connection.execute("SHOW TABLES").fetchall()]
        for name in names:
            source = f"SELECT * FROM {name} ORDER BY ALL"
            target = quote(str(folder / f"{name}.{kind}"))
            connection.execute(f"COPY ({source}) TO {target} ({_FORMATS[kind]})")
    finally:
        connection.close()
    click.echo(f"{len(names)} files written to {folder}")
