"""Sums that fail as if a row were left out: in several columns at once, and no cell mends them.

One amount that is wrong leaves the columns of its row in disagreement; a row that is left out, or
that stands in the wrong place, does not. Not done here: which row it is, where another table tells
(``rules.across.codes_known``); both are one finding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from analysis.checks.relation import Relation
from analysis.checks.suspects import Judged, Suspect

_SUM, _KNOWN = "code_sum", "codes_known"
_ROW = "row"  # the messages of a sum that lacks a row
_FEWEST = 2  # columns


def tell_missing_rows(judged: Sequence[Judged], suspects: dict[str, list[Suspect]]) -> None:
    """Make one finding of the sums that lack a row, and doubt no cell for it."""
    failing = [relation for relation, judgement in judged if judgement.verdict == "contradiction"]
    sums: dict[str, list[Relation]] = defaultdict(list)
    for relation in failing:
        if relation.rule == _SUM:
            sums[relation.key.rpartition("/")[0]].append(relation)
    lacking = {}
    for at, relations in sums.items():
        doubted = [s for relation in relations for s in suspects.get(relation.check_id, ())]
        if len(relations) < _FEWEST or any(suspect.clears for suspect in doubted):
            continue
        lacking[at.rpartition("/")[2]] = cause = f"missing_row/{at}"
        for relation in relations:
            relation.variant, relation.cause = _ROW, cause
            suspects[relation.check_id] = []
    for relation in failing:
        if relation.rule == _KNOWN:
            above = [code for code in lacking if relation.key.rpartition("/")[2].startswith(code)]
            if above:
                relation.cause = lacking[max(above, key=len)]
