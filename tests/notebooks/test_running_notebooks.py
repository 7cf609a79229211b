"""Each notebook runs from top to bottom, on the real document and on one that has next to nothing."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from analysis.paths import Layout
from analysis.pipeline import build_warehouse
from tests.factories import ROOT, budget_text, raw_folder

CHART = "application/vnd.vegalite.v5+json"
CHARTS = {"02-shares-and-trends": 5, "03-consistency": 2}


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """Build a document without a single table."""
    folder = tmp_path_factory.mktemp("bare")
    raw = raw_folder(folder, {"bare.txt": budget_text()})
    layout = Layout(raw=raw, processed=folder / "processed", reports=folder / "reports")
    assert not build_warehouse(layout).problems
    return layout


def run(
    notebook: nbformat.NotebookNode, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> nbformat.NotebookNode:
    monkeypatch.setenv("BUDGET_WAREHOUSE", str(warehouse))
    here = {"metadata": {"path": str(ROOT / "notebooks")}}
    return NotebookClient(notebook, kernel_name="python3", resources=here).execute()


def outputs(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


def test_a_notebook_runs_on_the_real_document(
    notebook: nbformat.NotebookNode,
    built: Layout,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    shown = outputs(run(notebook, built.warehouse, monkeypatch))
    assert [o.text for o in shown if o.output_type == "stream" and o.name == "stderr"] == []
    charts = [o for o in shown if CHART in o.get("data", {})]
    name = request.node.callspec.id
    assert len(charts) >= CHARTS.get(name, 0)
    for chart in charts:
        assert "image/png" in chart.data
        assert "url" not in chart.data[CHART].get("data", {})


def test_a_notebook_says_a_sentence_where_a_document_has_nothing_to_show(
    notebook: nbformat.NotebookNode, bare: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = outputs(run(notebook, bare.processed, monkeypatch))
    assert [o.text for o in shown if o.output_type == "stream" and o.name == "stderr"] == []
    texts = [o.data["text/plain"] for o in shown if "data" in o]
    assert any(text.endswith(".") and text[0].isupper() for text in texts)


def test_a_notebook_without_a_warehouse_says_what_to_do(
    notebook: nbformat.NotebookNode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CellExecutionError, match="budget build"):
        run(notebook, tmp_path / "nothing", monkeypatch)
    (error,) = [output for output in outputs(notebook) if output.output_type == "error"]
    (sentence,) = error.traceback
    assert "no warehouse has been built there" in sentence
