"""The number passport: each number in the briefing leads back to the page it was printed on.

A number in prose becomes ``[1,234.56]{.fig src="~9f86d08188"}``, with a key made of what the
quantity is. When a cell shows its text (``settle``), keys become the numbers of the sources, 1, 2,
…, in the order in which a reader meets them; the Lua filter turns the span into a link with a
pop-up (HTML) or a raised number (PDF). At the end of the report ``sources()`` prints the numbered
list (``sources.py``). The same quantity used twice has the same number. Before printing, each value
is computed again from the printed figures in the warehouse; one that differs stops the report.

Not done here: wording of the number (``words.py``), printing the list (``sources.py``), what it
looks like (``render/assets``).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
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
_KEY = re.compile(r"~[0-9a-f]{10}\b")


class PassportError(ValueError):
    """A number whose sources are not in the warehouse, or do not give its value."""


class Passports:
    """The numbers of one report."""

    def __init__(self, warehouse: duckdb.DuckDBPyConnection | None, language: Language) -> None:
        self._warehouse = warehouse
        self._language: Language = language
        self._keys: dict[Quantity, str] = {}
        self._marked: dict[str, Quantity] = {}  # by key: all that were marked
        self._shown: dict[str, int] = {}  # by key: those shown so far, in their order

    def key(self, quantity: Quantity) -> str:
        """What stands for the source number of ``quantity`` until its text is shown.

        It depends on the quantity alone, so that nothing else in the report changes it.
        """
        key = self._keys.get(quantity)
        if key is None:
            said = "\n".join(map(str, (quantity.value, quantity.unit, quantity.formula)))
            said += "\n".join(("", *quantity.figure_ids))
            key = "~" + hashlib.sha256(said.encode()).hexdigest()[:10]
            self._keys[quantity] = key
            self._marked[key] = quantity
        return key

    def mark(self, quantity: Quantity, text: str) -> Markdown:
        """``text`` as a span that leads to the source of ``quantity``, if it has a value."""
        if quantity.value is None:
            return escape(text)
        return Markdown(f'[{escape(text)}]{{.fig src="{self.key(quantity)}"}}')

    def mark_html(self, quantity: Quantity, text: str) -> str:
        """The same for a cell of a table that is written as HTML."""
        if quantity.value is None:
            return text
        return f'<a class="fig" href="#src-{self.key(quantity)}">{text}</a>'

    def settle(self, text: str) -> Markdown:
        """``text``, which is about to be shown, with source numbers in the place of keys.

        A source met for the first time gets the next number.
        """
        return Markdown(_KEY.sub(self._number, text))

    def sources(self) -> Markdown:
        """The numbered list of the sources of all numbers shown so far.

        Raises PassportError, naming every number whose figures are missing or do not recompute.
        """
        numbers = {self._marked[key]: number for key, number in self._shown.items()}
        printed = self._look_up(numbers)
        wrong = [problem for quantity in numbers for problem in _problems(quantity, printed)]
        if wrong:
            raise PassportError("numbers without a sound source:\n  " + "\n  ".join(wrong))
        return source_list(numbers, printed, self._language)

    def _number(self, found: re.Match[str]) -> str:
        key = found[0]
        if key not in self._marked:
            return key  # text that happens to look like one
        return str(self._shown.setdefault(key, len(self._shown) + 1))

    def _look_up(self, quantities: Iterable[Quantity]) -> dict[str, PrintedFigure]:
        wanted = sorted({figure for q in quantities for figure in q.figure_ids})
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
