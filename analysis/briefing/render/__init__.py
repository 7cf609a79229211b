"""Renders report.qmd: HTML and PDF, English and Chinese, with Quarto or without.

Not done here: building the warehouse that the report reads, choosing what the report says.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from analysis.briefing.render.errors import RenderError
from analysis.briefing.render.quarto import find_quarto
from analysis.briefing.render.unchanged import LastRendering, made_from

if TYPE_CHECKING:
    from analysis.briefing.render.settings import Settings

__all__ = ["RenderError", "Rendered", "Renderer", "find_quarto", "render_report"]

Renderer = Literal["auto", "quarto", "embedded"]

_AFTERWARDS = ("analysis.briefing.render.finish", "analysis.briefing.render.pages")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file of the report, and what wrote it ("quarto 1.9.38", "embedded").

    ``unchanged`` is one that lay there already, made from the very same.
    """

    path: Path
    language: str
    format: str
    renderer: str
    unchanged: bool = False


def render_report(
    qmd: Path,
    out_dir: Path,
    languages: Sequence[str] = ("en", "zh"),
    formats: Sequence[str] = ("html", "pdf"),
    renderer: Renderer = "auto",
    warehouse: Path | None = None,
    about: Mapping[str, str | None] | None = None,
    fresh: bool = False,
) -> list[Rendered]:
    """Render ``qmd`` into ``out_dir``: report.html, report.pdf, report.zh.html, report.zh.pdf.

    ``renderer`` "auto" takes Quarto when 1.6 or later is on PATH, else the embedded one.
    ``warehouse`` reaches the cells as BUDGET_WAREHOUSE, each of ``about`` (document, years, unit:
    see ``open_report``) in the same way. A file is replaced in one step, and only when all files of
    its language were made. A language of which nothing has changed since is left as it is, unless
    ``fresh``. Raises RenderError with what to do.
    """
    if not qmd.exists():
        raise RenderError(f"no {qmd.name} in {qmd.parent}; expected the report's source there")
    qmd = qmd.resolve()
    found = None if renderer == "embedded" else find_quarto()
    if renderer == "quarto" and found is None:
        raise RenderError("no Quarto 1.6 or later on PATH; use the renderer 'embedded' or 'auto'")
    out_dir.mkdir(parents=True, exist_ok=True)
    env = {f"BUDGET_{name.upper()}": word for name, word in (about or {}).items() if word}
    if warehouse:
        env["BUDGET_WAREHOUSE"] = str(warehouse.resolve())

    used = f"quarto {found[1]}" if found else "embedded"
    last = LastRendering(out_dir, made_from(qmd, out_dir, env, used))

    def one(language: str) -> list[Rendered]:
        paths = {name: _path(out_dir, qmd.stem, language, name) for name in formats}
        if not fresh and all(last.is_left(path) for path in paths.values()):
            return [Rendered(p, language, name, used, True) for name, p in paths.items()]
        own = {**env, "BUDGET_LANG": language}
        pages = _quarto(found[0], qmd, formats, own) if found else _embedded(qmd, formats, own)
        _put(pages, paths)
        return [Rendered(path, language, name, used) for name, path in paths.items()]

    with ThreadPoolExecutor(max_workers=len(languages) or 1) as pool:
        done = [rendered for many in pool.map(one, languages) for rendered in many]
    last.remember(rendered.path for rendered in done)
    return done


def _embedded(qmd: Path, formats: Sequence[str], env: Mapping[str, str]) -> dict[str, bytes]:
    from analysis.briefing.render.kernel import kernel_in

    with ThreadPoolExecutor() as pool, kernel_in(qmd.parent, env) as kernel:
        # Imported while the kernel starts, and the rest while it works.
        from analysis.briefing.render.execute import execute
        from analysis.briefing.render.qmd import read_qmd
        from analysis.briefing.render.settings import read_settings

        settings = read_settings(qmd)
        for module in _AFTERWARDS:
            pool.submit(import_module, module)
        markdown = execute(read_qmd(qmd), kernel, echo=settings.echo)
        pages = {name: pool.submit(_page, name, markdown, settings, qmd.stem) for name in formats}
    return {name: made.result() for name, made in pages.items()}


def _page(name: str, markdown: str, settings: Settings, stem: str) -> bytes:
    from analysis.briefing.render.finish import finish_html
    from analysis.briefing.render.pages import html_page, pdf_page

    if name == "html":
        return finish_html(html_page(markdown, settings), f"{stem}.html").encode()
    with tempfile.TemporaryDirectory(prefix="briefing-") as work:
        return pdf_page(markdown, settings, Path(work))


def _quarto(
    quarto: str, qmd: Path, formats: Sequence[str], env: Mapping[str, str]
) -> dict[str, bytes]:
    from analysis.briefing.render.finish import finish_html
    from analysis.briefing.render.pages import TIMESTAMP
    from analysis.briefing.render.quarto import quarto_pages

    with tempfile.TemporaryDirectory(prefix="briefing-") as work:
        pages = quarto_pages(quarto, qmd, tuple(formats), env, Path(work), TIMESTAMP)
    if "html" in pages:
        pages["html"] = finish_html(pages["html"].decode(), f"{qmd.stem}.html").encode()
    return pages


def _path(out_dir: Path, stem: str, language: str, name: str) -> Path:
    middle = "" if language == "en" else f".{language}"
    return out_dir / f"{stem}{middle}.{name}"


def _put(pages: Mapping[str, bytes], paths: Mapping[str, Path]) -> None:
    parts = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in paths.values()}
    for name, content in pages.items():
        parts[paths[name]].write_bytes(content)
    for path, part in parts.items():
        part.replace(path)
