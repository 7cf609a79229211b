"""What is said of a result, in English and Chinese, as an auditor would write it.

The sentences stand in the catalogue and in ``words.yml``. Slots of a sentence: ``{left}``,
``{right}``, ``{difference}``, ``{allowance}`` (figures with their unit), ``{left_at}``,
``{right_at}`` (what they are and on which line), ``{right_figures}``, ``{right_first}``,
``{over_figures}`` (what is printed there), ``{direction}``, and the words that the rule
gave. Not done here: verdicts.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from analysis.checks.judge import Judgement
from analysis.checks.knowledge import read_yaml
from analysis.checks.relation import Cell, Relation, Term
from analysis.disclosure.numbers import YUAN_PER_WAN

LANGUAGES = ("en", "zh")
_MOST_NAMED = 3  # so many parts are named one by one; more are counted


@cache
def _words() -> dict[str, Any]:
    return read_yaml("words")


def word(group: str, key: str, language: str) -> str:
    """Return a word of ``words.yml``; the key itself where it has none."""
    pair = _words()[group].get(key)
    return pair[LANGUAGES.index(language)] if pair else key


def phrase(key: str, language: str) -> str:
    """Return a phrase of ``words.yml`` that stands by itself."""
    return _words()[key][LANGUAGES.index(language)]


def amount(value: Decimal | None, unit: str, language: str) -> str:
    """Return a figure with its unit: “1,234.56 wan yuan”, “9.3%”."""
    if value is None:
        return phrase("nothing", language)
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return word("units", unit, language).replace("{n}", text)


def shown(cell: Cell, language: str, value: Decimal | None = None) -> str:
    """Return a cell's figure, or another value for it, as it would be printed, with its unit."""
    value = cell.value if value is None else value
    if value is None or cell.unit not in _words()["units"]:
        return amount(value, cell.unit, language)
    step, unit = cell.step, cell.unit
    if cell.printed_unit == "yuan":
        value, step, unit = value * YUAN_PER_WAN, step * YUAN_PER_WAN, "yuan"
    decimals = -int(step.normalize().as_tuple().exponent) if step else 0
    if decimals <= 0:  # a warehouse gives every value with all decimals of its column
        return amount(value, unit, language)
    value = value.quantize(Decimal(1).scaleb(-decimals))
    return word("units", unit, language).replace("{n}", f"{value:,f}")


def place(cell: Cell, language: str) -> str:
    """Return what a cell is and where it stands."""
    row = _row(cell, language)
    parts = _words()["label_parts"]
    index = LANGUAGES.index(language)
    line = ""
    if cell.line is not None:
        kind = "line" if cell.page is None else "sheet_cell" if cell.sheet_cell else "page_line"
        line = parts[kind][index].format(line=cell.line, page=cell.page, cell=cell.sheet_cell)
    shown_column = _column(cell, language)
    return phrase("label", language).format(
        table=word("tables", cell.table, language), row=row, column=shown_column, line=line
    )


def _column(cell: Cell, language: str) -> str:
    """Return the column of a cell, as it stands behind a row; empty where it goes without."""
    part = _words()["label_parts"]["column"][LANGUAGES.index(language)]
    if cell.column.isdigit():
        return str(part.format(column=cell.column))
    if cell.column in _words()["columns"] and cell.column not in ("total", "amount"):
        return str(part.format(column=word("columns", cell.column, language)))
    return ""


def _row_and_column(cell: Cell, language: str) -> str:
    return _row(cell, language) + _column(cell, language)


def _row(cell: Cell, language: str) -> str:
    return word("rows", cell.row, language)


def _side(side: Sequence[Term], language: str) -> str:
    """Return what the cells of a side are; a long list is counted, with its first and last line."""
    cells = [cell for term in side for cell in term.factors]
    printed = [cell for cell in cells if cell.value is not None]
    if len(printed) > _MOST_NAMED:
        pages = [cell.page for cell in printed if cell.page is not None]
        lines = [cell.line for cell in printed if cell.line is not None]
        places = pages or lines  # the lines of each page are counted anew
        many = "many_sheets" if printed[0].sheet_cell else "many_pages" if pages else "many"
        return phrase(many, language).format(
            n=len(printed),
            table=word("tables", printed[0].table, language),
            first=min(places, default="?"),
            last=max(places, default="?"),
        )
    return phrase("joined", language).join(place(cell, language) for cell in printed or cells)


def _printed(side: Sequence[Term], language: str) -> str:
    """Return the figures of a side as printed; of a long list what its cells are."""
    cells = [cell for term in side for cell in term.factors]
    if len(cells) > _MOST_NAMED:
        return _side(side, language)
    return phrase("joined", language).join(shown(cell, language) for cell in cells)


def formula(relation: Relation) -> str:
    """Return the relation in printed figures: “1,234.56 = 1,000.00 + 234.56 + …”."""
    signs = {"equal": "=", "at_most": "≤", "ratio": "=", "whole": "= n ×"}
    left, right = _figures(relation.left), _figures(relation.right)
    if relation.op == "ratio":
        right = f"({right})" if len(relation.right) > 1 else right
        right = f"{right} / ({_figures(relation.over)})"
    if relation.op == "direction":
        return f"{left}: {relation.direction}"
    if relation.op == "given":
        return " | ".join(filter(None, (left, right)))
    return f"{left or '0'} {signs[relation.op]} {right or '0'}"


def _figures(side: Sequence[Term]) -> str:
    text = ""
    for term in side:
        product = " × ".join(_figure(cell) for cell in term.factors)
        sign = "-" if term.sign < 0 else "+"
        text += f" {sign} {product}" if text else f"-{product}" if term.sign < 0 else product
    return text


def _figure(cell: Cell) -> str:
    if cell.value is None:
        return "?"
    return shown(cell, "zh").removesuffix("万元")


class Slots(dict[str, str]):
    """The slots of a sentence about a result, each made when a sentence asks for it."""

    def __init__(self, relation: Relation, judgement: Judgement, language: str) -> None:
        """Remember what the slots are about."""
        super().__init__()
        self._relation, self._judgement, self._language = relation, judgement, language

    def __missing__(self, slot: str) -> str:
        relation, judgement, language = self._relation, self._judgement, self._language
        if slot in relation.words:
            text = relation.words[slot]
            if isinstance(text, tuple):
                return text[LANGUAGES.index(language)]
            return _named(text, language)
        match slot:
            case "left_at" | "right_at" | "over_at":
                return _side(getattr(relation, slot.removesuffix("_at")), language)
            case "right_figures" | "over_figures":
                return _printed(getattr(relation, slot.removesuffix("_figures")), language)
            case "right_first":
                return shown(relation.right[0].factors[0], language)
            case "direction":
                return word("directions", relation.direction or "", language)
            case "left" | "right" | "difference" | "allowance":
                value = getattr(judgement, slot)
                first = next(iter(relation.cells), None)
                if slot == "left" and first is not None and first.unit == "percent":
                    return shown(first, language)  # 6.00% says more than 6%
                unit = first.unit if first else "wan_yuan"
                shown_value = abs(value) if slot == "difference" and value is not None else value
                return amount(shown_value, unit, language) + _measure(relation, language)
        raise KeyError(f"{relation.check_id}: no slot {slot!r}")


def _measure(relation: Relation, language: str) -> str:
    """Return the unit of a measure (平方米) in which all figures of a relation are printed."""
    words = {cell.printed_unit if cell.unit == "count" else "" for cell in relation.cells}
    products = any(len(term.factors) > 1 for term in (*relation.left, *relation.right))
    if len(words) != 1 or products or "" in words:
        return ""
    return f" {words.pop()}" if language == "en" else words.pop()


def _named(text: str, language: str) -> str:
    """Return a word that a rule gave; one that begins with @ is a key of ``words.yml``."""
    if not text.startswith("@"):
        return text
    key = text[1:]
    for group in ("tables", "columns", "scopes"):
        if key in _words()[group]:
            return word(group, key, language)
    return key


def reason(relation: Relation, judgement: Judgement, status: str, language: str) -> str:
    """Return why a relation cannot be tested; ``status`` is that of the table that is missing."""
    missing = [cell for cell in relation.cells if cell.value is None]
    key = judgement.reason or "missing"
    if key == "missing" and status != "read":
        key = status
    first = missing[0] if missing else None
    doubtful = next((cell for cell in relation.cells if cell.is_doubtful), first)
    return word("reasons", key, language).format(
        table=word("tables", first.table, language) if first else "",
        blank=place(first, language) if first else "",
        row=_row_and_column(first, language) if first else "",
        doubtful=place(doubtful, language) if doubtful else "",
    )
