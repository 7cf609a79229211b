"""The number passport: each number in the briefing leads back to the page it was printed on.

A number in prose becomes ``[8,603.77]{.fig src="12"}``; the Lua filter turns that into a link with
a pop-up (HTML) or a raised number (PDF). At the end of the report ``sources()`` prints the numbered
list: value, formula, and each printed figure behind it with file, line and column. The same
quantity used twice has the same number. Before printing, each value is computed again from the
printed figures in the warehouse; one that differs stops the report.

Not done here: wording of the number (``words.py``), what it looks like (``render/assets``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from analysis.briefing.markdown import Markdown, escape
from analysis.briefing.numbers import Language, write_number
from analysis.briefing.words import Words, entries
from analysis.measures.quantity import Quantity, recomputes

if TYPE_CHECKING:
    import duckdb

__all__ = ["PassportError", "Passports", "PrintedFigure"]

_QUERY = """
    SELECT f.figure_id, d.file_name, f.table_kind, f.row_name, f.column_key, f.printed,
           coalesce(f.amount_wan, f.value) AS value, f.page, f.line, f.col
    FROM figure f JOIN document d USING (document_id)
    WHERE f.figure_id IN (SELECT unnest(?::VARCHAR[]))
"""


class PassportError(ValueError):
    """A number whose sources are not in the warehouse, or do not give its value."""


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure as the document prints it, with its place; ``value`` in 万元 where it is money."""

    figure_id: str
    file_name: str
    table_kind: str
    row_name: str | None
    column_key: str | None
    printed: str
    value: Decimal | None
    page: int | None
    line: int | None
    col: int | None


class Passports:
    """The numbers of one report, in the order of their first use."""

    def __init__(self, warehouse: duckdb.DuckDBPyConnection | None, language: Language) -> None:
        self._warehouse = warehouse
        self._language: Language = language
        self._numbers: dict[Quantity, int] = {}
        self._words = Words(language, lambda _, text: text)

    def number(self, quantity: Quantity) -> int:
        """The source number of ``quantity``; given at its first use."""
        return self._numbers.setdefault(quantity, len(self._numbers) + 1)

    def mark(self, quantity: Quantity, text: str) -> Markdown:
        """``text`` as a span that leads to the source of ``quantity``, if it has a value."""
        if quantity.value is None:
            return escape(text)
        return Markdown(f'[{escape(text)}]{{.fig src="{self.number(quantity)}"}}')

    def mark_html(self, quantity: Quantity, text: str) -> str:
        """The same for a cell of a table that is written as HTML."""
        if quantity.value is None:
            return text
        return f'<a class="fig" href="#src-{self.number(quantity)}">{text}</a>'

    def sources(self) -> Markdown:
        """The numbered list of sources of all numbers so far.

        Raises PassportError, naming every number whose figures are missing or do not recompute.
        """
        printed = self._look_up()
        wrong = [p for q in self._numbers for p in _problems(q, printed)]
        if wrong:
            raise PassportError("numbers without a sound source:\n  " + "\n  ".join(wrong))
        items = [self._item(number, q, printed) for q, number in self._numbers.items()]
        return Markdown('::: {.sources role="list"}\n\n' + "\n".join(items) + "\n:::\n")

    def _look_up(self) -> dict[str, PrintedFigure]:
        wanted = sorted({figure for q in self._numbers for figure in q.figure_ids})
        if not wanted:
            return {}
        if self._warehouse is None:
            raise PassportError("numbers name printed figures, but there is no warehouse open")
        rows = self._warehouse.execute(_QUERY, [wanted]).fetchall()
        return {row[0]: PrintedFigure(*row) for row in rows}

    def _item(self, number: int, quantity: Quantity, printed: dict[str, PrintedFigure]) -> str:
        figures = [printed[f] for f in quantity.figure_ids]
        head = f"[\\[{number}\\]]{{.src-number}} [{self._value(quantity)}]{{.src-value}}"
        formula = self._formula(quantity)
        lines = [f"{head} {formula}".rstrip()]
        named = len(figures) > 1
        lines += [self._place(f, i if named else 0) for i, f in enumerate(figures, start=1)]
        body = "\n".join(f"{line}\n" for line in lines)
        return f'::: {{#src-{number} .source role="listitem"}}\n{body}:::\n'

    def _value(self, quantity: Quantity) -> str:
        return escape(write_number(quantity, self._language))

    def _formula(self, quantity: Quantity) -> str:
        if quantity.formula == "f1":
            return ""
        if quantity.formula.startswith("count:"):
            counted = quantity.formula.removeprefix("count:").strip()
            return str(self._words.say("source.count", what=counted))
        return f"= [{escape(quantity.formula)}]{{.src-formula}}"

    def _place(self, figure: PrintedFigure, position: int) -> str:
        table = self._name("table", figure.table_kind)
        column = self._name("column", figure.column_key or "")
        row = " · ".join(part for part in (figure.row_name, column) if part)
        where = "source.line" if figure.page is None else "source.page"
        page = figure.line if figure.page is None else figure.page
        place = self._words.say(
            where,
            file=figure.file_name,
            place=page or 0,
            col=figure.col or 0,
            table=table,
            row=row,
            printed=figure.printed,
        )
        return f"[f{position}]{{.src-formula}} {place}" if position else str(place)

    def _name(self, kind: str, key: str) -> str:
        known = f"{kind}.{key}"
        return self._words.plain(known) if known in entries() else key


def _problems(quantity: Quantity, printed: dict[str, PrintedFigure]) -> list[str]:
    missing = [f for f in quantity.figure_ids if f not in printed]
    if missing:
        return [f"{quantity}: not in the warehouse table figure: {', '.join(missing)}"]
    values: Sequence[Decimal] = [printed[f].value or Decimal(0) for f in quantity.figure_ids]
    try:
        if recomputes(quantity, values):
            return []
    except (ValueError, ArithmeticError) as error:
        return [f"{quantity}: {error}"]
    return [f"{quantity}: the printed figures {', '.join(map(str, values))} do not give its value"]
