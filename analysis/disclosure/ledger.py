"""The number ledger: what became of every numeric token of the document.

A token is a stored figure, or what a reader said of it, or what the words around it show
(``prose/tokens.csv``). An amount, a percentage or a count that nobody stored is never explained
away: it is ``unaccounted``, and shown. Not done here: storing figures.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from analysis.disclosure import records as r
from analysis.disclosure.ledger_series import row_numbers
from analysis.disclosure.numbers import TOKEN
from analysis.disclosure.privacy import MASK
from analysis.disclosure.prose.pages import find_page_numbers
from analysis.disclosure.prose.token_rules import is_bare_ordinal, names_quantity, verdict
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.vocabulary import narrow, without_blanks
from analysis.sources.document import Document, Line

_NEIGHBOUR = 24  # characters of the lines before and after that a rule may look at
_NOT_STORED = "an amount, percentage or count that no reader stored"
_BLANKS = " \t"


def settle(document: Document, recorder: Recorder) -> None:
    """Record a row for every numeric token of the document, in reading order."""
    document_id, rows, uses = recorder.document_id, recorder.out.number, recorder.uses
    figures = {
        (figure.page or 0, figure.line, (figure.col or 1) + shift): figure.figure_id
        for figure in recorder.out.figure
        if figure.cell_state != "dash"
        for shift in _token_starts(figure)
    }
    pages = {(line.page or 0, line.line) for line in _page_numbers(document.lines)}
    lines = document.printed
    ordinals = {(line.page or 0, line.line) for line in row_numbers(lines)}
    texts = [line.text for line in lines]
    starts = list(accumulate([len(text) + 1 for text in texts], initial=0))
    printed = {figure.figure_id: figure.printed or "" for figure in recorder.out.figure}
    rests: dict[tuple[int, int], str] = {}  # where the rest of a broken figure stands, whose it is
    for found in TOKEN.finditer("\n".join(texts)):
        index = bisect_right(starts, found.start()) - 1
        line, begin = lines[index], found.start() - starts[index]
        key = (line.page or 0, line.line, begin + 1)
        token = found.group()
        figure_id = figures.get(key) or recorder.rests.get(key) or rests.get((index, begin))
        if figure_id:
            if key in figures and len(printed[figure_id]) > len(token):
                where = _parts(printed[figure_id], texts, index, begin)
                rests.update(dict.fromkeys(where, figure_id))
            disposition, note = "figure", None
        elif key in uses:
            disposition, note = uses[key]
        elif key[:2] in pages:
            disposition, note = "page_number", "alone at the edge of a page"
        elif key[:2] in ordinals:
            disposition, note = "ordinal", "number of a row"
        else:
            disposition, note = _explain(lines, index, begin, begin + len(token))
        if disposition == "contact":
            token = MASK * len(token)
        rows.append(r.Number(document_id, *key, token, disposition, figure_id, note))


def _parts(printed: str, texts: Sequence[str], index: int, begin: int) -> Iterator[tuple[int, int]]:
    """Where the tokens of a figure stand that lines break: 1,234.|56, or 92,2|69.|3.

    ``begin`` is where it begins on the line ``index``; what is not its own ends it.
    """
    rest = printed
    while rest and index < len(texts):
        line = texts[index]
        own = line[begin : begin + len(rest)].rstrip()
        if (
            not own
            or not rest.startswith(own)
            or (len(own) < len(rest) and line[begin + len(own) :].strip())
        ):
            return
        yield from ((index, begin + found.start()) for found in TOKEN.finditer(own))
        rest = rest.removeprefix(own)
        index += 1
        begin = len(texts[index]) - len(texts[index].lstrip(_BLANKS)) if index < len(texts) else 0


def _token_starts(figure: r.Figure) -> list[int]:
    """Where the tokens of a figure begin: one that recognition has garbled (1.202.95) has two."""
    if figure.confidence is None:
        return [0]
    return [found.start() for found in TOKEN.finditer(figure.printed or "")] or [0]


def _page_numbers(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines that are page numbers."""
    return (lines[index] for index in find_page_numbers(lines, prose=False))


def _explain(lines: Sequence[Line], index: int, begin: int, end: int) -> tuple[str, str]:
    """Return what the words around a token show, those on the neighbouring lines included."""
    text = narrow(lines[index].text)
    before, after = without_blanks(text[:begin]), without_blanks(text[end:])
    above = without_blanks(narrow(lines[index - 1].text[-_NEIGHBOUR:])) if index else ""
    below = lines[index + 1].text[:_NEIGHBOUR] if index + 1 < len(lines) else ""
    below = without_blanks(narrow(below))
    token = text[begin:end]
    if names_quantity(after) in ("money", "percent"):
        return "unaccounted", _NOT_STORED  # never anything but a figure
    if before.strip() and not after.strip():
        decided = verdict(before, token, "", line_start=False)
        if decided and decided[0] in ("name_part", "page_number"):
            return decided  # “附表10”, “总表……10”, whatever the next line begins with
    decided = verdict(before if before else above, token, after or below, line_start=not before)
    decided = decided or verdict(above + before, token, after + below, line_start=not before)
    if decided:
        return decided
    if is_bare_ordinal(token, after, line_start=not before):
        return "ordinal", "number of an item, point left out"
    if names_quantity(after or below):
        return "unaccounted", _NOT_STORED
    return "unaccounted", "nothing around it says what it is"
