"""Collecting records while a document is read: figures get their address here.

One Recorder serves one document. Readers call ``figure`` for each printed number that they
store, append records to ``recorder.out``, and say with ``use`` what became of a token that is
not a figure. Not done here: reading, and the ledger of the tokens nobody spoke for
(``analysis.disclosure.ledger``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from operator import attrgetter
from typing import Any, NamedTuple

from analysis.disclosure import records as r
from analysis.disclosure.joined import Joined
from analysis.disclosure.numbers import amount_wan
from analysis.disclosure.repeats import nth
from analysis.disclosure.sureness import SURE, confidence_at
from analysis.sources.document import Box, Line, Place

_Edges = tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]
_NO_EDGES: _Edges = (None, None, None, None)


@dataclass(slots=True)
class Disclosure:
    """Everything that was read from one document: a list of records for each warehouse table."""

    document: r.Document
    section: list[r.Section] = field(default_factory=list)
    figure: list[r.Figure] = field(default_factory=list)
    budget_line: list[r.BudgetLine] = field(default_factory=list)
    summary_line: list[r.SummaryLine] = field(default_factory=list)
    three_public: list[r.ThreePublic] = field(default_factory=list)
    yearly_total: list[r.YearlyTotal] = field(default_factory=list)
    project: list[r.Project] = field(default_factory=list)
    project_year: list[r.ProjectYear] = field(default_factory=list)
    project_funding: list[r.ProjectFunding] = field(default_factory=list)
    project_detail: list[r.ProjectDetail] = field(default_factory=list)
    project_text: list[r.ProjectText] = field(default_factory=list)
    goal: list[r.Goal] = field(default_factory=list)
    indicator: list[r.Indicator] = field(default_factory=list)
    claim: list[r.Claim] = field(default_factory=list)
    derivation: list[r.Derivation] = field(default_factory=list)
    derivation_term: list[r.DerivationTerm] = field(default_factory=list)
    reason: list[r.Reason] = field(default_factory=list)
    statement: list[r.Statement] = field(default_factory=list)
    number: list[r.Number] = field(default_factory=list)
    required_item: list[r.RequiredItem] = field(default_factory=list)

    def __reduce__(self) -> tuple[Any, ...]:
        """For pickling: plain tuples take less than half the time of as many records."""
        lists = [getattr(self, entry.name) for entry in fields(self)[1:]]
        return _unpacked, (self.document, [_packed(records) for records in lists])


def _packed(records: Sequence[Any]) -> tuple[type, list[tuple[Any, ...]]] | None:
    if not records:
        return None
    kind = type(records[0])
    values = attrgetter(*kind.__slots__)  # in the order in which the class takes them
    return kind, [values(record) for record in records]


def _unpacked(
    document: r.Document, lists: Sequence[tuple[type, list[tuple[Any, ...]]] | None]
) -> Disclosure:
    return Disclosure(
        document, *([each[0](*row) for row in each[1]] if each else [] for each in lists)
    )


# Made by the thousand: frozen it would take three times as long, and nobody changes it.
@dataclass(slots=True, unsafe_hash=True)
class CellValue:
    """What a cell says. ``state`` is value, zero, blank, dash, text or declared_empty.

    ``value`` and ``step`` (the printed step) are in ``unit``; ``printed`` is the number as
    printed, or the dash; ``place`` is that of its first character. ``reading`` and
    ``reading_note`` say how certain the assignment to this cell is. ``rest`` is where the further
    parts of the number stand, where lines break it.
    """

    state: str
    printed: str = ""
    value: Decimal | None = None
    unit: str = ""
    unit_word: str = ""
    step: Decimal | None = None
    place: Place | None = None
    reading: str = "certain"
    reading_note: str | None = None
    rest: tuple[Place, ...] = ()

    @property
    def amount_wan(self) -> Decimal | None:
        """Money in 万元, exact; None where there is no value or it is not money."""
        return amount_wan(self.value, self.unit)


BLANK = CellValue("blank")

# What tells one record of a table from another; the warehouse has the same keys (schema.yml).
KEYS = {
    "budget_line": ("table_kind", "code", "column_key"),
    "summary_line": ("table_kind", "side", "item_key", "column_key"),
    "three_public": ("fiscal_year", "item"),
}


class Mark(NamedTuple):
    """How far the records of a document had come at some time."""

    lengths: dict[str, int]
    uses: int


@dataclass(slots=True)
class Recorder:
    """Collects the records of one document; see the module's text."""

    out: Disclosure
    uses: dict[tuple[int, int, int], tuple[str, str]] = field(default_factory=dict)
    rests: dict[tuple[int, int, int], str] = field(default_factory=dict)  # parts of figures
    # The lines that text recognition read, by page and line: they know how sure it is.
    recognised: dict[tuple[int, int], Line] = field(default_factory=dict)
    document_id: str = field(init=False)  # <fiscal year>-<first 8 hex digits of the file's sha256>
    _ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Every record asks for the id, so it is kept at hand."""
        self.document_id = self.out.document.document_id

    @property
    def fiscal_year(self) -> int:
        """The year that the budget is for."""
        year = self.out.document.fiscal_year
        assert year is not None, "a document is identified before it is read"
        return year

    def figure(
        self,
        cell: CellValue,
        *,
        table_kind: str,
        row_key: str,
        column_key: str,
        fiscal_year: int | None,
        row_code: str | None = None,
        row_name: str | None = None,
    ) -> str | None:
        """Store the printed figure of a cell and return its figure_id; None where none is printed.

        A row key that comes a second time in one table (a code printed twice) gets ``~2``, so
        that no printed figure overwrites another.
        """
        if cell.place is None or cell.state not in ("value", "zero", "dash"):
            return None
        key, repeat = row_key.replace("/", "."), 1
        base = f"{self.document_id}/{table_kind}"
        figure_id = f"{base}/{key}/{column_key}"
        while figure_id in self._ids:
            repeat += 1
            figure_id = f"{base}/{nth(key, repeat)}/{column_key}"
        self._ids.add(figure_id)
        for part in cell.rest:
            self.rests[part.page or 0, part.line, part.col] = figure_id
        place = cell.place
        x0, top, x1, bottom = _edges(place.box) if place.box else _NO_EDGES
        self.out.figure.append(
            r.Figure(
                figure_id=figure_id,
                document_id=self.document_id,
                table_kind=table_kind,
                row_key=nth(key, repeat),
                row_code=row_code,
                row_name=row_name,
                column_key=column_key,
                fiscal_year=fiscal_year,
                value=cell.value,
                unit=cell.unit or None,
                unit_word=cell.unit_word or None,
                step=cell.step,
                amount_wan=cell.amount_wan,
                printed=cell.printed,
                cell_state=cell.state,
                page=place.page,
                line=place.line,
                col=place.col,
                x0=x0,
                top=top,
                x1=x1,
                bottom=bottom,
                confidence=self.confidence(place, len(cell.printed)) if self.recognised else None,
                reading=cell.reading,
                reading_note=cell.reading_note,
            )
        )
        return figure_id

    def confidence(self, place: Place | None, length: int = 0) -> Decimal | None:
        """Return how sure text recognition is of what stands at a place, so many characters of it
        or the whole line; None for text.
        """
        line = self.recognised.get((place.page or 0, place.line)) if place else None
        return confidence_at(line, place.col, length) if line and place else None

    def reading_of(self, *texts: Joined) -> str:
        """Return ``uncertain`` where recognition is not sure of a letter or digit of the texts."""
        if not self.recognised:
            return "certain"
        places = [
            text.place(offset)
            for text in texts
            for offset, character in enumerate(text.text)
            if character.isalnum()
        ]
        doubtful = any(self._is_doubtful(place) for place in places)
        return "uncertain" if doubtful else "certain"

    def _is_doubtful(self, place: Place) -> bool:
        line = self.recognised.get((place.page or 0, place.line))
        return line is not None and line.confidences[place.col - 1] < SURE

    def mark(self) -> Mark:
        """Return how far the records have come, for ``says_again`` and ``undo``."""
        return Mark({name: len(rows) for name, rows in self._lists()}, len(self.uses))

    def says_again(self, mark: Mark) -> bool:
        """Whether a record since the mark has the key of one before it: a table printed twice."""
        for name, key in KEYS.items():
            records, length = getattr(self.out, name), mark.lengths[name]
            if length == len(records):
                continue
            keys = [tuple(getattr(record, part) for part in key) for record in records]
            if not set(keys[:length]).isdisjoint(keys[length:]):
                return True
        return False

    def undo(self, mark: Mark) -> None:
        """Take back all that was recorded since the mark."""
        self._ids -= {row.figure_id for row in self.out.figure[mark.lengths["figure"] :]}
        for name, rows in self._lists():
            del rows[mark.lengths[name] :]
        for place in list(self.uses)[mark.uses :]:
            del self.uses[place]

    def _lists(self) -> Iterator[tuple[str, list[Any]]]:
        for entry in fields(self.out):
            rows = getattr(self.out, entry.name)
            if isinstance(rows, list):
                yield entry.name, rows

    def use(self, place: Place, disposition: str, note: str) -> None:
        """Say what became of the token at ``place`` that is not a stored figure.

        ``disposition`` is one of code, ordinal, date, reference, contact, page_number,
        name_part; ``note`` says what decided it.
        """
        self.uses.setdefault((place.page or 0, place.line, place.col), (disposition, note))


def _edges(box: Box) -> _Edges:
    x0, top, x1, bottom = (Decimal(str(round(edge, 2))) for edge in box)
    return x0, top, x1, bottom
