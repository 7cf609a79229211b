"""Markdown to a page: pandoc writes HTML and Typst, typst sets the PDF.

The PDF is tagged, PDF/UA-1, and has a fixed time stamp: same input, same bytes.

Not done here: running cells (``execute.py``), fonts inside the HTML (``finish.py``).
"""

from __future__ import annotations

import re
import subprocess
from itertools import count
from pathlib import Path

import pypandoc
import typst

from analysis.briefing import fonts
from analysis.briefing.render.errors import RenderError
from analysis.briefing.render.settings import FormatSettings, Settings

__all__ = ["TIMESTAMP", "html_page", "pdf_page"]

# The date that the PDF claims; the briefing says itself which data it was made from.
TIMESTAMP = 1_704_067_200  # 2024-01-01T00:00:00Z
_READER = "markdown-citations-tex_math_dollars-smart"
_RAW = re.compile(
    r"^(?P<fence>`{3,})\{=(?P<format>\w+)\}\n(?P<text>.*?)\n(?P=fence)$", re.DOTALL | re.MULTILINE
)
_HELD = re.compile("\ue000(\\d+)\ue001")  # private characters: no text has them


def html_page(markdown: str, settings: Settings) -> str:
    """``markdown`` as one HTML page, still without its fonts and scripts."""
    return _pandoc(markdown, "html", settings)


def pdf_page(markdown: str, settings: Settings, work: Path) -> bytes:
    """``markdown`` as a PDF; ``work`` is an empty directory to write in.

    Raises RenderError with Typst's message, or for any warning (a missing font is one).
    """
    source = work / "report.typ"
    source.write_text(_pandoc(markdown, "typst", settings), encoding="utf-8")
    try:
        pdf, warnings = typst.compile_with_warnings(
            str(source),
            root=str(work),
            font_paths=[str(fonts.fonts_dir())],
            ignore_system_fonts=True,
            format="pdf",
            timestamp=TIMESTAMP,
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        hints = "\n".join(f"hint: {hint}" for hint in getattr(error, "hints", []))
        raise RenderError(f"Typst cannot set the PDF: {error}\n{hints}".rstrip()) from error
    if warnings:
        messages = "\n".join(str(getattr(w, "message", w)) for w in warnings)
        raise RenderError(f"Typst warns about the PDF: {messages}")
    return bytes(pdf)


def _pandoc(markdown: str, name: str, settings: Settings) -> str:
    chosen = _chosen(name, settings)
    command = [pypandoc.get_pandoc_path(), f"--from={_READER}", f"--to={name}"]
    command += ["--standalone", "--wrap=none", f"--template={chosen.template}"]
    command += [f"--lua-filter={path}" for path in settings.filters]
    command += [f"--shift-heading-level-by={chosen.shift}"]
    if chosen.section_divs:
        command += ["--section-divs"]
    if chosen.toc:
        command += ["--toc", f"--toc-depth={chosen.toc_depth}"]
    # Charts and tables pass through as they are, and are nearly all of the text: without them
    # pandoc has a twentieth to read.
    held = [raw["text"] for raw in _RAW.finditer(markdown)]
    places = count()
    read = _RAW.sub(lambda raw: _held(raw, next(places)), markdown)
    done = subprocess.run(command, input=read.encode(), capture_output=True, check=False)
    message = done.stderr.decode(errors="replace").strip()
    if done.returncode:
        raise RenderError(f"pandoc cannot write {name}: {message}")
    return _HELD.sub(lambda place: held[int(place[1])], done.stdout.decode())


def _held(raw: re.Match[str], place: int) -> str:
    return f"{raw['fence']}{{={raw['format']}}}\n\ue000{place}\ue001\n{raw['fence']}"


def _chosen(name: str, settings: Settings) -> FormatSettings:
    try:
        return settings.formats[name]
    except KeyError as error:
        raise RenderError(f"_quarto.yml has no format {name!r}") from error
