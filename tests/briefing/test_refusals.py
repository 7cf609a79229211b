"""What the embedded renderer does not know it refuses, with the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.briefing.render import RenderError, render_report
from analysis.briefing.render.qmd import Cell, Prose, read_qmd
from analysis.briefing.render.settings import read_settings
from tests.briefing.factory import demo, rendering_folder


def qmd(folder: Path, body: str) -> Path:
    path = folder / "report.qmd"
    path.write_text(f"---\ntitle: x\n---\n\n{body}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{{< include other.qmd >}}", "a shortcode"),
        ("::: {.callout-note}\nx\n:::", "a callout"),
        ("::: {.panel-tabset}\n:::", "a tabset"),
        ("see @fig-one", "a cross-reference"),
        ("$x^2$", "maths"),
        ("![x](y.png)", "an image"),
        ("`{r} 1 + 1`", "another language"),
        ("```{r}\n1\n```", "a cell opened with"),
        ("```{python}\n#| fig-cap: x\n1\n```", "the cell option 'fig-cap'"),
        ("```{python}\n#| output: latex\n1\n```", "the value 'latex'"),
    ],
)
def test_unknown_syntax_is_refused_with_its_line(tmp_path: Path, body: str, said: str) -> None:
    with pytest.raises(RenderError) as caught:
        read_qmd(qmd(tmp_path, body))
    assert said in str(caught.value)
    assert "report.qmd, line 5:" in str(caught.value)
    assert "Quarto" in str(caught.value)


def test_an_unknown_key_of_the_head_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.qmd"
    path.write_text("---\ntitle: x\nbibliography: x.bib\n---\n", encoding="utf-8")
    with pytest.raises(RenderError, match="line 3: the key 'bibliography'"):
        read_qmd(path)


def test_an_unknown_key_of_the_settings_is_refused(tmp_path: Path) -> None:
    path = rendering_folder(tmp_path, demo())
    settings = tmp_path / "_quarto.yml"
    settings.write_text(settings.read_text().replace("toc-depth: 3", "number-sections: true"))
    with pytest.raises(RenderError, match=r"format\.html\.number-sections"):
        read_settings(path)


def test_a_code_block_without_an_end_is_named(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=r"line 5: .*never closed"):
        read_qmd(qmd(tmp_path, "```{python}\n1"))


def test_cells_prose_and_plain_code_are_told_apart(tmp_path: Path) -> None:
    body = "a\n\n```{python}\n#| echo: false\nx = 1\n```\n\n```sql\nSELECT 1\n```\nb"
    parts = read_qmd(qmd(tmp_path, body)).parts
    assert [type(p) for p in parts] == [Prose, Cell, Prose]
    assert parts[1] == Cell("x = 1", 7, {"echo": False})
    assert isinstance(parts[2], Prose) and "SELECT 1" in parts[2].text


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("```{python}\n1 / 0\n```", "line 5: the cell failed:(.|\n)*ZeroDivisionError"),
        ("a\nb `{python} nothing`", "line 6: `nothing` failed: NameError"),
        ("```{python}\nprint('x')\n```", "line 5: the cell prints text"),
        ("a\n\n```{python}\nimport nosuch\n```", "line 7: .*(.|\n)*No module named 'nosuch'"),
        # Imports are done ahead, their names come when their cell does.
        ("```{python}\njson\n```\n\n```{python}\nimport json\n```", "line 5:(.|\n)*NameError"),
        ("```{python}\n3\n```", "line 5: the cell shows '3', which is not markdown"),
    ],
)
def test_a_failure_names_the_line_and_leaves_the_last_report(
    tmp_path: Path, body: str, said: str
) -> None:
    path = rendering_folder(tmp_path, f"---\ntitle: x\n---\n\n{body}\n")
    old = tmp_path / "report.html"
    old.write_text("old")
    with pytest.raises(RenderError, match=said):
        render_report(path, tmp_path, languages=("en",), renderer="embedded")
    assert old.read_text() == "old"
    assert not list(tmp_path.glob("*.part")) and not list(tmp_path.glob(".*.part"))


def test_a_missing_source_is_named(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=r"no report\.qmd"):
        render_report(tmp_path / "report.qmd", tmp_path)
