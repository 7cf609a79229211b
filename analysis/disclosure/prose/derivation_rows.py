"""Recording a derivation: the figure it explains and the terms it is made of.

A term is the product of its factors; a term without factors is 1, one thing counted. Not done
here: computing; the checks do that.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.disclosure import records as r
from analysis.disclosure.recorder import Recorder

_UNITS = {"wan_yuan": "万元", "yuan": "元", "percent": "%", "count": ""}
Term = tuple[r.Claim, ...]


def add_derivation(
    recorder: Recorder, kind: str, result: r.Claim, terms: Sequence[Term], *, printed: str = ""
) -> None:
    """Record that ``result`` is explained by ``terms``; figures, not values, are kept.

    A calculation that was recorded already is not recorded twice.
    """
    wanted = [tuple(factor.figure_id or "" for factor in term) for term in terms]
    derivation_id = _next_id(result, recorder)
    recorder.out.derivation.append(
        r.Derivation(
            document_id=recorder.document_id,
            derivation_id=derivation_id,
            project_id=result.project_id,
            kind=kind,
            result_figure_id=result.figure_id,
            formula=printed or _formula(kind, result, terms),
            sentence=result.sentence,
            line=result.line,
        )
    )
    for seq, factors in enumerate(wanted, 1):
        recorder.out.derivation_term.append(
            r.DerivationTerm(recorder.document_id, derivation_id, seq, factors, 1)
        )


def _next_id(result: r.Claim, recorder: Recorder) -> str:
    prefix = f"{result.claim_id}.d"
    known = sum(1 for d in recorder.out.derivation if d.derivation_id.startswith(prefix))
    return f"{prefix}{known + 1}"


def _formula(kind: str, result: r.Claim, terms: Sequence[Term]) -> str:
    left = " + ".join(" × ".join(_shown(f) for f in term) if term else "1" for term in terms)
    sign = {"of_which": "⊆", "implied_count": "∝", "implied_total": "∝"}.get(kind, "=")
    if sign == "=":
        return f"{left} = {_shown(result)}"
    return f"{_shown(result)} {sign} {left}"


def _shown(claim: r.Claim) -> str:
    value = f"{claim.value.normalize():f}" if claim.value is not None else "?"
    unit = _UNITS.get(claim.unit or "", "")
    return f"{value} {unit}" if unit else value
