"""Next year's document goes in with no edit of code, report or notebooks."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import nbformat
import polars as pl
import pytest
from click.testing import Result
from nbclient import NotebookClient

from analysis.measures import (
    document_pairs,
    moved_figures,
    project_budgets,
    quantity_of,
    restatements,
    yearly_totals,
)
from analysis.measures.quantity import recomputes
from analysis.warehouse.open import connect
from tests.arrivals.conftest import Project
from tests.factories import ROOT
from tests.next_year import NextYear, parse

Rehearsed = tuple[Project, Result]


def test_the_invented_document_reads_and_every_arithmetic_identity_holds(
    next_year: NextYear, rehearsed: Rehearsed
) -> None:
    disclosure = parse(next_year.text)
    assert disclosure.document.fiscal_year == next_year.year
    assert [n for n in disclosure.number if n.disposition == "unaccounted"] == []
    results = json.loads(rehearsed[0].run("check", "--json").stdout)["results"]
    this = [r for r in results if r["document_id"].startswith(f"{next_year.year}-")]
    assert [r["check_id"] for r in this if r["severity"] == "arithmetic"] == []


def test_the_document_is_taken_in_under_a_safe_name(
    next_year: NextYear, rehearsed: Rehearsed
) -> None:
    project, result = rehearsed
    assert result.exit_code == 0, result.output
    (added,) = (project.raw / str(next_year.year)).rglob("*.txt")
    assert added.name == "单位-预算-新.txt"
    assert added.read_text("utf-8") == next_year.text
    notes = (project.folder / "arrivals.csv").read_text("utf-8")
    assert "单位 预算 '新'.txt" in notes
    assert "nothing has changed" in project.run("build").stdout, "the warehouse is built already"


def test_what_differs_is_said_before_it_is_taken_in(
    next_year: NextYear, rehearsed: Rehearsed
) -> None:
    said = rehearsed[1].stdout
    structure, _, rest = said.partition("figures that moved most")
    assert f"projects gone: {next_year.dropped.removesuffix('经费')}" in structure
    assert f"{next_year.renamed[0].removesuffix('工作经费')}" in structure
    for code in (*next_year.new_codes, *next_year.gone_codes):
        assert code in structure
    what, before, now = next_year.restated
    assert f"yearly_total {what}: {before} -> {now} 万元 (source" in rest
    assert said.index("contradictions that were not there before") < said.index("taken in: ")


def test_a_rename_is_suggested_and_followed_only_when_a_person_says_so(
    next_year: NextYear, rehearsed: Rehearsed, tmp_path: Path
) -> None:
    project, result = rehearsed
    suggestions = [line.strip() for line in result.stdout.splitlines() if "project,婚" in line]
    assert len(suggestions) == 1, "the code, or the amount both tell, names one pair"
    with connect(project.processed) as con:
        assert project_budgets(con)["linked_id"].to_list() == project_budgets(con)["project_id"].to_list()  # fmt: skip
    linked = Project(tmp_path / "linked")
    linked.folder.mkdir()
    (linked.folder / "raw").symlink_to(project.raw)
    (linked.folder / "links.csv").write_text(
        f"kind,from,to,since,note\n{suggestions[0]}\n", "utf-8"
    )
    assert linked.run("build").exit_code == 0
    kind, old, new, since, _ = suggestions[0].split(",")
    assert (kind, since) == ("project", str(next_year.year))
    with connect(linked.processed) as con:
        budgets = project_budgets(con, "latest").filter(
            (pl.col("linked_id") == new) & (pl.col("component") == "")
        )
        assert budgets["fiscal_year"].to_list() == sorted(budgets["fiscal_year"].to_list())
        assert next_year.year in budgets["fiscal_year"]
        assert next_year.year - 2 in budgets["fiscal_year"]
        assert old in budgets["project_id"], "the year that only the earlier document tells"
        assert con.execute("SELECT count(*) FROM link").fetchall() == [(1,)]
    differences = json.loads(linked.run("compare", next_year.year - 1, next_year.year, "--json").stdout)  # fmt: skip
    assert ["project", "linked"] in [[d["aspect"], d["change"]] for d in differences[0]["differences"]]  # fmt: skip


def test_trends_take_the_latest_telling_and_the_table_lists_what_was_told_otherwise(
    next_year: NextYear, rehearsed: Rehearsed
) -> None:
    what, before, now = next_year.restated
    with connect(rehearsed[0].processed) as con:
        totals = yearly_totals(con, "latest").filter(
            pl.concat_str("side", pl.lit("/"), "item_key") == what
        )
        told = dict(totals.select("fiscal_year", "amount_wan").iter_rows())
        assert told[next_year.year - 1] == now
        assert sorted(told) == [next_year.year - back for back in (3, 2, 1, 0)]
        row = con.execute(
            "SELECT earlier_value, later_value, cause, len(earlier_figures), unit FROM restatement"
            " WHERE kind = 'yearly_total' AND subject = ?", [what],
        ).fetchall()  # fmt: skip
        assert row == [(before, now, "source", 1, "wan_yuan")]
        listed = con.execute("SELECT count(*) FROM restatement").fetchone()
        assert listed == (restatements(con).height,)
        assert restatements(con).filter(pl.col("kind") == "indicator").height == 0


def test_compare_prints_and_exports_the_same(
    next_year: NextYear, rehearsed: Rehearsed, tmp_path: Path
) -> None:
    project, _ = rehearsed
    file = tmp_path / "differences.csv"
    years = (next_year.year - 1, next_year.year)
    result = project.run("compare", *years, "--csv", file, "--limit", 500)
    assert result.exit_code == 0, result.output
    (found,) = json.loads(project.run("compare", *years, "--json").stdout)
    rows = pl.read_csv(file, infer_schema=False)
    assert rows.filter(pl.col("part") == "figure").height == len(found["moved"])
    assert rows.filter(pl.col("part") == "restatement").height == len(found["restatements"])
    assert len(found["differences"]) + len(found["moved"]) + len(found["restatements"]) == rows.height  # fmt: skip
    moved = [row for row in found["moved"] if row["status"] == "moved"]
    sizes = [abs(Decimal(row["change_wan"])) for row in moved]
    assert sizes == sorted(sizes, reverse=True)
    assert f"{moved[0]['previous_wan']} -> {moved[0]['amount_wan']}" in result.stdout


def test_every_moved_and_restated_number_computes_again_from_its_figures(
    next_year: NextYear, rehearsed: Rehearsed
) -> None:
    with connect(rehearsed[0].processed) as con:
        printed = dict(
            con.execute("SELECT figure_id, coalesce(amount_wan, value) FROM figure").fetchall()
        )
        ((earlier, later),) = document_pairs(con, str(next_year.year - 1), str(next_year.year))
        frames = [moved_figures(con, earlier, later), restatements(con)]
    assert all(frame.height for frame in frames)
    for row in (row for frame in frames for row in frame.iter_rows(named=True)):
        for column, formula in row["formulas"].items():
            if formula is not None:
                quantity = quantity_of(row, column)
                assert recomputes(quantity, [printed[figure] for figure in quantity.figure_ids])


@pytest.mark.slow
def test_the_briefing_of_both_years_renders(rehearsed: Rehearsed, tmp_path: Path) -> None:
    project, _ = rehearsed
    words = ("report", "--out", tmp_path, "--lang", "zh", "--to", "html", "--renderer", "embedded")
    result = project.run(*words)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "report.zh.html").stat().st_size > 10_000


@pytest.mark.slow
def test_every_notebook_runs_on_both_years(
    rehearsed: Rehearsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUDGET_WAREHOUSE", str(rehearsed[0].processed))
    here = {"metadata": {"path": str(ROOT / "notebooks")}}
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        NotebookClient(notebook, kernel_name="python3", resources=here).execute()
        shown = str([cell.get("outputs") for cell in notebook.cells])
        if path.stem.startswith("04"):
            assert "No figure is told otherwise" not in shown
            assert "No project or code that is gone looks like one that is new" not in shown


def test_the_report_of_the_earlier_document_says_nothing_that_only_the_later_one_tells(
    next_year: NextYear, rehearsed: Rehearsed, tmp_path: Path
) -> None:
    project, _ = rehearsed
    before = next_year.year - 1
    words = ["report", "--lang", "en", "--to", "html", "--renderer", "embedded", "--out", tmp_path]
    done = project.run(*words, "--document", before, "--years", f"{before - 1}-{before}")
    assert done.exit_code == 0, done.output
    assert f"about {before}-" in done.output
    page = (tmp_path / "report.html").read_text("utf-8")
    assert f"{before} budget of" in page
    assert f"{next_year.year} budget of" not in page
    assert next_year.added not in page
    nowhere = project.run(*words, "--document", "1999")
    assert nowhere.exit_code == 2
    assert "no document fits '1999'" in nowhere.output
