"""The whole way from the raw folder to a checked warehouse.

The warehouse stage does not know the checks and measures, which stand further down the way of the
data; here they are put together. Not done here: anything else.
"""

from __future__ import annotations

from analysis.paths import Layout
from analysis.warehouse.build import Progress, build
from analysis.warehouse.computed import Check, CheckAtHand, Restate
from analysis.warehouse.report import BuildReport
from analysis.warehouse.unchanged import inputs, remember


def build_warehouse(layout: Layout, progress: Progress = iter, fresh: bool = False) -> BuildReport:
    """Build the warehouse of a project, checks included; see ``analysis.warehouse.build.build``.

    ``analysis.warehouse.unchanged.last_build`` says beforehand whether there is anything to do.
    """
    made_from = inputs(layout)
    report = build(
        layout.raw, layout.processed, _checks, progress, _restatements, fresh, _checks_at_hand
    )
    remember(layout, made_from, report)
    return report


def _checks() -> Check:
    from analysis.checks.run import checks_by_document

    return checks_by_document


def _checks_at_hand() -> CheckAtHand:
    from analysis.checks.catalogue import import_rules
    from analysis.checks.run import check_disclosures

    import_rules()
    return check_disclosures


def _restatements() -> Restate:
    from analysis.measures.restated import restatement_rows

    return restatement_rows
