"""The sentences of a running text with their headings, ordinals and depth.

A line that begins with an ordinal opens a paragraph; one that carries an ordinal and neither a
figure nor the end of a sentence is a heading. Depth follows the order in which kinds of ordinal
appear (一、 （一） 1. （1）), whatever that order is. Not done here: what sentences say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from analysis.disclosure.joined import Joined, is_wide, join, piece
from analysis.disclosure.prose.pages import find_page_numbers
from analysis.disclosure.prose.titles import ORDINAL, goes_on, is_bare_title, is_title, section_key
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.vocabulary import narrow
from analysis.sources.document import Block, Line

_STOP = re.compile(r"[。；;！!？?]")
_GAP = re.compile(r"(?<=[^ ]) +(?=[^ ])")
_TITLE_OF_ITEM = re.compile(r"(?P<title>[^，,；;：:。\d]{2,24})[。：:]")
_AMOUNT = re.compile(r"\s*\d[\d,，.]*\s*[万亿]?元")
_OPEN_SECTIONS = ("narrative", "overview", "other")  # an item of theirs may be a section
_FEWEST_GAPS = 4  # in a line; single blanks may be the writer's own
_SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]+[”’）】]*|[^。！？!?]+$")


class Sentence(NamedTuple):
    """A sentence: its heading, section_key, and its depth under the heading.

    ``depth`` is 0 for running text, 1 and more for items with an ordinal; ``opens_item`` says
    that the sentence itself carries the ordinal. ``item`` counts items of the whole text, so
    that two sentences of one item can be told.
    """

    text: Joined
    section: str
    section_key: str
    depth: int
    opens_item: bool
    item: int


class Heading(NamedTuple):
    """A heading without its ordinal, with the key that the vocabulary gives it."""

    title: str
    section_key: str
    line: Line


def running_lines(blocks: Sequence[Block], recorder: Recorder) -> list[Line]:
    """Return the lines that carry text; page numbers are taken out and spoken for."""
    lines = [block for block in blocks if isinstance(block, Line)]
    pages = find_page_numbers(lines, prose=True)
    kept: list[Line] = []
    for index, line in enumerate(lines):
        if index in pages:
            text = piece(line)
            digit = re.search(r"\d", text.text)
            if digit:
                recorder.use(text.place(digit.start()), "page_number", "alone between two lines")
        elif line.text and not line.text.isspace():
            narrowed = narrow(line.text)
            kept.append(line if narrowed == line.text else replace(line, text=narrowed))
    return kept


def outline(
    lines: Sequence[Line], first_key: str, under: str | None = None
) -> Iterator[Heading | Sentence]:
    """Yield the headings and sentences of a text in reading order.

    ``first_key`` is the section_key of what stands before the first heading; ``under`` the kind of
    ordinal of the heading above the text, which its own headings may go on with.
    """
    # kinds of ordinal that are open, the outermost first
    stack: list[str] = [under] if under else []
    top = len(stack)
    sections: list[tuple[int, str, str]] = []  # depth of the heading, title, key
    item = 0
    for kind, paragraph, is_heading in _paragraphs(lines):
        if kind:
            del stack[stack.index(kind) if kind in stack else len(stack) :]
            stack.append(kind)
        if is_heading:
            if kind is None:
                del stack[top:]
            depth = len(stack)
            while sections and sections[-1][0] >= depth:
                sections.pop()
            title = ORDINAL.sub("", paragraph.text, count=1).strip()
            key = section_key(title) or (sections[-1][2] if sections else first_key)
            sections.append((depth, title, key))
            place = paragraph.place(0)
            yield Heading(title, key, Line(paragraph.text, place.line, place.page))
            continue
        if kind:
            while sections and sections[-1][0] >= len(stack):
                sections.pop()  # an item of the heading's own rank is not under the heading
        base = sections[-1][0] if sections else top
        title, key = sections[-1][1:] if sections else ("", first_key)
        if kind and key in _OPEN_SECTIONS:  # “（四）政府采购情况：2024年…”
            key = section_key(item_title(paragraph)) or key
        if kind is None:
            del stack[base:]
        for number, text in enumerate(_sentences(paragraph)):
            found = ORDINAL.match(text.text)
            inner = found.lastgroup if found else None
            if inner and number:
                del stack[stack.index(inner, base) if inner in stack[base:] else len(stack) :]
                stack.append(inner)
            item += bool(found)
            yield Sentence(text, title, key, len(stack) - base, bool(found), item)


def items_of(text: Joined) -> list[Joined]:
    """Cut a text where a printed line begins with an ordinal, or one follows a full stop."""
    cuts = {0, len(text.text), *_inline(text.text)}
    for start in text.starts:
        found = ORDINAL.match(text.text, start)
        if found and (text.text[: found.end()].strip() != text.text[:start].strip()):
            cuts.add(start)
    items = [text.cut(begin, end) for begin, end in pairwise(sorted(cuts))]
    return [item for item in items if item]


def sentences_of(text: Joined, section_key: str) -> Iterator[Sentence]:
    """Yield the sentences of a text without headings, item by item."""
    stack: list[str] = []
    for number, item in enumerate(items_of(text)):
        found = ORDINAL.match(item.text)
        kind = found.lastgroup if found else None
        if kind:
            del stack[stack.index(kind) if kind in stack else len(stack) :]
            stack.append(kind)
        for order, sentence in enumerate(_sentences(item)):
            opens = bool(kind) and order == 0
            yield Sentence(sentence, "", section_key, len(stack), opens, number)


def ordinal_kind(text: Joined) -> str | None:
    """Return the kind of ordinal that a text begins with: chinese, digit, …; None without."""
    found = ORDINAL.match(text.text)
    return found.lastgroup if found else None


def without_ordinal(text: Joined) -> Joined:
    """Return an item without its ordinal."""
    found = ORDINAL.match(text.text)
    return text.cut(found.end()) if found else text


def item_title(text: Joined) -> str:
    """Return what an item's first words name: “2.公务接待费。”, “2.公务接待费：主要用于…”."""
    found = _TITLE_OF_ITEM.match(without_ordinal(text).text)
    return found.group("title").strip() if found else ""


def _paragraphs(lines: Sequence[Line]) -> Iterator[tuple[str | None, Joined, bool]]:
    """Yield kind of ordinal, text and whether it is a heading, paragraph by paragraph."""
    index = 0
    while index < len(lines):
        found = ORDINAL.match(lines[index].text)
        begin, index = index, index + 1
        if not found and is_bare_title(lines, begin):
            yield None, piece(lines[begin]), True
            continue
        if found and is_title(lines[begin].text, found.lastgroup) and not _has_amount(lines, index):
            if index < len(lines) and goes_on(lines[begin].text, lines[index].text):
                index += 1
            yield found.lastgroup, _joined(lines[begin:index]), True
            continue
        while index < len(lines) and not ORDINAL.match(lines[index].text):
            if is_bare_title(lines, index):
                break
            index += 1
        kind = found.lastgroup if found else None
        yield kind, _joined(lines[begin:index]), False


def _has_amount(lines: Sequence[Line], index: int) -> bool:
    """Whether a line begins with an amount: then the words before it say of what it is."""
    return index < len(lines) and _AMOUNT.match(lines[index].text) is not None


def _joined(lines: Sequence[Line]) -> Joined:
    """Join lines; one whose characters are set apart to fill it loses the blanks between them."""
    return join(part for line in lines for part in _pieces(line))


def _pieces(line: Line) -> Iterator[Joined]:
    gaps = [found.span() for found in _GAP.finditer(line.text)]
    apart = [(a, b) for a, b in gaps if is_wide(line.text[a - 1]) and is_wide(line.text[b])]
    if len(apart) < _FEWEST_GAPS:  # gaps wider than a writer's are those of the page
        apart = [(a, b) for a, b in gaps if b - a > 1 and _is_beside_wide(line.text, a, b)]
    gaps = apart
    begin = 0
    for start, end in gaps:
        yield piece(line, begin, start)
        begin = end
    yield piece(line, begin)


def _is_beside_wide(text: str, begin: int, end: int) -> bool:
    return is_wide(text[begin - 1]) or is_wide(text[end])


def _inline(text: str) -> list[int]:
    """Where an ordinal follows the end of a sentence, or of a part of it."""
    ends = [stop.end() for stop in _STOP.finditer(text)]
    return [end for end in ends if ORDINAL.match(text, end)]


def _sentences(paragraph: Joined) -> Iterator[Joined]:
    """Yield the sentences of a paragraph; an ordinal after a semicolon opens one, too."""
    cuts = [0, *_inline(paragraph.text), len(paragraph.text)]
    for begin, end in pairwise(cuts):
        for match in _SENTENCE.finditer(paragraph.text, begin, end):
            sentence = paragraph.cut(match.start(), match.end())
            if sentence:
                yield sentence
