"""What the checks say of each printed figure, held against the results they are counted from."""

from __future__ import annotations

import duckdb
import polars as pl

from analysis.checks.evidence import figure_evidence, verdict_counts
from analysis.checks.store import load_results

HOLDS = ("exact", "rounding")


def test_every_printed_figure_has_one_row(warehouse: duckdb.DuckDBPyConnection) -> None:
    stored = {row[0] for row in warehouse.execute("SELECT figure_id FROM figure").fetchall()}
    evidence = figure_evidence(warehouse)
    assert evidence.height == len(stored)
    assert set(evidence["figure_id"]) == stored


def test_a_figure_counts_the_relations_that_it_stands_in(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    rows = {row["figure_id"]: row for row in figure_evidence(warehouse).to_dicts()}
    holds, fails, suspected = ({figure: 0 for figure in rows} for _ in range(3))
    for result in load_results(warehouse):
        for figure in {*result.left_figures, *result.right_figures}:
            holds[figure] += result.verdict in HOLDS
            fails[figure] += result.verdict == "contradiction"
        if result.verdict == "contradiction":
            for figure in result.suspects:
                suspected[figure] += 1
    for figure, row in rows.items():
        counted = (holds[figure], fails[figure], suspected[figure])
        assert (row["holds"], row["fails"], row["suspected"]) == counted


def test_the_standing_follows_from_the_counts(warehouse: duckdb.DuckDBPyConnection) -> None:
    for row in figure_evidence(warehouse).to_dicts():
        match row["standing"]:
            case "suspected":
                assert row["suspected"]
            case "contradicted":
                assert row["fails"] and not row["suspected"]
            case "uncertain":
                assert row["reading"] == "uncertain" and not row["fails"]
            case "borne_out":
                assert row["holds"] and not row["fails"]
            case standing:
                assert standing == "untested"
                assert not row["holds"] and not row["fails"]


def test_every_result_is_counted_in_one_family(warehouse: duckdb.DuckDBPyConnection) -> None:
    counts = verdict_counts(warehouse)
    results = load_results(warehouse)
    assert counts["relations"].sum() == len(results)
    for verdict in ("exact", "rounding", "contradiction", "not_checkable"):
        assert counts[verdict].sum() == sum(result.verdict == verdict for result in results)


def test_another_document_than_the_one_asked_for_is_left_out(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    assert figure_evidence(warehouse, "none").is_empty()
    assert verdict_counts(warehouse, "none").is_empty()
    assert verdict_counts(warehouse, "none").schema["relations"] == pl.Int64
