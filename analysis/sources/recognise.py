"""What a file is, from its content.

The first bytes tell (``signatures.csv``) and, for a zip archive, the parts it holds; never the
ending of the name. Not done here: reading.
"""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path

# The part of a zip archive that tells which office format it is.
_ZIP_PARTS = (
    ("word/document.xml", "docx", "a Word file (.docx)"),
    ("xl/workbook.xml", "xlsx", "an Excel file (.xlsx)"),
)
_HEAD = 1024  # bytes: a PDF's mark may stand behind a few other bytes


def recognise(data: bytes) -> tuple[str, str]:
    """Return the format of a file's content and its name in words; ``text`` where none is known."""
    head = data[:_HEAD]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for kind, offset, signature, words in _signatures():
        if kind == "html" and start.startswith(signature):
            return kind, words
        if kind == "pdf" and signature in head:
            return kind, words
        if head[offset : offset + len(signature)] == signature:
            return _look_into_zip(data, words) if kind == "zip" else (kind, words)
    return "text", "a text file"


def _look_into_zip(data: bytes, words: str) -> tuple[str, str]:
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = set(archive.namelist())
    except zipfile.BadZipFile:
        return "zip", "a damaged zip, Word or Excel file"
    for part, kind, name in _ZIP_PARTS:
        if part in parts:
            return kind, name
    return "zip", words


@cache
def _signatures() -> tuple[tuple[str, int, bytes, str], ...]:
    with Path(__file__).with_name("signatures.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        (r["format"], int(r["offset"]), bytes.fromhex(r["signature"]), r["name"]) for r in rows
    )
