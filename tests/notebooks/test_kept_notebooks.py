"""What is kept in git of a notebook: text and code, no outputs, nothing of a machine."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import nbformat
import pytest

WRITES = re.compile(
    r"\b(INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|COPY|EXPORT|ATTACH|INSTALL|LOAD)\b", re.IGNORECASE
)
SUMS = {"sum", "mean", "median", "cum_sum", "diff", "pct_change"}


def code(notebook: nbformat.NotebookNode) -> Iterator[ast.Module]:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            yield ast.parse(cell.source)


def nodes(notebook: nbformat.NotebookNode) -> Iterator[ast.AST]:
    for module in code(notebook):
        yield from ast.walk(module)


def test_a_notebook_is_kept_without_outputs(notebook: nbformat.NotebookNode) -> None:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


def test_a_notebook_is_kept_without_anything_of_a_machine(
    notebook: nbformat.NotebookNode,
) -> None:
    assert notebook.metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert all(cell.metadata == {} for cell in notebook.cells)
    assert not re.search(r"(?<![\w.])/(home|root|work|tmp|Users)/|[A-Z]:\\", str(notebook.cells))


def test_a_notebook_opens_with_what_it_answers_and_what_it_needs(
    notebook: nbformat.NotebookNode,
) -> None:
    first, second = notebook.cells[:2]
    assert first.cell_type == "markdown" and first.source.startswith("# ")
    assert "budget build" in first.source
    assert "warehouse, document = start()" in second.source


def test_a_notebook_names_only_public_functions(notebook: nbformat.NotebookNode) -> None:
    imported = [
        name
        for node in nodes(notebook)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        for name in (getattr(node, "module", "") or "", alias.name)
    ]
    used = [node.attr for node in nodes(notebook) if isinstance(node, ast.Attribute)]
    assert [name for name in (*imported, *used) if re.search(r"(^|\.)_", name)] == []


def test_a_notebook_writes_nothing_into_the_warehouse(notebook: nbformat.NotebookNode) -> None:
    texts = [
        node.value
        for node in nodes(notebook)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    queries = [text for text in texts if "SELECT" in text]
    assert [text for text in queries if WRITES.search(text)] == []
    assert not {"execute", "executemany"} & {
        node.attr for node in nodes(notebook) if isinstance(node, ast.Attribute)
    }


def test_a_notebook_leaves_the_arithmetic_to_the_measures(
    notebook: nbformat.NotebookNode,
) -> None:
    for node in nodes(notebook):
        assert not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div))
        assert not (isinstance(node, ast.Attribute) and node.attr in SUMS)


def test_a_text_cell_prints_no_year_and_no_amount(notebook: nbformat.NotebookNode) -> None:
    """Words that name a number of this year would be wrong for the next document."""
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    assert [
        t for t in texts if re.search(r"\b(19|20)\d\d\b|\d[.,]\d", t.replace("10,000", ""))
    ] == []


@pytest.mark.parametrize("name", ["01-tour", "02-shares-and-trends", "03-consistency"])
def test_the_notebook_that_the_readme_names_is_there(name: str) -> None:
    from tests.notebooks.conftest import NOTEBOOKS

    assert name in {path.stem for path in NOTEBOOKS}
