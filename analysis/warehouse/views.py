"""Wide views for people, one SQL file each in ``views/``.

A file is a SELECT over tables of the contract, or over views that come before it in the
alphabet (those with years come last); its leading comment becomes the view's. The one
placeholder is ``{years}``: the years that the documents tell of, so that a view can show a year
as a column without any year standing in a file. Not done here: shares and percentages, which DuckDB
would divide in floating point (``analysis.measures``).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analysis.warehouse.schema import quote

if TYPE_CHECKING:
    import duckdb

VIEW_FOLDER = Path(__file__).with_name("views")
_YEARS = "SELECT fiscal_year FROM project_year UNION SELECT fiscal_year FROM document ORDER BY ALL"


def view_names() -> list[str]:
    """Return the names of the views."""
    return sorted(path.stem for path in VIEW_FOLDER.glob("v_*.sql"))


def view_comments() -> dict[str, str]:
    """Return what each view shows, by its name."""
    read = ((name, (VIEW_FOLDER / f"{name}.sql").read_text("utf-8")) for name in view_names())
    return {name: _split(text)[0] for name, text in read}


def create_fixed_views_sql() -> str:
    """Return the statements that create the views that no document changes."""
    return ";\n".join(s for name in view_names() if "{" not in (s := _statements(name)))


def create_views_with_years(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the views that show years as columns, over tables that are loaded already."""
    years = [year for (year,) in connection.execute(_YEARS).fetchall() if year is not None]
    listed = ", ".join(quote(str(year)) for year in years)
    for name in view_names():
        if "{years}" in (statements := _statements(name)):
            connection.execute(statements.replace("{years}", listed))


def _statements(name: str) -> str:
    comment, select = _split((VIEW_FOLDER / f"{name}.sql").read_text("utf-8"))
    return f"CREATE VIEW {name} AS {select};\nCOMMENT ON VIEW {name} IS {quote(comment)}"


def _split(text: str) -> tuple[str, str]:
    """Return the leading comment on one line, and the statement."""
    lines = text.splitlines()
    count = next(i for i, line in enumerate(lines) if not line.startswith("--"))
    comment = " ".join(line.removeprefix("--").strip() for line in lines[:count])
    return comment, "\n".join(lines[count:]).strip()
