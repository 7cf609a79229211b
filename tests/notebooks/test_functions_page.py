"""docs/functions.md names every public function, and its examples are true."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import altair as alt
import polars as pl
import pytest

from analysis import checks, measures
from analysis.briefing import notebook
from analysis.paths import Layout
from analysis.pipeline import build_warehouse
from analysis.warehouse import open as opening
from tests.factories import RAW, ROOT

PAGE = ROOT / "docs" / "functions.md"
DOCUMENT = "wuchang-civil-affairs-2024-unit-budget.txt"  # what the examples speak of


def of_module(module: Any) -> dict[str, Callable[..., Any]]:
    """The public functions that a module defines itself."""
    return {
        name: function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_") and function.__module__ == module.__name__
    }


def of_checks() -> dict[str, Callable[..., Any]]:
    """The functions of the checks that answer for a warehouse: they take a connection."""
    modules = pkgutil.walk_packages(checks.__path__, "analysis.checks.")
    return {
        name: function
        for found in modules
        for name, function in of_module(importlib.import_module(found.name)).items()
        if next(iter(inspect.signature(function).parameters), "") == "connection"
    }


def public() -> dict[str, Callable[..., Any]]:
    measured = {name: getattr(measures, name) for name in measures.__all__}
    return {
        **of_module(opening),
        **{name: function for name, function in measured.items() if inspect.isfunction(function)},
        **of_checks(),
        **of_module(notebook),
    }


@pytest.fixture(scope="module")
def one_document(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """Build the document that the examples speak of, whatever else has been published since."""
    folder = tmp_path_factory.mktemp("examples")
    (folder / "raw").mkdir()
    shutil.copy(RAW / DOCUMENT, folder / "raw")
    layout = Layout(folder / "raw", folder / "processed", folder / "reports")
    assert not build_warehouse(layout).problems
    return layout


@pytest.fixture
def own_altair() -> Iterator[None]:
    with alt.renderers.enable("default"), alt.theme.enable("default"):
        yield


def test_every_public_function_has_an_entry_with_an_example() -> None:
    entries = re.split(r"(?m)^### `(\w+)`$", PAGE.read_text(encoding="utf-8"))[1:]
    named = dict(zip(entries[::2], entries[1::2], strict=True))
    assert sorted(named) == sorted(public())
    assert [name for name, text in named.items() if not re.search(rf">>> .*\b{name}\(", text)] == []


@pytest.mark.usefixtures("own_altair")
def test_the_examples_give_what_the_page_says(
    one_document: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUDGET_WAREHOUSE", str(one_document.warehouse))
    names = {**public(), "pl": pl, "processed": one_document.processed, "folder": tmp_path}
    text = re.sub(r"(?m)^```.*$", "", PAGE.read_text(encoding="utf-8"))
    examples = doctest.DocTestParser().get_doctest(text, names, PAGE.name, PAGE.name, 0)
    said: list[str] = []
    with pl.Config(
        tbl_formatting="MARKDOWN",
        tbl_hide_column_data_types=True,
        tbl_hide_dataframe_shape=True,
        tbl_width_chars=200,
        fmt_str_lengths=80,
        tbl_cols=-1,
    ):
        outcome = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(
            examples, out=said.append
        )
    assert outcome.attempted and not outcome.failed, "".join(said)
