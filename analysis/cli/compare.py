"""``budget compare``: what differs between two years, as text, JSON or CSV.

Not done here: comparing (``analysis.arrivals.comparison``), wording of the lines (``comparison``).
"""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import click

from analysis.cli.options import Failure, as_json_option, folders, open_warehouse
from analysis.paths import Layout


@click.command()
@click.argument("earlier")
@click.argument("later")
@click.option("--unit", metavar="NAME", help="Only units whose name holds this.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True,
              help="Lines to show of each list.")  # fmt: skip
@click.option("--csv", "csv_file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write everything into this file as well.")  # fmt: skip
@as_json_option
@folders
def compare(
    earlier: str,
    later: str,
    unit: str | None,
    limit: int,
    csv_file: Path | None,
    as_json: bool,
    where: Layout,
) -> None:
    """Compare two years, or two documents, of each unit.

    EARLIER and LATER are fiscal years (2024 2025) or document ids. Shown are the differences of
    structure, the figures that moved most, what the later document tells otherwise of earlier
    years, and what it contradicts that the earlier one did not.
    """
    from analysis.arrivals.comparison import compare_documents
    from analysis.cli.comparison import describe, write_csv
    from analysis.measures.pairs import NoSuchPair, document_pairs

    with closing(open_warehouse(where)) as connection:
        try:
            pairs = document_pairs(connection, earlier, later, unit)
        except NoSuchPair as error:
            raise Failure(str(error)) from error
        found = [compare_documents(connection, one, other) for one, other in pairs]
    if as_json:
        everything = [comparison.as_json() for comparison in found]
        click.echo(json.dumps(everything, ensure_ascii=False, indent=1))
    else:
        for comparison in found:
            click.echo("\n".join([*describe(comparison, limit), ""]))
    if csv_file is not None:
        try:
            count = write_csv(found, csv_file)
        except OSError as error:
            raise Failure(f"{csv_file}: {error.strerror}. Name another file") from error
        click.echo(f"{count} rows written to {csv_file}", err=as_json)
