"""Slips of a pen in a made-up budget, and the rules that they trip."""

from decimal import Decimal

from tests.checks.papers import Paper


def contradictions(paper: Paper) -> set[str]:
    return {x.rule for x in paper.results() if x.verdict == "contradiction"}


def change(paper: Paper, address: str, value: str) -> None:
    """Print another number at an address; the step stays that of two decimals."""
    figure = next(f for f in paper.out.figure if f.figure_id.endswith(f"/{address}"))
    figure.value = figure.amount_wan = Decimal(value)
    figure.printed = value
