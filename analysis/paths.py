"""Where things lie: the raw documents, what is built from them, the reports.

Commands and notebooks are run from the project's folder or from one below it, so the folder is
looked for upwards. Not done here: creating or reading anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

WAREHOUSE_NAME = "budget.duckdb"


@dataclass(frozen=True, slots=True)
class Layout:
    """The folders of one project: ``raw`` (read-only), ``processed`` and ``reports``."""

    raw: Path
    processed: Path
    reports: Path

    @property
    def warehouse(self) -> Path:
        """The DuckDB file; it need not exist yet."""
        return self.processed / WAREHOUSE_NAME

    @property
    def arrivals(self) -> Path:
        """What people said of raw files when they added them (CSV); it need not exist."""
        return self.raw.parent / "arrivals.csv"

    @property
    def links(self) -> Path:
        """Which renamed codes and projects are one (CSV); it need not exist."""
        return self.raw.parent / "links.csv"


def project_root(start: Path | None = None) -> Path:
    """Return the nearest folder at or above ``start`` (default: here) that holds ``data/raw``.

    Where there is none, the checkout that this package belongs to; where the package is
    installed without one, ``start`` itself.
    """
    start = (start or Path.cwd()).resolve()
    checkout = Path(__file__).resolve().parents[1]
    for folder in (start, *start.parents, checkout):
        if (folder / "data" / "raw").is_dir():
            return folder
    return start


def default_layout(
    raw: Path | None = None, processed: Path | None = None, reports: Path | None = None
) -> Layout:
    """Return the layout of the project, any folder of which may be given instead."""
    root = project_root()
    return Layout(
        raw=raw or root / "data" / "raw",
        processed=processed or root / "data" / "processed",
        reports=reports or root / "reports",
    )
