"""Fixtures shared by all tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from analysis.paths import Layout
from analysis.pipeline import build_warehouse
from analysis.warehouse.open import connect
from tests.factories import RAW


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """Build the real documents once, through the real pipeline; return the folders."""
    folder = tmp_path_factory.mktemp("built")
    layout = Layout(raw=RAW, processed=folder / "processed", reports=folder / "reports")
    report = build_warehouse(layout)
    assert not report.problems, report.problems
    return layout


@pytest.fixture(scope="session")
def warehouse(built: Layout) -> Iterator[duckdb.DuckDBPyConnection]:
    """Return the warehouse of the real documents, opened for reading."""
    connection = connect(built.processed)
    yield connection
    connection.close()


@pytest.fixture
def processed(tmp_path: Path) -> Path:
    """Return a folder to build into; it does not exist yet."""
    return tmp_path / "processed"
