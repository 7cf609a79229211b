"""All cells of report.qmd, run in this process: what each shows, in the order of the page."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from analysis.briefing.numbers import Language
from analysis.briefing.render.qmd import INLINE, Cell, read_qmd
from analysis.briefing.report import Report
from tests.factories import ROOT


def shown(
    language: Language, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Report, str]:
    """Return the report after its last cell, and all that it showed as markdown."""
    monkeypatch.setenv("BUDGET_LANG", language)
    monkeypatch.setenv("BUDGET_WAREHOUSE", str(warehouse))
    space: dict[str, Any] = {"__name__": "report"}
    texts = []
    for part in read_qmd(ROOT / "report.qmd").parts:
        if isinstance(part, Cell):
            texts.append(_shown(_run(part.source, space)))
        else:
            texts += [_shown(eval(found[1], space)) for found in INLINE.finditer(part.text)]
    return space["report"], "\n".join(texts)


def _run(source: str, space: dict[str, Any]) -> Any:
    """Run a cell; what its last line is, as a kernel would show it."""
    body = ast.parse(source)
    last = body.body.pop() if body.body and isinstance(body.body[-1], ast.Expr) else None
    exec(compile(body, "cell", "exec"), space)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), space) if last else None


def _shown(value: Any) -> str:
    return value._repr_markdown_() if hasattr(value, "_repr_markdown_") else ""
