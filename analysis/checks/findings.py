"""Results that fall through one cause are one finding, and findings are ranked for the reader.

A cause is a cell whose change would mend several contradictions, or what a rule names as one
(a label that leaves something out). Not done here: judging, and naming suspects.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from analysis.checks.relation import SEVERITIES
from analysis.checks.result import CheckResult
from analysis.checks.suspects import Suspect

if TYPE_CHECKING:
    import duckdb


class Finding(NamedTuple):
    """What a reader of the budget should know: the leading result and the evidence under it.

    ``evidence`` holds every result of the finding, the leading one first.
    """

    finding_id: str
    severity: str
    evidence: tuple[CheckResult, ...]

    @property
    def lead(self) -> CheckResult:
        """The result that says it best: the gravest, and of these the largest."""
        return self.evidence[0]


def group(
    failing: Sequence[CheckResult],
    suspects: Mapping[str, Sequence[Suspect]],
    causes: Mapping[str, str],
) -> dict[str, str]:
    """Return the finding_id of each contradiction, by check_id.

    Greedy: the cell that mends most contradictions takes those, then the next. What has no cell
    goes with the others of the cause that its rule names, else it stands by itself.
    """
    open_ids = [result.check_id for result in failing]
    by_id = {result.check_id: result for result in failing}
    owner: dict[str, str] = {}
    for check_id in open_ids:
        if check_id in causes:
            owner[check_id] = f"cause:{causes[check_id]}"
    cells = {s.cell.key: s for found in suspects.values() for s in found if s.clears}
    while True:
        left = [check_id for check_id in open_ids if check_id not in owner]
        best = max(
            cells.values(),
            key=lambda s: (len(s.mends & set(left)), tuple(-x for x in s.rank[:3]), s.cell.key),
            default=None,
        )
        if best is None or len(best.mends & set(left)) < 2:
            break
        for check_id in best.mends & set(left):
            owner[check_id] = best.cell.key
    groups: dict[str, list[str]] = {}
    for check_id in open_ids:
        groups.setdefault(owner.get(check_id, check_id), []).append(check_id)
    found: dict[str, str] = {}
    for members in groups.values():
        lead = min(members, key=lambda check_id: _gravity(by_id[check_id]))
        found.update(dict.fromkeys(members, lead))
    return found


def findings(
    connection: duckdb.DuckDBPyConnection, document_id: str | None = None
) -> list[Finding]:
    """Return the findings stored for a document, or for all, the gravest first."""
    from analysis.checks.store import load_results

    return find(load_results(connection, document_id))


def find(results: Sequence[CheckResult]) -> list[Finding]:
    """Return the findings in results, those first that a reader should care about most."""
    groups: dict[tuple[str, str], list[CheckResult]] = {}
    for result in results:
        if result.verdict == "contradiction":
            key = (result.document_id, result.finding_id or result.check_id)
            groups.setdefault(key, []).append(result)
    made = []
    for (_, finding_id), members in groups.items():
        ordered = sorted(members, key=_gravity)
        made.append(Finding(finding_id, ordered[0].severity or "", tuple(ordered)))
    return sorted(made, key=lambda finding: _gravity(finding.lead))


def _gravity(result: CheckResult) -> tuple[int, int, Decimal, str]:
    """Severity first; then money before percentages and counts; then the size of the gap."""
    kinds = ("wan_yuan", "percent", "count")
    unit = kinds.index(result.unit) if result.unit in kinds else len(kinds)
    severity = SEVERITIES.index(result.severity) if result.severity in SEVERITIES else 0
    return severity, unit, -abs(result.difference or Decimal(0)), result.check_id
