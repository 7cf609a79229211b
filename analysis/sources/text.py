"""Plain text files, such as the text taken from a PDF.

Encodings are tried in the order: byte order mark, UTF-8, GB18030 (which contains GBK and
GB2312). Not done here: guessing at other encodings; a file that none of these fits is refused.
"""

from __future__ import annotations

import codecs
import re
from pathlib import PurePosixPath

from analysis.sources.comma_text import comma_blocks
from analysis.sources.document import Document, Line, SourceFile, UnreadableSource
from analysis.sources.guessed_tables import are_guessed, without_bars
from analysis.sources.page_series import find_page_numbers
from analysis.sources.text_tables import with_tables

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TEXT_ENDINGS = ("", ".txt", ".text", ".csv", ".tsv", ".md")
# Control characters that no text file of a disclosure holds (tab, line ends and form feed aside).
_PAGES = re.compile(r"\f*[^\f]+|\f+$")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(data: bytes, file_name: str) -> tuple[str, str]:
    """Return the text of ``data`` and the name of the encoding that fitted.

    Raises UnreadableSource when no encoding fits or the bytes are not text.
    """
    encodings = [name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)]
    encodings = encodings or _guess_order(data)
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if not _CONTROL.search(text):
            return text, encoding
    ending = PurePosixPath(file_name).suffix.lower()
    if ending not in _TEXT_ENDINGS:
        raise UnreadableSource(
            file_name,
            f"the content is not that of a {ending} file, nor of any other format that is known",
            "The file is damaged, or encrypted: download it again",
        )
    raise UnreadableSource(
        file_name,
        "the bytes are not text in UTF-8, UTF-16 or GB18030",
        "Save the document as UTF-8 text, or give the original PDF, Word or Excel file",
    )


def _guess_order(data: bytes) -> list[str]:
    """UTF-16 without a mark shows as zero bytes, nearly all on one side of its pairs.

    The other side has a few: 一 is U+4E00.
    """
    low, high = data[1::2].count(0), data[0::2].count(0)
    if max(low, high) > 2 * min(low, high):
        return ["utf-16-le"] if low > high else ["utf-16-be"]
    return ["utf-8", "gb18030"]


def read_text(data: bytes, file_name: str) -> Document:
    """Return the Document of a text file: one Line for each line of the file, blank ones too.

    Lines count from 1. A form feed, which some PDF tools put between pages, stays in the text, so
    that line and column lead back to the raw file; within a line it ends one Line and begins
    another of the same number. Page numbers are marked where they count on through the text. Raises
    UnreadableSource for an empty file, one that is not text, and rows of a CSV that do not fit
    together.
    """
    if not data.strip():
        raise UnreadableSource(file_name, "the file is empty", "Download the document again")
    text, encoding = decode(data, file_name)
    texts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not texts[-1]:
        texts.pop()  # what follows the last line end is no line
    if "\f" in text:
        lines = [line for number, one in enumerate(texts, 1) for line in _lines_of(one, number)]
    else:
        lines = [Line(one, number) for number, one in enumerate(texts, 1)]
    if are_guessed(lines):
        lines = without_bars(lines)
    for index in find_page_numbers(lines):
        lines[index].furniture = True
    parted = comma_blocks(lines, file_name)
    source = SourceFile.of(data, file_name, "text" if parted is None else "csv", encoding)
    return Document(source, tuple(with_tables(lines) if parted is None else parted))


def _lines_of(text: str, number: int) -> list[Line]:
    """The Lines of a line of the file: one, or one for each page where pages meet within it."""
    if "\f" not in text.lstrip("\f"):
        return [Line(text, number)]
    parts: list[Line] = []
    begin = 0
    for page in _PAGES.findall(text):
        parts.append(Line(" " * begin + page, number))
        begin += len(page)
    return parts
