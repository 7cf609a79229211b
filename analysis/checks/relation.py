"""What is tested: cells, terms of cells, and a relation between two sides.

A relation says how figures of one document must stand to each other. Not done here: which
relations there are (``rules``), whether one holds (``judge``), what to say of it (``messages``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from analysis.checks.interval import ZERO
from analysis.disclosure.sureness import NO_DOUBT

# Severities, gravest first: hard arithmetic; scope or label; weak evidence; notation.
SEVERITIES = ("arithmetic", "scope", "weak", "notation")


class Cell(NamedTuple):
    """A printed figure, or the place of one that is blank or missing.

    ``key`` is its address table/row/column, unique in the document. ``value`` is in ``unit``
    (money in 万元) and None where nothing is printed. ``step`` is the printed step in ``unit``, 0
    for a count. ``state`` is value, zero, blank, dash, declared_empty or missing. ``row`` is what
    the row is called, as printed. ``printed_unit`` is set where it is not ``unit``: yuan, or the
    unit of a measure (平方米).
    ``confidence`` is that of text recognition, None where nothing had to be recognised.
    ``sheet_cell`` is the cell of a workbook (E29), whose ``page`` is the sheet; empty elsewhere.
    """

    key: str
    table: str
    row: str
    column: str
    value: Decimal | None = None
    step: Decimal = ZERO
    unit: str = "wan_yuan"
    state: str = "missing"
    printed: str = ""
    figure_id: str | None = None
    line: int | None = None
    page: int | None = None
    year: int | None = None
    reading: str = "certain"
    printed_unit: str = ""
    confidence: Decimal | None = None
    sheet_cell: str = ""

    @property
    def is_doubtful(self) -> bool:
        """Whether it may say something else than what was read.

        What recognition has no doubt of is none to doubt, though another reading would mend a sum.
        """
        no_doubt = self.confidence is not None and self.confidence >= NO_DOUBT
        return self.reading == "uncertain" and not no_doubt


class Term(NamedTuple):
    """A product of cells with a sign; most often one cell."""

    factors: tuple[Cell, ...]
    sign: int = 1


def terms(*cells: Cell, minus: Iterable[Cell] = ()) -> tuple[Term, ...]:
    """Return one side of a relation: the cells added, those of ``minus`` taken off."""
    return (*(Term((cell,)) for cell in cells), *(Term((cell,), -1) for cell in minus))


@dataclass(slots=True)
class Relation:
    """A relation between printed figures of a document.

    ``op`` is one of

    - ``equal``: left = right; ``at_most``: left <= right;
    - ``ratio``: left (per cent) = 100 × |right| / |over|;
    - ``whole``: left is a whole multiple of right;
    - ``direction``: the sign of left is as ``direction`` (up, down, unchanged) says;
    - ``given``: the rule has decided by itself; ``verdict`` says how.

    ``severity`` overrides that of the rule. Relations of the same ``cause`` fall together and
    are one finding. ``words`` fill further slots of the rule's messages, each a text or a pair
    (English, Chinese); ``variant`` chooses another pair of messages of the rule. ``reason`` names
    why the relation cannot be tested. ``reading`` is uncertain where the words that are compared
    may have been misread. ``guards`` is false for relations too weak to doubt a cell
    by. ``steps`` says to which step the figures count: ``own``, each to that which it is printed
    to; ``list``, all to the finest of the relation, because figures of one list are printed in one
    way and those without decimals have only dropped their zeros; ``prose``, likewise, but to no
    finer than two decimals, and what has more to its own: a sentence rounds what a table prints;
    ``stated``, whole amounts on the right exactly, because a calculation is made with them.
    ``blanks_are_nothing`` says that a blank among parts that are printed stands for nothing, so
    that a list that leaves money unexplained is wrong; elsewhere a blank may hide an amount.
    """

    key: str
    left: tuple[Term, ...] = ()
    right: tuple[Term, ...] = ()
    op: str = "equal"
    over: tuple[Term, ...] = ()
    direction: str | None = None
    verdict: str | None = None
    severity: str | None = None
    cause: str | None = None
    variant: str | None = None
    reason: str | None = None
    reading: str = "certain"
    words: Mapping[str, str | tuple[str, str]] = field(default_factory=dict)
    guards: bool = True
    steps: str = "own"
    blanks_are_nothing: bool = False
    rule: str = ""
    # The cells of all sides, left first; a cell on two sides stands twice.
    cells: tuple[Cell, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        sides = (self.left, self.right, self.over)
        self.cells = tuple([cell for side in sides for term in side for cell in term.factors])

    @property
    def check_id(self) -> str:
        """``rule/key``, unique in the document."""
        return f"{self.rule}/{self.key}"
