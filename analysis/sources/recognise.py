"""What a file is, from its content.

The first bytes tell (``signatures.csv``); for a zip archive the parts it holds (``zip_parts.csv``),
for text that begins with a tag the words in it (``markup.csv``); never the ending of the name. Not
done here: reading.
"""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import zipfile

_HEAD = 1024  # bytes: a PDF's mark may stand behind a few other bytes
_MARKUP = 4096  # bytes in which markup says what it is
_MOST_NAMES = 4  # of the files in an archive


def recognise(data: bytes) -> tuple[str, str]:
    """Return the format of a file's content and its name in words; ``text`` where none is known."""
    head = data[:_HEAD]
    for kind, offset, signature, words in _signatures():
        if head[offset : offset + len(signature)] == signature:
            return _look_into_zip(data, words) if kind == "zip" else (kind, words)
    for kind, _, signature, words in _signatures():  # an archive may hold a PDF as it is
        if kind == "pdf" and signature in head:
            return kind, words
    start = data[:_MARKUP].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(b"<"):
        for row in _rows("markup.csv"):
            if row["words"].encode() in start:
                return row["format"], row["name"]
    return "text", "a text file"


def _look_into_zip(data: bytes, words: str) -> tuple[str, str]:
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile:
        return "damaged_zip", "a zip, Word or Excel file that is cut off or damaged"
    names = {part.filename for part in parts}
    for row in _rows("zip_parts.csv"):
        if row["part"] in names:
            return row["format"], row["name"]
    files = [_name(part) for part in parts if not part.is_dir()]
    if not files:
        return "zip", words
    more = f" and {len(files) - _MOST_NAMES} more" if len(files) > _MOST_NAMES else ""
    return "zip", f"{words} (with {', '.join(files[:_MOST_NAMES])}{more})"


def _name(part: zipfile.ZipInfo) -> str:
    """The name of a file in an archive; Chinese programs write it in GBK and do not say so."""
    if part.flag_bits & 0x800:
        return part.filename
    try:
        return part.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return part.filename


@cache
def _signatures() -> tuple[tuple[str, int, bytes, str], ...]:
    return tuple(
        (r["format"], int(r["offset"]), bytes.fromhex(r["signature"]), r["name"])
        for r in _rows("signatures.csv")
    )


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
