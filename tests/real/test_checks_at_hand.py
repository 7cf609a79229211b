"""Checks on records at hand and on those that a warehouse gives back say the same."""

from __future__ import annotations

from pathlib import Path

from analysis.checks.run import check_disclosures, checks_by_document
from analysis.disclosure.read import disclose
from analysis.sources.discover import load
from tests.factories import make_warehouse

RAW = Path(__file__).parents[2] / "data" / "raw"


def test_records_at_hand_and_those_of_a_warehouse_give_the_same_results_and_messages() -> None:
    for path in RAW.glob("*.txt"):
        disclosure = disclose(load(path, RAW))
        [read_back] = checks_by_document(make_warehouse(disclosure))
        assert check_disclosures([disclosure]) == read_back
