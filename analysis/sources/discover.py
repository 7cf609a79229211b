"""Finding the raw documents, and loading each with the reader that its content asks for.

A file that lies in the raw folder itself, or alone in a folder below it, is a document; several
files in one folder below it are one document together (prose in one, tables in another). Files
that are knowingly left out are named in ``ignored.csv`` with the reason. Adding a format is
a line in ``READERS``. Not done here: telling formats apart (``recognise``), reading itself, and
judging whether a text is a budget.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, cast

from analysis.sources.document import Document, UnreadableSource
from analysis.sources.folder import combine
from analysis.sources.recognise import recognise

# format -> function (bytes, file name) -> Document; imported when a file of the format turns up,
# because the library behind it may be large or an extra.
READERS = {
    "text": "analysis.sources.text:read_text",
    "pdf": "analysis.sources.pdf:read_pdf",
    "docx": "analysis.sources.word:read_word",
    "xlsx": "analysis.sources.excel:read_excel",
    "ole": "analysis.sources.excel:read_excel",  # .xls; it says what to do with .doc
    "html": "analysis.sources.web_page:read_html",
    "image": "analysis.sources.scan:read_picture",
}
_PICTURE = "image"
# The extras that bring a reader's library; others are called as the format.
_EXTRAS = {
    "docx": "office",
    "xlsx": "office",
    "ole": "office",
    "html": "office",
    "image": "pdf,ocr",
}

_NO_READER = ", and there is no reader for this format"
_TEXT_ADVICE = "Give the text taken from it as a .txt file in UTF-8 until there is a reader"


class RawFolderMissing(Exception):
    """There is no folder of raw documents, or nothing in it to read."""


class Skipped(NamedTuple):
    """A file that is knowingly left out, and why."""

    file_name: str
    reason: str


class Found(NamedTuple):
    """The raw documents, sorted by name, and the files knowingly left out.

    A document is a file, or a folder whose files are one document.
    """

    documents: tuple[Path, ...]
    skipped: tuple[Skipped, ...]


def find_files(raw: Path) -> Found:
    """Return the documents in ``raw`` and its folders, in the order of their names.

    Raises RawFolderMissing when there is no such folder or nothing in it that could be read.
    """
    if not raw.is_dir():
        raise RawFolderMissing(
            f"{raw}: no such folder. Expected the folder of the published documents. "
            "Create it and put the documents in, or name it with --raw DIR"
        )
    files: list[Path] = []
    skipped: list[Skipped] = []
    for path in sorted(raw.rglob("*"), key=lambda p: p.relative_to(raw).as_posix()):
        if not path.is_file():
            continue
        reason = _reason_to_ignore(path.relative_to(raw).parts)
        if reason is None:
            files.append(path)
        else:
            skipped.append(Skipped(file_name(path, raw), reason))
    if not files:
        raise RawFolderMissing(
            f"{raw}: no document in the folder. Expected at least one published budget. "
            "Put the documents in, or name another folder with --raw DIR"
        )
    return Found(tuple(_together(files, raw)), tuple(skipped))


def _together(files: Sequence[Path], raw: Path) -> list[Path]:
    """The documents that files make up: a folder stands for several files in it."""
    beside = Counter(path.parent for path in files)
    whole = {
        path if path.parent == raw or beside[path.parent] == 1 else path.parent for path in files
    }
    return sorted(whole, key=lambda path: file_name(path, raw))


def file_name(path: Path, raw: Path) -> str:
    """Return the name of a raw document: its path within the raw folder, with ``/``."""
    return path.relative_to(raw).as_posix()


def load(path: Path, raw: Path) -> Document:
    """Return the Document of a raw file, or of a folder whose files are one document.

    Raises UnreadableSource when it, or a file of the folder, cannot be opened, is empty, damaged,
    or of a format that has no reader.
    """
    name = file_name(path, raw)
    if path.is_dir():
        files = sorted((p for p in path.iterdir() if p.is_file()), key=_in_order)
        kept = [p for p in files if _reason_to_ignore(p.relative_to(raw).parts) is None]
        if kept:
            return combine(_load_parts(kept, raw), name)
    data = _bytes(path, raw)
    kind, words = recognise(data)
    if kind not in READERS:
        raise UnreadableSource(
            name,
            f"this is {words}" + _NO_READER * (kind != "damaged_zip"),
            _advice().get(kind, _TEXT_ADVICE),
        )
    document: Document = _reader(kind, words, name)(data, name)
    return document


def _load_parts(paths: Sequence[Path], raw: Path) -> list[Document]:
    """The Document of each file of a folder; pictures are pages that belong together."""
    pictures = [p for p in paths if recognise(_bytes(p, raw))[0] == _PICTURE]
    if len(pictures) < 2:
        return [load(p, raw) for p in paths]
    name = file_name(pictures[0], raw)
    read = _reader(_PICTURE, "a picture", name, "read_pictures")
    pages = dict(
        zip(pictures, read((file_name(p, raw), _bytes(p, raw)) for p in pictures), strict=True)
    )
    return [pages.get(p) or load(p, raw) for p in paths]


def _in_order(path: Path) -> tuple[tuple[str | int, ...], str]:
    """Names in the order of their numbers: page2 before page10."""
    parts = re.split(r"(\d+)", path.name)
    return tuple(int(part) if index % 2 else part for index, part in enumerate(parts)), path.name


def _bytes(path: Path, raw: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableSource(
            file_name(path, raw),
            f"the file cannot be opened ({error.strerror})",
            "Check that it is there and may be read",
        ) from error


def _reader(kind: str, words: str, name: str, other: str = "") -> Callable[..., Any]:
    """The function that reads a format, or an ``other`` one of its module."""
    module, _, function = READERS[kind].partition(":")
    try:
        return cast(Callable[..., Any], getattr(import_module(module), other or function))
    except ModuleNotFoundError as error:
        raise UnreadableSource(
            name,
            f"this is {words}, and the library {error.name} that reads it is not installed",
            "Install the project with its extra for this format: "
            f"pip install -e '.[{_EXTRAS.get(kind, kind)}]'",
        ) from error


def _reason_to_ignore(parts: tuple[str, ...]) -> str | None:
    for pattern, reason in _ignored():
        if fnmatchcase(parts[-1], pattern) or (
            pattern == ".*" and any(p.startswith(".") for p in parts)
        ):
            return reason
    return None


@cache
def _ignored() -> tuple[tuple[str, str], ...]:
    return tuple((row["pattern"], row["reason"]) for row in _rows("ignored.csv"))


@cache
def _advice() -> dict[str, str]:
    return {row["format"]: row["advice"] for row in _rows("advice.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
