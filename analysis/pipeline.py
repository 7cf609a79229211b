"""The whole way from the raw folder to a checked warehouse.

The warehouse stage does not know the checks, which stand further down the way of the data; here
the two are put together. Not done here: anything else.
"""

from __future__ import annotations

from analysis.paths import Layout
from analysis.warehouse.build import Check, Progress, build
from analysis.warehouse.report import BuildReport


def build_warehouse(layout: Layout, progress: Progress = iter) -> BuildReport:
    """Build the warehouse of a project, checks included; see ``analysis.warehouse.build.build``."""
    return build(layout.raw, layout.processed, check=_checks, progress=progress)


def _checks() -> Check:
    from analysis.checks.run import run_checks

    return run_checks
