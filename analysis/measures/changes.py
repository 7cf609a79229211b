"""Changes that the prose states: what it says of last year, and what follows from it.

“比2023年预算减少0.24万元，下降6.8%” gives last year's amount only by inference: this year's less
the change. Such an amount is called derived, and its formula shows it. Not done here: judging
whether the stated percentage is right (``analysis.checks``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.measures.frames import EXACT, INTEGER, TEXT, Columns, make_frame
from analysis.measures.reading import DocumentKey, documents, read_rows
from analysis.measures.series import CHANGE_COLUMNS, change_cells
from analysis.measures.traced import UNKNOWN, Traced, printed

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["OF_THE_WHOLE", "Change", "read_changes", "stated_changes"]

OF_THE_WHOLE = "overall"  # section_key: what the prose says of all revenue and expenditure

# “与2023年预算比无变化” prints no figure of its own: the reader keeps it as a statement.
_CLAIMS = """
    SELECT c.document_id, c.section_key, c.project_id, c.subject, c.subject_key, c.measure,
           c.direction, c.fiscal_year, c.base_year, c.value, c.sentence, c.line, c.claim_id,
           c.figure_id, f.amount_wan, f.col
    FROM claim c LEFT JOIN figure f USING (figure_id)
    WHERE c.measure IN ('amount', 'change', 'change_pct') AND c.subject_key IS NOT NULL
    UNION ALL BY NAME
    SELECT s.document_id, s.subject_key, 'unchanged' AS measure, 'unchanged' AS direction,
           d.fiscal_year, try_cast(s.value AS INTEGER) AS base_year, s.sentence, s.line
    FROM statement s JOIN document d USING (document_id)
    WHERE s.kind = 'unchanged' AND s.subject_key IS NOT NULL
    ORDER BY document_id, line, col NULLS LAST, claim_id
"""
_COLUMNS: Columns = {
    "document_id": TEXT,
    "unit_name": TEXT,
    "fiscal_year": INTEGER,
    "previous_year": INTEGER,
    "section_key": TEXT,
    "project_id": TEXT,
    "subject_key": TEXT,
    "subject": TEXT,
    "direction": TEXT,
    **CHANGE_COLUMNS,
    "stated_pct": EXACT,
    "line": INTEGER,
    "sentence": TEXT,
}
_ABOUT = (
    "fiscal_year",
    "section_key",
    "project_id",
    "subject_key",
    "subject",
    "line",
    "sentence",
)


@dataclass(slots=True)
class Change:
    """A change that a sentence states: of which amount, by how much, by how many per cent."""

    document: DocumentKey
    about: dict[str, Any]
    direction: str | None = None
    amount: Traced = UNKNOWN
    by: Traced = UNKNOWN
    percent: Traced = UNKNOWN

    def cells(self, amount: Traced) -> dict[str, Traced]:
        """The ``CHANGE_COLUMNS`` that follow, for an amount; unknown without a direction."""
        match self.direction:
            case "up":
                change, previous = self.by, amount - self.by
            case "down":
                change, previous = -self.by, amount + self.by
            case "unchanged":
                change, previous = amount - amount, amount
            case _:
                change, previous = UNKNOWN, UNKNOWN
        return change_cells(amount, previous, change)

    @property
    def three_public(self) -> str | None:
        """The item of the “three public” expenses that it is about; None for other subjects."""
        prefix, _, item = str(self.about["subject_key"]).partition("/")
        return item if prefix == "three_public" and item else None

    def stated_pct(self) -> Traced:
        """The percentage as printed, with the sign of the direction."""
        return -self.percent if self.direction == "down" else self.percent


def stated_changes(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return each change against an earlier year that the prose states.

    Columns: document_id, unit_name, fiscal_year, previous_year, section_key, project_id,
    subject_key, subject, direction (up, down, unchanged); amount_wan (the amount that the change is
    said of), change_wan (as stated, with the sign of its direction), previous_wan (derived: amount
    less change), change_pct (computed from these), stated_pct (as printed, signed); line, sentence.

    An amount that the prose does not give before its change is unknown, and with it the rest.
    """
    rows = [
        {
            "document_id": change.document.document_id,
            "unit_name": change.document.unit_name,
            "direction": change.direction,
            "stated_pct": change.stated_pct(),
            **change.about,
            **change.cells(change.amount),
        }
        for change in read_changes(connection)
    ]
    return make_frame(rows, _COLUMNS, ["document_id", "line", "subject_key"])


def read_changes(connection: duckdb.DuckDBPyConnection) -> list[Change]:
    """Return each stated change with the amount it is said of and the percentage said with it."""
    keys = documents(connection)
    amounts: dict[tuple[Any, ...], dict[str, Any]] = {}
    found: dict[tuple[Any, ...], Change] = {}
    for row in read_rows(connection, _CLAIMS):
        document = keys[row["document_id"]]
        if row["measure"] == "amount":
            # The amount that comes last before a change is the one that the change is said of.
            if row["fiscal_year"] == document.fiscal_year:
                amounts[_about(row)] = row
                amounts[row["document_id"], row["subject_key"], row["sentence"]] = row
            continue
        place = (row["document_id"], row["subject_key"], row["sentence"])
        of = amounts.get(place) or amounts.get(_about(row))
        if row["measure"] == "unchanged" and of:
            row |= {name: of[name] for name in ("section_key", "project_id", "subject")}
        key = (*_about(row), row["base_year"], row["sentence"])
        change = found.setdefault(key, _begin(document, row))
        change.amount = printed(of["amount_wan"], of["figure_id"]) if of else UNKNOWN
        change.direction = change.direction or row["direction"]
        if row["measure"] == "change_pct":
            change.percent = printed(row["value"], row["figure_id"])
        elif row["measure"] == "change":
            change.by = printed(row["amount_wan"], row["figure_id"])
    for change in found.values():
        # “比上年增加5万元，预算为20万元”: no amount before the change, one after it.
        place = (change.document.document_id, change.about["subject_key"], change.about["sentence"])
        if not change.amount.is_known and place in amounts:
            of = amounts[place]
            change.amount = printed(of["amount_wan"], of["figure_id"])
    return list(found.values())


def _about(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["document_id"], row["section_key"], row["project_id"], row["subject_key"]


def _begin(document: DocumentKey, row: dict[str, Any]) -> Change:
    about = {name: row[name] for name in _ABOUT}
    return Change(document, about | {"previous_year": row["base_year"]})
