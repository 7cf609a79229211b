"""The list of sources: each number of the report, its formula, the printed figures behind it.

HTML: an entry a number holds all its figures with the quoted line, for the pop-up beside the
number. PDF: numbers first, each with its formula over printed figures (P1, P2 …), then each
printed figure once. A file is named where the warehouse holds more than one.

Not done here: giving numbers and computing them again (``passport.py``).
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from analysis.briefing.filters import about
from analysis.briefing.markdown import Markdown, curved, raw, typst_text
from analysis.briefing.numbers import Language, write_number
from analysis.briefing.words import Words
from analysis.measures.formula import TERM
from analysis.measures.quantity import Quantity
from analysis.sources.address import cell_name

# No space after a wide mark; in prose page.lua sees to it.
_WIDE_MARK = re.compile("(?<=[\u3001\u3002\uff01-\uff1f]) ")
_SIGNS = str.maketrans({"*": "×", "-": "−"})
_REPEAT = re.compile(r"_\d+$")
_LONGEST_QUOTE = 60
_SHORT_RUN = 2


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure as the document prints it, with its place; ``value`` in 万元 where it is money."""

    figure_id: str
    file_name: str | None
    table_kind: str
    row_name: str | None
    column_key: str | None
    printed: str
    value: Decimal | None
    page: int | None
    line: int | None
    col: int | None
    quote: str | None
    format: str
    x0: Decimal | None
    top: Decimal | None
    project: str | None = None  # whose sheet it stands in

    @property
    def cell(self) -> str | None:
        """The cell of a workbook, as E29; its page is the sheet. None in other files."""
        return cell_name(self.format, self.x0, self.top)


def source_list(
    numbers: Mapping[Quantity, int], printed: Mapping[str, PrintedFigure], language: Language
) -> Markdown:
    """Return the list for both formats; ``printed`` holds every figure that a number names.

    It is written in the terms of each format: read as markdown, so long a list would take a quarter
    of the time of the whole report.
    """
    writer = _Writer(language, printed)
    full = "\n".join(writer.entry(number, q) for q, number in numbers.items())
    short = "\n".join(writer.short_entry(number, q) for q, number in numbers.items())
    page = f'<div class="sources" role="list">\n{full}\n</div>'
    paper = f"#source-list[\n{short}\n{writer.register()}]"
    return Markdown("\n".join([raw("html", page), raw("typst", paper)]) if numbers else "")


class _Writer:
    """Writes the entries of one list."""

    def __init__(self, language: Language, printed: Mapping[str, PrintedFigure]) -> None:
        self._language: Language = language
        self._printed = printed
        self._words = Words(language, lambda _, text: text)
        self._files = {figure.file_name for figure in printed.values() if figure.file_name}
        self._order: dict[str, int] = {}

    def entry(self, number: int, quantity: Quantity) -> str:
        """A number with all its figures, each with the line that is quoted; HTML."""
        figures = [self._printed[f] for f in quantity.figure_ids]
        head = [_span("number", f"[{number}]"), _span("value", self._value(quantity))]
        if quantity.formula.startswith("count:"):
            head.append(_html(self._counted(quantity)))
        elif quantity.formula != "f1":
            head += ["=", _span("formula", quantity.formula.translate(_SIGNS))]
        lines = [" ".join(head)]
        for position, figure in enumerate(figures, start=1):
            name = [_span("formula", f"f{position}")] if len(figures) > 1 else []
            quote = [_span("quote", _shorten(figure.quote))] if figure.quote else []
            lines.append(" ".join([*name, _html(self._place(figure)), *quote]))
        kinds = sorted({figure.table_kind for figure in figures if figure.table_kind})
        marks = about(tables=kinds, thing="source")
        body = "".join(f"<p>{line}</p>" for line in lines)
        return f'<div id="src-{number}" class="source" role="listitem" {marks}>{body}</div>'

    def short_entry(self, number: int, quantity: Quantity) -> str:
        """A number with its formula over the figures of the register; Typst."""
        names = [self._number(figure) for figure in quantity.figure_ids]
        if quantity.formula.startswith("count:"):
            formula = self._counted(quantity)
        else:
            formula = TERM.sub(lambda found: _named(found, names), quantity.formula)
            formula = f"= {formula.translate(_SIGNS)}"
        text = _typst(f"[{number}] {self._value(quantity)} {formula}")
        return f"#source-entry[{text}] <src-{number}>"

    def register(self) -> str:
        """Each printed figure once, in the order of first use; Typst."""
        if not self._order:
            return ""
        title = self._words.plain("source.register", files="、".join(sorted(self._files)))
        lines = [
            f"#source-entry[{_typst(f'P{number} {self._place(self._printed[figure])}')}]"
            for figure, number in self._order.items()
        ]
        return "\n".join([f"#source-title[{_typst(title)}]", *lines, ""])

    def _value(self, quantity: Quantity) -> str:
        return write_number(quantity, self._language)

    def _counted(self, quantity: Quantity) -> str:
        what = quantity.formula.removeprefix("count:").strip()
        return self._words.plain("source.count", what=what)

    def _number(self, figure: str) -> int:
        return self._order.setdefault(figure, len(self._order) + 1)

    def _place(self, figure: PrintedFigure) -> str:
        column = self._column(figure.column_key or "")
        where = "line" if figure.page is None else "cell" if figure.cell else "page"
        place = self._words.plain(
            f"source.{where}",
            page=figure.page or 0,
            line=figure.line or 0,
            col=figure.col or 0,
            cell=figure.cell or "",
            table=self._words.called(f"table.{figure.table_kind}", figure.table_kind),
            row=" · ".join(dict.fromkeys(filter(None, (figure.project, figure.row_name, column)))),
            printed=figure.printed,
        )
        return f"{figure.file_name or ''}: {place}" if len(self._files) > 1 else place

    def _column(self, key: str) -> str:
        """What a column is called; a second value of one column is called as the first."""
        key = _REPEAT.sub("", key)
        return self._words.called(f"column.{key}", self._words.called(f"part.{key}", key))


def _named(found: re.Match[str], names: list[int]) -> str:
    """The figures of a term by their numbers in the register; a run of them as ``P3–P9``."""
    first, last = int(found[1]), int(found[2] or found[1])
    runs: list[list[int]] = []
    for number in names[first - 1 : last]:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [
        f"P{run[0]}–P{run[-1]}" if len(run) > _SHORT_RUN else ", ".join(f"P{n}" for n in run)
        for run in runs
    ]
    return ", ".join(said)


def _shorten(quote: str | None) -> str:
    text = " ".join((quote or "").split())
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def _span(kind: str, text: str) -> str:
    return f'<span class="src-{kind}">{_html(text)}</span>'


def _html(text: str) -> str:
    return html.escape(_typeset(text), quote=False)


def _typst(text: str) -> str:
    return typst_text(_typeset(text))


def _typeset(text: str) -> str:
    return _WIDE_MARK.sub("", curved(text))
