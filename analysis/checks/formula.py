"""Relations written as a line of text in the catalogue.

    three_public[total] = three_public[overseas] + three_public[vehicles] + three_public[reception]
    general_basic_expenditure[30217] <= three_public[reception]

An operand is ``table[row]`` or ``table[row, column]``; without a column it is ``total``. The two
sides are sums of operands with + and -, compared by ``=`` or ``<=``. Not done here: anything that
runs over the rows of a table; that is a function.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.checks.facts import Facts
from analysis.checks.relation import Relation, Term

_OPERAND = re.compile(r"(\w+)\[([^\],]+)(?:,\s*(\w+))?\]")
_SIDE = re.compile(r"(?:^|([+-]))\s*(\w+\[[^\]]+\])\s*")
_OPS = {"=": "equal", "<=": "at_most"}


class Operand(NamedTuple):
    """An address with its sign."""

    table: str
    row: str
    column: str
    sign: int


class Formula(NamedTuple):
    """A parsed line: operands of both sides and how they are compared."""

    left: tuple[Operand, ...]
    op: str
    right: tuple[Operand, ...]

    def relation(self, facts: Facts) -> Relation:
        """Return the relation between the cells of a document that the formula names."""
        first, other = self.left[0], self.right[0]
        key = f"{first.table}/{first.row}/{first.column}"
        if other.table != first.table:
            key += f"={other.table}"
        return Relation(key, _cells(self.left, facts), _cells(self.right, facts), self.op)


def _cells(side: tuple[Operand, ...], facts: Facts) -> tuple[Term, ...]:
    return tuple(Term((facts.cell(o.table, o.row, o.column),), o.sign) for o in side)


def parse(text: str) -> Formula:
    """Return the Formula of a line; raises ValueError where it is not in the language."""
    sides = re.split(r"\s(<=|=)\s", text)
    if len(sides) != 3:
        raise ValueError(f"formula {text!r}: expected one = or <= between blanks")
    return Formula(_operands(sides[0], text), _OPS[sides[1]], _operands(sides[2], text))


def parse_operand(text: str) -> Operand:
    """Return the Operand of one address; raises ValueError where it is none."""
    found = _OPERAND.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no address of the form table[row, column]")
    table, row, column = found.groups()
    return Operand(table, row.strip(), column or "total", 1)


def _operands(side: str, text: str) -> tuple[Operand, ...]:
    found, end = [], 0
    for match in _SIDE.finditer(side):
        if match.start() != end:
            break
        found.append(parse_operand(match[2])._replace(sign=-1 if match[1] == "-" else 1))
        end = match.end()
    if end != len(side) or not found:
        raise ValueError(f"formula {text!r}: cannot read {side!r}")
    return tuple(found)
