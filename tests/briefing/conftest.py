"""The real report as PDF, rendered once."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.briefing.render import render_report
from analysis.paths import Layout
from tests.briefing.factory import ROOT


@pytest.fixture(scope="session")
def pdfs(built: Layout, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the PDF of the report in each language."""
    done = render_report(
        ROOT / "report.qmd",
        tmp_path_factory.mktemp("pdfs"),
        formats=("pdf",),
        renderer="embedded",
        warehouse=built.warehouse,
    )
    return {rendered.language: rendered.path for rendered in done}
