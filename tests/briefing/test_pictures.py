"""The charts as files are the charts of the report."""

from __future__ import annotations

import os
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest

from analysis.briefing import fonts
from analysis.briefing.numbers import Language
from analysis.briefing.pictures import write_charts
from analysis.briefing.render import RenderError
from analysis.paths import Layout
from tests.briefing.factory import ROOT, demo, rendering_folder

SVG = "{http://www.w3.org/2000/svg}"


def pictures(folder: Path, source: str, language: Language = "en") -> list[Path]:
    qmd = rendering_folder(folder, source)
    out = folder / "out"
    out.mkdir()
    return write_charts(qmd, out, language, folder / "tiny.duckdb")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_chart_is_an_svg_and_a_png_named_after_it(tmp_path: Path, language: Language) -> None:
    files = pictures(tmp_path, demo(), language)
    assert files and sorted(files) == sorted((tmp_path / "out").iterdir())
    assert {path.suffix for path in files} == {".svg", ".png"}
    for path in files:
        assert path.suffixes[0] == f".{language}"
        assert path.stat().st_size > 1000


def test_the_svg_has_its_words_as_text_in_the_font_of_the_theme(tmp_path: Path) -> None:
    [path] = [path for path in pictures(tmp_path, demo()) if path.suffix == ".svg"]
    root = ElementTree.parse(path).getroot()
    assert root.tag == f"{SVG}svg"
    title = root.find(f"{SVG}title")
    assert title is not None and title.text
    texts = list(root.iter(f"{SVG}text"))
    assert texts and all(fonts.FAMILY in text.attrib["font-family"] for text in texts)


def test_the_png_is_one_at_twice_the_size(tmp_path: Path) -> None:
    png, svg = sorted(pictures(tmp_path, demo()))
    content = png.read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, _ = struct.unpack(">II", content[16:24])
    assert width == pytest.approx(
        2 * float(ElementTree.parse(svg).getroot().attrib["width"]), abs=2
    )


def test_the_environment_is_left_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUDGET_LANG", "zh")
    monkeypatch.delenv("BUDGET_WAREHOUSE", raising=False)
    pictures(tmp_path, demo())
    assert os.environ["BUDGET_LANG"] == "zh"
    assert "BUDGET_WAREHOUSE" not in os.environ


def test_a_cell_that_fails_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=r"report\.qmd, line 3: the cell failed: ZeroDivision"):
        pictures(tmp_path, "Words.\n\n```{python}\n1 / 0\n```\n")


def test_a_source_without_a_report_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="report = open_report"):
        pictures(tmp_path, "Words only.\n")


@pytest.mark.slow
def test_every_chart_of_the_real_report_is_drawn(built: Layout, tmp_path: Path) -> None:
    files = write_charts(ROOT / "report.qmd", tmp_path, "zh", built.warehouse)
    names = {path.name.split(".")[0] for path in files}
    assert len(names) > 10 and len(files) == 2 * len(names)
