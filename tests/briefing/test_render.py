"""The demo report through the embedded renderer."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import typst
from pypdf import PageObject, PdfReader

from analysis.briefing import fonts
from analysis.briefing.render import Renderer, RenderError, render_report
from analysis.briefing.render.finish import external_loads, finish_html
from tests.briefing.factory import ROOT, demo, rendering_folder
from tests.briefing.reader import words_of

ASSETS = ROOT / "analysis" / "briefing" / "render" / "assets"
LANGUAGES = ("en", "zh")
FILES = ["report.html", "report.pdf", "report.zh.html", "report.zh.pdf"]


@dataclass(frozen=True)
class Output:
    folder: Path

    def bytes(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def page(self, name: str) -> str:
        return self.bytes(name).decode()

    def pdf_text(self, name: str) -> str:
        return "\n".join(page.extract_text() for page in PdfReader(self.folder / name).pages)


def render(folder: Path, renderer: Renderer = "embedded", out: str = "out") -> Output:
    qmd = folder / "report.qmd" if (folder / "report.qmd").exists() else None
    qmd = qmd or rendering_folder(folder, demo())
    done = render_report(qmd, folder / out, renderer=renderer, warehouse=folder / "tiny.duckdb")
    assert [r.path.name for r in done] == FILES
    assert all(r.renderer.startswith(renderer) for r in done)
    return Output(folder / out)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Output:
    return render(tmp_path_factory.mktemp("demo"))


def test_the_same_input_gives_the_same_bytes(output: Output) -> None:
    again = render(output.folder.parent, out="again")
    for name in FILES:
        assert output.bytes(name) == again.bytes(name), name


@pytest.mark.parametrize("name", ["report.html", "report.zh.html"])
def test_a_page_loads_nothing_from_outside(output: Output, name: str) -> None:
    page = output.page(name)
    assert external_loads(page) == []
    tags = re.sub(r"(<script[^>]*>).*?</script>", r"\1", page, flags=re.DOTALL)
    assert not re.search(r"<(script|link|img|iframe)[^>]+(src|href)=\"(?!data:|#)", tags)


def test_a_section_with_nothing_to_show_is_left_out_with_its_heading(output: Output) -> None:
    for name in ("report.html", "report.zh.html"):
        assert "nothing-to-show" not in output.page(name)
        assert 'id="more"' in output.page(name)


def test_a_page_is_in_the_language_that_was_asked_for(output: Output) -> None:
    assert '<html lang="en">' in output.page("report.html")
    assert '<html lang="zh-Hans">' in output.page("report.zh.html")
    assert "Contents" in words_joined(output, "report.html")
    assert "目录" in words_joined(output, "report.zh.html")


def words_joined(output: Output, name: str) -> str:
    return " ".join(words_of(output.page(name)))


def test_a_number_leads_to_its_source_in_the_page(output: Output) -> None:
    page = output.page("report.zh.html")
    assert 'href="#src-1" class="fig">8,603.77万元</a>' in page
    source = page[page.index('id="src-2"') :]
    assert "−374.00万元" in source
    assert "第12行第3列" in source and "第99行第3列" in source


def test_the_same_number_used_twice_has_one_source(output: Output) -> None:
    page = output.page("report.html")
    assert page.count('href="#src-1"') >= 3
    assert page.count('id="src-1"') == 1
    assert 'id="src-3"' not in page


def test_sources_are_numbered_in_the_order_of_the_page(output: Output) -> None:
    for name in ("report.html", "report.zh.html"):
        met = dict.fromkeys(re.findall(r'href="#src-(\d+)"', output.page(name)))
        assert list(met) == ["1", "2"]


@pytest.mark.parametrize("sourced", ["sourced", "sourced-text"])
def test_the_mark_of_a_source_never_begins_a_line(tmp_path: Path, sourced: str) -> None:
    """Lines of every width, so that a line ends right before the mark in some of them."""
    template = (ASSETS / "report.typ").read_text(encoding="utf-8")
    marks = [line for line in template.splitlines() if re.match(r"#let (src|sourced)", line)]
    pages = "\n".join(
        f"#page(width: {width}pt, height: auto, margin: 10pt)["
        f"收入合计#{sourced}({width})[8,603.77万元]，增加374.00万元。#hide[x] <src-{width}>]"
        for width in range(60, 160)
    )
    source = tmp_path / "lines.typ"
    lines = "\n".join(marks)
    source.write_text(
        f'#set text(font: "{fonts.FAMILY}", size: 10pt)\n#let soft = black\n{lines}\n{pages}',
        encoding="utf-8",
    )
    pdf = typst.compile(str(source), font_paths=[str(fonts.fonts_dir())], ignore_system_fonts=True)
    left = [_left_of_mark(page) for page in PdfReader(io.BytesIO(pdf)).pages]
    assert len(left) == 100 and min(left) > 11


def _left_of_mark(page: PageObject) -> float:
    """The distance of the mark "[60]" from the left edge, in points."""
    found: list[float] = []

    def look(text: str, outer: list[float], inner: list[float], *_: object) -> None:
        if text.startswith("["):
            found.append(outer[4] + inner[4])

    page.extract_text(visitor_text=look)
    return found[0]


def test_every_chart_has_an_alt_text_in_both_formats(output: Output) -> None:
    for name in ("report.html", "report.zh.html"):
        pictures = re.findall(r'<div class="chart-static"[^>]*>', output.page(name))
        assert pictures and all('aria-label="社会组织' in p for p in pictures)
    assert "社会组织 838.2, 838.2, 464.2" in _alt_texts(output.folder / "report.pdf")


def _alt_texts(path: Path) -> list[str]:
    reader = PdfReader(path)
    objects = map(reader.get_object, range(1, int(reader.trailer["/Size"])))
    return [str(item["/Alt"]) for item in objects if isinstance(item, dict) and "/Alt" in item]


def test_the_pdf_holds_chinese_as_text(output: Output) -> None:
    text = output.pdf_text("report.zh.pdf")
    assert "目录" in text
    assert "社会组织管理工作经费" in text
    assert "8,603.77" in text


def test_the_pdf_is_tagged_and_has_bookmarks_a_title_and_a_language(output: Output) -> None:
    reader = PdfReader(output.folder / "report.zh.pdf")
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("zh")
    assert reader.metadata and reader.metadata.title == "某某单位预算"
    marks = [o["/Title"] for o in reader.outline if isinstance(o, dict)]
    assert marks == ["目录", "图表数据", "数字来源"]


def test_a_long_table_repeats_its_header_on_the_next_page(output: Output) -> None:
    pages = [page.extract_text() for page in PdfReader(output.folder / "report.zh.pdf").pages]
    with_rows = [page for page in pages if "20800" in page]
    assert len(with_rows) > 1
    assert all("编码" in page and "增减" in page for page in with_rows)


def test_numbers_stand_to_the_right_in_the_page(output: Output) -> None:
    assert re.search(r'<td[^>]*text-align:right">1,235.50</td>', output.page("report.html"))


def test_a_page_with_an_id_twice_is_refused() -> None:
    with pytest.raises(RenderError, match="the id a stands on two elements"):
        finish_html('<p id="a">x</p><p id="a">y</p>', "x.html")


def test_a_page_that_would_load_from_outside_is_refused() -> None:
    for piece in (
        '<script src="https://cdn.example/x.js"></script>',
        '<link rel="stylesheet" href="x.css">',
        "<style>@import 'https://fonts.example/x.css';</style>",
        '<p style="background:url(https://example/x.png)">x</p>',
    ):
        with pytest.raises(RenderError, match="load from outside"):
            finish_html(piece, "x.html")


@pytest.mark.parametrize("module", ["theme", "notebook", "render.execute"])
def test_importing_charts_or_the_renderer_sets_up_no_grammar(module: str) -> None:
    program = f"import sys, analysis.briefing.{module}; print('jsonschema' in sys.modules, 'lark' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.split() == ["True", "False"]
