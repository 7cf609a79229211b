"""A Vega-Lite specification as SVG, drawn once: the same specification is read from the cache.

The engine needs half a second to start and some 60 ms a chart, more than all else of a chart. What
it draws depends on the specification, its own version and the font alone, so a drawing is kept
under the hash of these three in the cache directory.

Not done here: the engine itself (``drawing_engine``), what the chart shows, its look (``theme``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from analysis.briefing import fonts
from analysis.briefing.drawing_engine import engine
from analysis.cache import cache_dir, put

__all__ = ["draw", "expect_drawing", "png"]

_KEPT = 400  # drawings; the oldest go first
_PIXELS_PER_INCH = 144  # twice what a screen shows, so that slides stay sharp


def draw(spec: dict[str, Any], check: Callable[[], object] | None = None) -> str:
    """``spec`` as SVG text, set in the briefing's font; same specification, same bytes.

    ``check`` raises for what is no specification. It is called while a drawing is made: what was
    drawn has been checked, and to check takes longer than to read the drawing. Left out, ``spec``
    has been checked.
    """
    text = json.dumps(spec, ensure_ascii=False, sort_keys=True)
    key = hashlib.sha256("\n".join([*_versions(), text]).encode()).hexdigest()[:32]
    path = cache_dir() / "charts" / f"{key}.svg"
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        pass
    svg = engine(str(fonts.fonts_dir())).draw(spec, meanwhile=check)
    put(path, svg.encode())
    _forget_oldest(path.parent)
    return svg


def expect_drawing() -> None:
    """Start the engine where nothing has been drawn yet, so that the first chart need not wait."""
    if not next((cache_dir() / "charts").glob("*.svg"), None):
        engine(str(fonts.fonts_dir()))


def png(svg: str) -> bytes:
    """A drawing as PNG, on white: its texts are dark, and viewers may show no ground as black."""
    import vl_convert

    _register(str(fonts.fonts_dir()))
    end = svg.index(">", svg.index("<svg")) + 1
    on_white = f'{svg[:end]}<rect width="100%" height="100%" fill="#ffffff"/>{svg[end:]}'
    return bytes(vl_convert.svg_to_png(on_white, ppi=_PIXELS_PER_INCH))


@cache
def _versions() -> tuple[str, str]:
    return metadata.version("vl-convert-python"), str(fonts.fonts_dir())


@cache
def _register(directory: str) -> None:
    import vl_convert

    vl_convert.register_font_directory(directory)


def _forget_oldest(directory: Path) -> None:
    """Remove what is beyond the number kept; another process may be doing the same."""
    ages = []
    for path in directory.glob("*.svg"):
        with suppress(FileNotFoundError):
            ages.append((path.stat().st_mtime, path))
    for _, path in sorted(ages)[:-_KEPT]:
        path.unlink(missing_ok=True)
