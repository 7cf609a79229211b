"""Makes an HTML page whole: its fonts and scripts go inside, and nothing may load from outside.

Works on what either renderer wrote; also what ``_quarto.yml`` runs after a plain
``quarto render`` (``python -m analysis.briefing.render.finish``).

Not done here: writing the page (``pages.py``, Quarto), what scripts do (``assets/page.js``).
"""

from __future__ import annotations

import os
import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from importlib import metadata
from pathlib import Path

from analysis.briefing import fonts
from analysis.briefing.render.errors import RenderError
from analysis.briefing.web_fonts import web_font_css
from analysis.cache import cache_dir, put

__all__ = ["external_loads", "finish_html"]

_FONTS, _SCRIPTS = "<!-- briefing:fonts -->", "<!-- briefing:scripts -->"
_SNIPPET = "window.vegaEmbed = vegaEmbed;"
_LOADING = {"src", "srcset", "data", "poster", "xlink:href"}
_CSS_LOAD = re.compile(r"(?:url\(\s*['\"]?|@import\s+['\"]?)(?!data:|#)([^'\")\s]+)")


def finish_html(page: str, name: str) -> str:
    """``page`` with fonts and scripts inside; ``name`` is for messages.

    Raises MissingGlyph for a character that could not be shown, RenderError for a page that would
    load something from outside.
    """
    reader = _Reader()
    reader.feed(page)
    text = "".join(reader.text)
    fonts.check_glyphs(text, name)
    page = page.replace(_FONTS, f"<style>\n{web_font_css(text)}\n</style>", 1)
    script = f"<script>{_vega_bundle()}</script>" if 'class="chart-spec"' in page else ""
    page = page.replace(_SCRIPTS, script, 1)
    if reader.loads:
        raise RenderError(f"{name} would load from outside: {', '.join(reader.loads)}")
    twice = sorted(i for i, count in Counter(reader.ids).items() if count > 1)
    if twice:
        raise RenderError(
            f"{name}: the id {', '.join(twice)} stands on two elements; "
            "give headings, charts, tables and cell labels names of their own"
        )
    return page


def external_loads(page: str) -> list[str]:
    """Addresses that a browser would fetch on opening ``page`` (links that one clicks are none)."""
    reader = _Reader()
    reader.feed(page)
    return reader.loads


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        for key, value in attrs:
            value = value or ""
            loading = key in _LOADING or (key == "href" and tag in {"link", "use", "image"})
            if loading and not value.startswith(("data:", "#")):
                self.loads.append(value)
            if key == "id":
                self.ids.append(value)
            if key == "style":
                self.loads += _CSS_LOAD.findall(value)
            if key in {"title", "alt", "aria-label"}:
                self.text.append(value)

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.loads += _CSS_LOAD.findall(data)
        elif self._inside != "script" or data.lstrip().startswith("{"):
            self.text.append(data)


def _vega_bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script; made once, then read from the cache."""
    version = metadata.version("vl-convert-python")
    path = cache_dir() / f"vega-{version}.js"
    if not path.exists():
        import vl_convert

        put(path, _as_script(vl_convert.javascript_bundle(snippet=_SNIPPET)).encode())
    return _read(path)


@cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _as_script(bundle: str) -> str:
    return bundle.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def main() -> None:
    """Finish the HTML files that Quarto has just written (QUARTO_PROJECT_OUTPUT_FILES)."""
    for line in os.environ.get("QUARTO_PROJECT_OUTPUT_FILES", "").splitlines():
        path = Path(line.strip())
        if path.suffix == ".html" and path.exists():
            page = path.read_text(encoding="utf-8")
            path.write_text(finish_html(page, path.name), encoding="utf-8")


if __name__ == "__main__":
    main()
