"""The number passport: each number in the briefing leads back to the page it was printed on.

A number in prose becomes ``[1,234.56]{.fig src="12"}``; the Lua filter turns that into a link with
a pop-up (HTML) or a raised number (PDF). At the end of the report ``sources()`` prints the numbered
list (``sources.py``). The same quantity used twice has the same number; numbers follow the order
in which the page shows them. Before printing, each value is computed again from the printed
figures in the warehouse; one that differs stops the report.

Not done here: wording of the number (``words.py``), printing the list (``sources.py``), what it
looks like (``render/assets``).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from analysis.briefing.markdown import Markdown, escape, references
from analysis.briefing.numbers import Language
from analysis.briefing.sources import PrintedFigure, source_list
from analysis.measures.quantity import Quantity, recomputes

if TYPE_CHECKING:
    import duckdb

__all__ = ["PassportError", "Passports", "link"]

_QUERY = """
    SELECT f.figure_id, d.file_name, f.table_kind, f.row_name, f.column_key, f.printed,
           coalesce(f.amount_wan, f.value) AS value, f.page, f.line, f.col, f.quote,
           d.format, f.x0, f.top, p.name AS project
    FROM figure f
    JOIN document d ON d.document_id = f.document_id
    LEFT JOIN project p
        ON p.document_id = f.document_id AND p.project_id = split_part(f.row_key, '.', 1)
        AND f.table_kind IN ('project_sheet', 'indicator')
    WHERE f.figure_id IN (SELECT unnest(?::VARCHAR[]))
"""


class PassportError(ValueError):
    """A number whose sources are not in the warehouse, or do not give its value."""


class Passports:
    """The numbers of one report, in the order in which they are first shown."""

    def __init__(self, warehouse: duckdb.DuckDBPyConnection | None, language: Language) -> None:
        self._warehouse = warehouse
        self._language: Language = language
        self._entries: dict[Quantity, int] = {}
        self._shown: dict[int, int] = {}
        self._reference = references(self._number)

    def _number(self, entry: int) -> int:
        return self._shown.setdefault(entry, len(self._shown) + 1)

    def reference(self, quantity: Quantity) -> str | None:
        """What stands for the source number of ``quantity`` until shown; None without a value."""
        if quantity.value is None:
            return None
        return self._reference(self._entries.setdefault(quantity, len(self._entries)))

    def mark(self, quantity: Quantity, text: str) -> Markdown:
        """``text`` as a span that leads to the source of ``quantity``, if it has a value."""
        source = self.reference(quantity)
        return Markdown(f'[{escape(text)}]{{.fig src="{source}"}}') if source else escape(text)

    def mark_html(self, quantity: Quantity, text: str) -> str:
        """The same for a cell of a table that is written as HTML."""
        return link(text, self.reference(quantity))

    def shown(self) -> dict[Quantity, int]:
        """The numbers shown so far with their source numbers, in order."""
        quantities = list(self._entries)
        return {quantities[entry]: number for entry, number in self._shown.items()}

    def sources(self) -> Markdown:
        """The numbered list of sources of all numbers shown so far.

        Raises PassportError, naming every number, shown or not, whose figures are missing or do not
        recompute.
        """
        printed = self._look_up()
        wrong = [p for q in self._entries for p in _problems(q, printed)]
        if wrong:
            raise PassportError("numbers without a sound source:\n  " + "\n  ".join(wrong))
        return source_list(self.shown(), printed, self._language)

    def _look_up(self) -> dict[str, PrintedFigure]:
        wanted = sorted({figure for q in self._entries for figure in q.figure_ids})
        if not wanted:
            return {}
        if self._warehouse is None:
            raise PassportError("numbers name printed figures, but there is no warehouse open")
        rows = self._warehouse.execute(_QUERY, [wanted]).fetchall()
        return {row[0]: PrintedFigure(*row) for row in rows}


def link(text: str, source: str | None) -> str:
    """``text`` as a link to the source that ``source`` refers to, in HTML; as it stands without."""
    return f'<a class="fig" href="#src-{source}">{text}</a>' if source else text


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
