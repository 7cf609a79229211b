"""The whole way from the raw folder to a checked warehouse.

The warehouse stage does not know the checks, which stand further down the way of the data; here
the two are put together. Not done here: anything else.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from analysis.paths import Layout
from analysis.warehouse.build import Progress, build
from analysis.warehouse.report import BuildReport

if TYPE_CHECKING:
    import duckdb
    import polars as pl


def build_warehouse(layout: Layout, progress: Progress = iter) -> BuildReport:
    """Build the warehouse of a project, checks included; see ``analysis.warehouse.build.build``."""
    check = _check if find_spec("analysis.checks.run") else None
    return build(layout.raw, layout.processed, check=check, progress=progress)


def _check(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    from analysis.checks.run import run_checks

    return run_checks(connection)
