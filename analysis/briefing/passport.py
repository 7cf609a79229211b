"""The number passport: each number in the briefing leads back to the page it was printed on.

A number in prose becomes ``[1,234.56]{.fig src="12"}``; the Lua filter turns that into a link with
a pop-up (HTML) or a raised number (PDF). At the end of the report ``sources()`` prints the numbered
list (``sources.py``). The same quantity used twice has the same number. Before printing, each
value is computed again from the printed figures in the warehouse; one that differs stops the
report.

Not done here: wording of the number (``words.py``), printing the list (``sources.py``), what it
looks like (``render/assets``).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from analysis.briefing.markdown import Markdown, escape
from analysis.briefing.numbers import Language
from analysis.briefing.sources import PrintedFigure, source_list
from analysis.measures.quantity import Quantity, recomputes

if TYPE_CHECKING:
    import duckdb

__all__ = ["PassportError", "Passports"]

_QUERY = """
    SELECT f.figure_id, d.file_name, f.table_kind, f.row_name, f.column_key, f.printed,
           coalesce(f.amount_wan, f.value) AS value, f.page, f.line, f.col, f.quote
    FROM figure f JOIN document d USING (document_id)
    WHERE f.figure_id IN (SELECT unnest(?::VARCHAR[]))
"""


class PassportError(ValueError):
    """A number whose sources are not in the warehouse, or do not give its value."""


class Passports:
    """The numbers of one report, in the order of their first use."""

    def __init__(self, warehouse: duckdb.DuckDBPyConnection | None, language: Language) -> None:
        self._warehouse = warehouse
        self._language: Language = language
        self._numbers: dict[Quantity, int] = {}

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
        return source_list(self._numbers, printed, self._language)

    def _look_up(self) -> dict[str, PrintedFigure]:
        wanted = sorted({figure for q in self._numbers for figure in q.figure_ids})
        if not wanted:
            return {}
        if self._warehouse is None:
            raise PassportError("numbers name printed figures, but there is no warehouse open")
        rows = self._warehouse.execute(_QUERY, [wanted]).fetchall()
        return {row[0]: PrintedFigure(*row) for row in rows}


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
