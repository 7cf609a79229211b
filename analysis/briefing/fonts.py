"""Chinese that shows everywhere, without any font of the system.

Noto Sans SC (SIL Open Font License) comes as one variable font in the package
``justmytype-intl-cjk``. Charts and PDF need static faces (a variable font shows thin in SVG), so
HarfBuzz pins Regular and Bold once into a cache directory; a page gets the few hundred characters
that occur in it as two small web fonts. Same package, same bytes.

``BUDGET_FONTS`` names another directory with ``NotoSansSC-Regular.ttf`` and ``-Bold.ttf``, or an
empty one to use as the cache.

Not done here: choosing sizes and weights (``theme.py``, ``render/assets``), italics (the family
has none).
"""

from __future__ import annotations

import base64
import io
import os
import shutil
import sys
import unicodedata
from functools import cache
from importlib import metadata, resources
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from analysis.cache import cache_dir, put

__all__ = ["FAMILY", "MissingGlyph", "check_glyphs", "fonts_dir", "web_font_css"]

FAMILY = "Noto Sans SC"
_PACKAGE = "justmytype-intl-cjk"
_SOURCE = "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
_WEIGHTS = {"Regular": 400, "Bold": 700}


class MissingGlyph(ValueError):
    """A character that the font cannot show, and would show as an empty box."""


def fonts_dir() -> Path:
    """The directory with the static faces; made on the first call, then only looked up.

    Raises FileNotFoundError when the font package is not installed.
    """
    directory = _directory()
    for style, weight in _WEIGHTS.items():
        path = directory / f"NotoSansSC-{style}.ttf"
        if not path.exists():
            put(path, _static_face(style, weight))
    return directory


def check_glyphs(text: str, where: str) -> None:
    """Raise MissingGlyph when a character of ``text`` has no glyph; ``where`` names the text."""
    missing = sorted(c for c in set(text) - _covered() if not _invisible(c))
    if missing:
        first = text.index(missing[0])
        around = text[max(0, first - 20) : first + 20].replace("\n", " ")
        names = ", ".join(f"{c} (U+{ord(c):04X})" for c in missing)
        raise MissingGlyph(
            f"{where}: {FAMILY} has no glyph for {names}, first in “{around}”. "
            "Use another character there, or add a font that has it."
        )


def web_font_css(text: str) -> str:
    """CSS with two ``@font-face`` rules that hold just the characters of ``text`` (data: URIs)."""
    return "\n".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-display:block;'
        f'src:url(data:font/woff;base64,{_web_font(style, text)}) format("woff")}}'
        for style, weight in _WEIGHTS.items()
    )


def _directory() -> Path:
    chosen = os.environ.get("BUDGET_FONTS")
    if chosen:
        return Path(chosen)
    return cache_dir() / f"fonts-{_package_version()}"


def _package_version() -> str:
    try:
        return metadata.version(_PACKAGE)
    except metadata.PackageNotFoundError as error:
        raise FileNotFoundError(
            f"the font {FAMILY} is not here: the Python package {_PACKAGE} is not installed. "
            "Run `make setup`, or set BUDGET_FONTS to a directory with NotoSansSC-Regular.ttf "
            "and NotoSansSC-Bold.ttf."
        ) from error


def _static_face(style: str, weight: int) -> bytes:
    _package_version()
    source = resources.files("justmytype_intl_cjk") / _SOURCE
    face = hb.Face(hb.Blob(source.read_bytes()))
    cut = hb.SubsetInput()
    cut.keep_everything()
    cut.pin_axis_location(face, "wght", weight)
    font = TTFont(io.BytesIO(cut.subset(face).blob.data), lazy=True, recalcTimestamp=False)
    del font["STAT"]
    names = {1: FAMILY, 2: style, 4: f"{FAMILY} {style}", 6: f"NotoSansSC-{style}", 16: FAMILY}
    table = font["name"]
    table.names = [name for name in table.names if name.nameID in (0, 13, 14)]
    for number, text in {**names, 17: style}.items():
        table.setName(text, number, 3, 1, 0x409)
    bold = style == "Bold"
    font["head"].macStyle = int(bold)
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    out = io.BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


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


@cache
def _covered() -> frozenset[str]:
    path = fonts_dir() / "NotoSansSC-Regular.ttf"
    face = hb.Face(hb.Blob.from_file_path(str(path)))
    return frozenset(chr(code) for code in face.unicodes)


def _invisible(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp", "Zs"}


def main() -> None:
    """Put the faces into the directory named on the command line (``_quarto.yml`` does)."""
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for face in sorted(fonts_dir().glob("NotoSansSC-*.ttf")):
        shutil.copyfile(face, target / face.name)


if __name__ == "__main__":
    main()
