"""Notebooks to look at and to run."""

from __future__ import annotations

import nbformat
import pytest

from tests.factories import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def notebook(request: pytest.FixtureRequest) -> nbformat.NotebookNode:
    """Each notebook as it is kept in git."""
    return nbformat.read(request.param, as_version=4)
