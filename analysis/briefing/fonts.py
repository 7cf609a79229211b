"""Chinese that shows everywhere, without any font of the system.

Noto Sans SC (SIL Open Font License) comes as one variable font in the package
``justmytype-intl-cjk``. Charts and PDF need static faces (a variable font shows thin in SVG), so
HarfBuzz pins Regular and Bold once into a cache directory. Same package, same bytes.

``BUDGET_FONTS`` names another directory with ``NotoSansSC-Regular.ttf`` and ``-Bold.ttf``, or an
empty one to use as the cache.

Not done here: the fonts inside a page (``web_fonts``), choosing sizes and weights (``theme.py``,
``render/assets``), italics (the family has none).
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import unicodedata
from functools import cache
from importlib import metadata, resources
from pathlib import Path

import uharfbuzz as hb

from analysis.cache import cache_dir, put

__all__ = ["FAMILY", "WEIGHTS", "MissingGlyph", "check_glyphs", "fonts_dir"]

FAMILY = "Noto Sans SC"
_PACKAGE = "justmytype-intl-cjk"
_SOURCE = "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
WEIGHTS = {"Regular": 400, "Bold": 700}


class MissingGlyph(ValueError):
    """A character that the font cannot show, and would show as an empty box."""


def fonts_dir() -> Path:
    """The directory with the static faces; made on the first call, then only looked up.

    Raises FileNotFoundError when the font package is not installed.
    """
    directory = _directory()
    for style, weight in WEIGHTS.items():
        path = directory / f"NotoSansSC-{style}.ttf"
        if not path.exists():
            put(path, _static_face(style, weight))
    return directory


def check_glyphs(text: str, where: str) -> None:
    """Raise MissingGlyph when a character of ``text`` has no glyph; ``where`` names the text."""
    covered = _covered()
    missing = sorted(c for c in set(text) if ord(c) not in covered and not _invisible(c))
    if missing:
        first = text.index(missing[0])
        around = text[max(0, first - 20) : first + 20].replace("\n", " ")
        names = ", ".join(f"{c} (U+{ord(c):04X})" for c in missing)
        raise MissingGlyph(
            f"{where}: {FAMILY} has no glyph for {names}, first in “{around}”. "
            "Use another character there, or add a font that has it."
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
    from fontTools.ttLib import TTFont

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


@cache
def _covered() -> hb.Set:
    path = fonts_dir() / "NotoSansSC-Regular.ttf"
    return hb.Face(hb.Blob.from_file_path(str(path))).unicodes


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
