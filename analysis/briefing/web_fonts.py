"""The fonts inside a page: two small ones that hold the few hundred characters that occur in it.

Not done here: the faces that they are cut from (``fonts``), the page (``render.finish``).
"""

from __future__ import annotations

import base64
import io

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from analysis.briefing.fonts import FAMILY, WEIGHTS, fonts_dir

__all__ = ["web_font_css"]


def web_font_css(text: str) -> str:
    """CSS with two ``@font-face`` rules that hold just the characters of ``text`` (data: URIs)."""
    return "\n".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-display:block;'
        f'src:url(data:font/woff;base64,{_web_font(style, text)}) format("woff")}}'
        for style, weight in WEIGHTS.items()
    )


def _web_font(style: str, text: str) -> str:
    face = hb.Face(hb.Blob.from_file_path(str(fonts_dir() / f"NotoSansSC-{style}.ttf")))
    cut = hb.SubsetInput()
    cut.unicode_set.update(ord(c) for c in set(text) | set(" 0123456789"))
    # Left out by default; page.css asks for it, for quotation marks as wide as English needs.
    cut.layout_feature_tag_set.add(int.from_bytes(b"pwid", "big"))
    font = TTFont(io.BytesIO(cut.subset(face).blob.data), lazy=True, recalcTimestamp=False)
    font.flavor = "woff"
    out = io.BytesIO()
    font.save(out, reorderTables=None)
    return base64.b64encode(out.getvalue()).decode("ascii")
