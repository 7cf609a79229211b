"""The charts of the report as picture files: SVG for a page, PNG for slides and messages.

The cells of report.qmd run as they do for the report, so that a picture shows what the report
shows. Not done here: the charts (the content modules), their look (``theme``).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any

from analysis.briefing.chart_block import Figure, chart_svg
from analysis.briefing.drawing import png
from analysis.briefing.numbers import Language
from analysis.briefing.render.errors import at
from analysis.briefing.render.qmd import Cell, read_qmd
from analysis.briefing.report import Report

__all__ = ["write_charts"]


def write_charts(qmd: Path, folder: Path, language: Language, warehouse: Path) -> list[Path]:
    """Write ``<name>.<language>.svg`` and ``.png`` for each chart of ``qmd``; return the files.

    The SVG carries the chart's description as its title. Raises RenderError, with the line, for a
    cell that fails or that the renderer does not know.
    """
    with _environment({"BUDGET_LANG": language, "BUDGET_WAREHOUSE": str(warehouse.resolve())}):
        charts = _charts(qmd)
    written = []
    for name, chart in charts.items():
        svg = chart_svg(chart.chart)
        for kind, content in (("svg", _titled(svg, chart.alt_text).encode()), ("png", png(svg))):
            path = folder / f"{name}.{language}.{kind}"
            path.write_bytes(content)
            written.append(path)
    return written


def _charts(qmd: Path) -> Mapping[str, Figure]:
    """Run the cells in this process; the report that they open knows the charts it was given."""
    space: dict[str, Any] = {"__name__": "report"}
    for part in read_qmd(qmd).parts:
        if isinstance(part, Cell):
            try:
                exec(compile(part.source, f"{qmd.name}, cell at line {part.line}", "exec"), space)
            except Exception as error:
                raise at(qmd, part.line, f"the cell failed: {error!r}") from error
    report = space.get("report")
    if not isinstance(report, Report):
        raise at(
            qmd, 1, "no cell says `report = open_report(...)`; expected the first one to do so"
        )
    if report.warehouse is not None:
        report.warehouse.close()
    return report.charts


def _titled(svg: str, text: str) -> str:
    end = svg.index(">", svg.index("<svg")) + 1
    return f"{svg[:end]}<title>{escape(' '.join(text.split()), quote=False)}</title>{svg[end:]}"


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """Set variables of the environment for a while."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
