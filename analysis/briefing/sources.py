"""The list of sources: each number of the report, its formula, the printed figures behind it.

HTML: an entry a number holds all its figures with the quoted line, for the pop-up beside the
number. PDF: numbers first, each with its formula over printed figures (P1, P2 …), then each
printed figure once. A file is named where the warehouse holds more than one.

Not done here: giving numbers and computing them again (``passport.py``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from analysis.briefing.filters import about
from analysis.briefing.markdown import Markdown, escape
from analysis.briefing.numbers import Language, write_number
from analysis.briefing.words import Words, entries
from analysis.measures.quantity import Quantity

_SIGNS = str.maketrans({"*": "×", "-": "−"})
_FIGURE = re.compile(r"f(\d+)(?:\.\.f(\d+))?")
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


def source_list(
    numbers: Mapping[Quantity, int], printed: Mapping[str, PrintedFigure], language: Language
) -> Markdown:
    """Return the list for both formats; ``printed`` holds every figure that a number names."""
    writer = _Writer(language, printed)
    full = "\n".join(writer.entry(number, q) for q, number in numbers.items())
    short = "\n".join(writer.short_entry(number, q) for q, number in numbers.items())
    return Markdown(
        f'::: {{.sources .only-html role="list"}}\n\n{full}\n:::\n\n'
        f"::: {{.sources .only-pdf}}\n\n{short}\n{writer.register()}\n:::\n"
    )


class _Writer:
    """Writes the entries of one list."""

    def __init__(self, language: Language, printed: Mapping[str, PrintedFigure]) -> None:
        self._language: Language = language
        self._printed = printed
        self._words = Words(language, lambda _, text: text)
        self._files = {figure.file_name for figure in printed.values() if figure.file_name}
        self._order: dict[str, int] = {}

    def entry(self, number: int, quantity: Quantity) -> str:
        """A number with all its figures, each with the line that is quoted."""
        figures = [self._printed[f] for f in quantity.figure_ids]
        lines = [f"{self._head(number, quantity)} {self._formula(quantity)}".rstrip()]
        for position, figure in enumerate(figures, start=1):
            name = f"[f{position}]{{.src-formula}} " if len(figures) > 1 else ""
            quote = f" [{escape(_shorten(figure.quote))}]{{.src-quote}}" if figure.quote else ""
            lines.append(f"{name}{self._place(figure)}{quote}")
        kinds = sorted({figure.table_kind for figure in figures if figure.table_kind})
        marks = about(tables=kinds, thing="source")
        return _block(number, f'.source role="listitem" {marks}', lines)

    def short_entry(self, number: int, quantity: Quantity) -> str:
        """A number with its formula over the figures of the register."""
        formula = self._formula(quantity, short=True)
        return _block(number, ".source", [f"{self._head(number, quantity)} {formula}".rstrip()])

    def register(self) -> str:
        """Each printed figure once, in the order of first use."""
        if not self._order:
            return ""
        lines = [
            f"::: {{.printed-figure}}\n[P{number}]{{.src-number}} "
            f"{self._place(self._printed[figure])}\n:::"
            for figure, number in self._order.items()
        ]
        title = self._words.say("source.register", files="、".join(sorted(self._files)))
        return f"\n::: {{.source-title}}\n{title}\n:::\n\n" + "\n\n".join(lines) + "\n"

    def _head(self, number: int, quantity: Quantity) -> str:
        value = escape(write_number(quantity, self._language))
        return f"[\\[{number}\\]]{{.src-number}} [{value}]{{.src-value}}"

    def _formula(self, quantity: Quantity, short: bool = False) -> str:
        if quantity.formula.startswith("count:"):
            counted = quantity.formula.removeprefix("count:").strip()
            return str(self._words.say("source.count", what=counted))
        if quantity.formula == "f1" and not short:
            return ""
        formula = quantity.formula
        if short:
            names = [self._number(figure) for figure in quantity.figure_ids]
            formula = _FIGURE.sub(lambda found: _named(found, names), formula)
        return f"= [{escape(formula.translate(_SIGNS))}]{{.src-formula}}"

    def _number(self, figure: str) -> int:
        return self._order.setdefault(figure, len(self._order) + 1)

    def _place(self, figure: PrintedFigure) -> str:
        column = self._name("column", figure.column_key or "")
        where = "source.line" if figure.page is None else "source.page"
        place = self._words.say(
            where,
            place=(figure.line if figure.page is None else figure.page) or 0,
            col=figure.col or 0,
            table=self._name("table", figure.table_kind),
            row=" · ".join(part for part in (figure.row_name, column) if part),
            printed=figure.printed,
        )
        return f"{escape(figure.file_name or '')}: {place}" if len(self._files) > 1 else str(place)

    def _name(self, kind: str, key: str) -> str:
        known = f"{kind}.{key}"
        return self._words.plain(known) if known in entries() else key


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


def _block(number: int, attributes: str, lines: list[str]) -> str:
    body = "\n".join(f"{line}\n" for line in lines)
    return f"::: {{#src-{number} {attributes}}}\n{body}:::\n"
