"""Finding the raw files, and loading each with the reader that its content asks for.

Files that are knowingly left out are named in ``ignored.csv`` with the reason. Adding a format is
a line in ``READERS``. Not done here: telling formats apart (``recognise``), reading itself, and
judging whether a text is a budget.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, cast

from analysis.sources.document import Document, UnreadableSource
from analysis.sources.recognise import recognise

# format -> function (bytes, file name) -> Document; imported when a file of the format turns up,
# because the library behind it may be large or an extra.
READERS = {
    "text": "analysis.sources.text:read_text",
    "pdf": "analysis.sources.pdf:read_pdf",
}

_ADVICE = {
    "html": "Download the document itself: this looks like a web page, perhaps an error page",
    "zip": "Unpack the archive and put the documents themselves into the raw folder",
    "duckdb": "Take it out of the raw folder: it is something built, not something published",
}
_TEXT_ADVICE = "Give the text taken from it as a .txt file in UTF-8 until there is a reader"


class RawFolderMissing(Exception):
    """There is no folder of raw documents, or nothing in it to read."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is knowingly left out, and why."""

    file_name: str
    reason: str


class Found(NamedTuple):
    """The raw files, sorted by name: those to read, and those knowingly left out."""

    documents: tuple[Path, ...]
    skipped: tuple[Skipped, ...]


def find_files(raw: Path) -> Found:
    """Return the files in ``raw`` and its folders, in the order of their names.

    Raises RawFolderMissing when there is no such folder or nothing in it that could be read.
    """
    if not raw.is_dir():
        raise RawFolderMissing(
            f"{raw}: no such folder. Expected the folder of the published documents. "
            "Create it and put the documents in, or name it with --raw DIR"
        )
    documents: list[Path] = []
    skipped: list[Skipped] = []
    for path in sorted(raw.rglob("*"), key=lambda p: p.relative_to(raw).as_posix()):
        if not path.is_file():
            continue
        reason = _reason_to_ignore(path.relative_to(raw).parts)
        if reason is None:
            documents.append(path)
        else:
            skipped.append(Skipped(file_name(path, raw), reason))
    if not documents:
        raise RawFolderMissing(
            f"{raw}: no document in the folder. Expected at least one published budget. "
            "Put the documents in, or name another folder with --raw DIR"
        )
    return Found(tuple(documents), tuple(skipped))


def file_name(path: Path, raw: Path) -> str:
    """Return the name under which a raw file goes: its path within the raw folder, with ``/``."""
    return path.relative_to(raw).as_posix()


def load(path: Path, raw: Path) -> Document:
    """Return the Document of a raw file.

    Raises UnreadableSource when it cannot be opened, is empty, damaged, or of a format that has
    no reader.
    """
    name = file_name(path, raw)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableSource(
            name,
            f"the file cannot be opened ({error.strerror})",
            "Check that it is there and may be read",
        ) from error
    kind, words = recognise(data)
    if kind not in READERS:
        raise UnreadableSource(
            name,
            f"this is {words}, and there is no reader for this format yet",
            _ADVICE.get(kind, _TEXT_ADVICE),
        )
    return _reader(kind, words, name)(data, name)


def _reader(kind: str, words: str, name: str) -> Callable[[bytes, str], Document]:
    module, _, function = READERS[kind].partition(":")
    try:
        return cast(Callable[[bytes, str], Document], getattr(import_module(module), function))
    except ModuleNotFoundError as error:
        raise UnreadableSource(
            name,
            f"this is {words}, and the library {error.name} that reads it is not installed",
            f"Install the project with its extra for this format: pip install -e '.[{kind}]'",
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


def _rows(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
