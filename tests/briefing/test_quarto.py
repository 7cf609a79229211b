"""report.qmd through Quarto, where it is there, beside the embedded renderer."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from analysis.briefing.render import Renderer, RenderError, find_quarto, render_report
from analysis.paths import Layout
from tests.briefing.reader import shape_of, words_of
from tests.factories import ROOT

pytestmark = [
    pytest.mark.skipif(find_quarto() is None, reason="no Quarto 1.6 or later on PATH"),
    pytest.mark.slow,
]


def rendered(renderer: Renderer, built: Layout, folder: Path) -> dict[str, tuple[str, str]]:
    """By language, both at once: the HTML page, and the text of the PDF."""
    done = render_report(
        ROOT / "report.qmd", folder / renderer, renderer=renderer, warehouse=built.warehouse
    )
    paths = {(file.language, file.format): file.path for file in done}
    return {
        language: (page.read_text("utf-8"), pdf_text(paths[language, "pdf"]))
        for (language, form), page in paths.items()
        if form == "html"
    }


def pdf_text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def figures_of(text: str) -> list[str]:
    """The numbers with decimals: those of pages, and of heads repeated on a next page, have none."""
    return re.findall(r"\d[\d,]*\.\d+", text)


def test_the_report_is_the_same_through_both_renderers(
    built: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quarto = rendered("quarto", built, tmp_path)
    # The cells look here for what runs them; told the same, they print the same row about it.
    monkeypatch.setenv("QUARTO_VERSION", "as printed on the page")
    embedded = rendered("embedded", built, tmp_path)
    assert quarto.keys() == embedded.keys() == {"en", "zh"}
    for language, (theirs, their_pdf) in quarto.items():
        ours, our_pdf = embedded[language]
        assert len(shape_of(theirs)) > 1000
        assert shape_of(theirs) == shape_of(ours)
        assert words_of(theirs) == words_of(ours)
        assert len(figures_of(their_pdf)) > 1000
        assert figures_of(their_pdf) == figures_of(our_pdf)


def test_a_plain_quarto_render_in_a_checkout_makes_the_page_and_the_pdf(
    built: Layout, tmp_path: Path
) -> None:
    """As a reader of Quarto's manual would do it, with the environment active."""
    for name in ("analysis", "report.qmd", "_quarto.yml", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "processed").symlink_to(built.processed)
    quarto = (find_quarto() or ("", ""))[0]
    active = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {
        **os.environ,
        "PATH": active,
        "PYTHONPATH": str(tmp_path),
        "BUDGET_WAREHOUSE": str(built.warehouse),
    }
    done = subprocess.run(
        [quarto, "render"], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "reports" / "report.html").stat().st_size > 100_000
    assert len(PdfReader(tmp_path / "reports" / "report.pdf").pages) > 10


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("```{python}\n1 / 0\n```", "ZeroDivisionError: division by zero"),
        ("```{=typst}\n#nosuch()\n```", "unknown variable: nosuch"),
    ],
)
def test_what_quarto_stumbles_over_is_told(tmp_path: Path, broken: str, reason: str) -> None:
    source = tmp_path / "broken.qmd"
    source.write_text(f"---\ntitle: broken\n---\n\n{broken}\n", "utf-8")
    with pytest.raises(RenderError, match=re.escape(reason)):
        render_report(source, tmp_path / "out", ("en",), ("pdf",), renderer="quarto")
    assert not list((tmp_path / "out").iterdir())
