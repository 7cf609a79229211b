"""The typed records that the disclosure stage hands on, one class for each warehouse table.

Field names, order and meaning are those of ``analysis/warehouse/schema.yml``, where every table
and column has its comment; a test holds the two against each other. Not done here: any reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(slots=True)
class Document:
    """A published document that was read."""

    document_id: str
    sha256: str | None = None
    file_name: str | None = None
    format: str | None = None
    encoding: str | None = None
    size_bytes: int | None = None
    title: str | None = None
    unit_name: str | None = None
    fiscal_year: int | None = None
    document_kind: str | None = None
    printed_unit: str | None = None
    line_count: int | None = None
    reader_version: str | None = None


@dataclass(slots=True)
class Section:
    """A part of the document that a heading opens, tables among them."""

    document_id: str
    section_id: str
    kind: str | None = None
    title: str | None = None
    printed_unit: str | None = None
    status: str | None = None
    note: str | None = None
    page: int | None = None
    first_line: int | None = None
    last_line: int | None = None


@dataclass(slots=True)
class Figure:
    """A printed figure with its address; one row for each stored number or dash."""

    figure_id: str
    document_id: str
    table_kind: str | None = None
    row_key: str | None = None
    row_code: str | None = None
    row_name: str | None = None
    column_key: str | None = None
    fiscal_year: int | None = None
    value: Decimal | None = None
    unit: str | None = None
    unit_word: str | None = None
    step: Decimal | None = None
    amount_wan: Decimal | None = None
    printed: str | None = None
    quote: str | None = None
    cell_state: str | None = None
    page: int | None = None
    line: int | None = None
    col: int | None = None
    x0: Decimal | None = None
    top: Decimal | None = None
    x1: Decimal | None = None
    bottom: Decimal | None = None
    confidence: Decimal | None = None
    reading: str | None = None
    reading_note: str | None = None


@dataclass(slots=True)
class BudgetLine:
    """A cell of a coded table (rows with classification codes), blank cells too."""

    document_id: str
    fiscal_year: int | None = None
    table_kind: str | None = None
    classification: str | None = None
    code: str | None = None
    name: str | None = None
    level: int | None = None
    parent_code: str | None = None
    column_key: str | None = None
    amount_wan: Decimal | None = None
    cell_state: str | None = None
    reading: str | None = None
    reading_note: str | None = None
    figure_id: str | None = None


@dataclass(slots=True)
class SummaryLine:
    """An item of a two-sided table (收支总表, 财政拨款收支总表)."""

    document_id: str
    fiscal_year: int | None = None
    table_kind: str | None = None
    side: str | None = None
    item_key: str | None = None
    item: str | None = None
    level: int | None = None
    parent_key: str | None = None
    function_code: str | None = None
    column_key: str | None = None
    amount_wan: Decimal | None = None
    cell_state: str | None = None
    reading: str | None = None
    reading_note: str | None = None
    figure_id: str | None = None


@dataclass(slots=True)
class ThreePublic:
    """An item of the three public expenses (三公经费)."""

    document_id: str
    fiscal_year: int
    item: str
    amount_wan: Decimal | None = None
    cell_state: str | None = None
    reading: str | None = None
    reading_note: str | None = None
    figure_id: str | None = None


@dataclass(slots=True)
class YearlyTotal:
    """A year's total in the overall performance sheet (整体支出绩效目标表)."""

    document_id: str
    fiscal_year: int
    side: str
    item_key: str
    item: str | None = None
    amount_wan: Decimal | None = None
    share_pct: Decimal | None = None
    figure_id: str | None = None
    share_figure_id: str | None = None


@dataclass(slots=True)
class Project:
    """A project (项目) as its sheet and the overall list state it."""

    document_id: str
    project_id: str
    name: str | None = None
    code: str | None = None
    responsible_unit: str | None = None
    executing_unit: str | None = None
    project_type: str | None = None
    list_name: str | None = None
    heading_name: str | None = None
    reading: str = "certain"
    purpose: str | None = None
    total_wan: Decimal | None = None
    current_wan: Decimal | None = None
    total_figure_id: str | None = None
    current_figure_id: str | None = None
    line: int | None = None


@dataclass(slots=True)
class ProjectYear:
    """A project's budget for a year, as its sheet states it."""

    document_id: str
    project_id: str
    fiscal_year: int
    component: str
    amount_wan: Decimal | None = None
    sentence: str | None = None
    figure_id: str | None = None


@dataclass(slots=True)
class ProjectFunding:
    """A funding source of a project, blank rows too."""

    document_id: str
    project_id: str
    seq: int | None = None
    source_key: str | None = None
    source: str | None = None
    parent_key: str | None = None
    amount_wan: Decimal | None = None
    cell_state: str | None = None
    figure_id: str | None = None


@dataclass(slots=True)
class ProjectDetail:
    """An expenditure line of a project (项目支出明细)."""

    document_id: str
    project_id: str
    seq: int
    item: str | None = None
    amount_wan: Decimal | None = None
    cell_state: str | None = None
    figure_id: str | None = None


@dataclass(slots=True)
class ProjectText:
    """A text of a project's sheet, or of the overall sheet (project_id empty)."""

    document_id: str
    project_id: str
    part: str
    seq: int
    text: str | None = None
    line: int | None = None


@dataclass(slots=True)
class Goal:
    """A performance goal in words (绩效目标)."""

    document_id: str
    scope: str
    horizon: str
    goal: str
    text: str | None = None
    line: int | None = None


@dataclass(slots=True)
class Indicator:
    """A performance indicator (绩效指标) with its values."""

    document_id: str
    indicator_id: str
    scope: str | None = None
    horizon: str | None = None
    goal: str | None = None
    seq: int | None = None
    level1: str | None = None
    level2: str | None = None
    level1_key: str | None = None
    level2_key: str | None = None
    level3: str | None = None
    year_before_last: str | None = None
    year_before_last_state: str | None = None
    year_before_last_operator: str | None = None
    year_before_last_number: Decimal | None = None
    year_before_last_unit: str | None = None
    year_before_last_figure_id: str | None = None
    last_year: str | None = None
    last_year_state: str | None = None
    last_year_operator: str | None = None
    last_year_number: Decimal | None = None
    last_year_unit: str | None = None
    last_year_figure_id: str | None = None
    target: str | None = None
    target_state: str | None = None
    target_operator: str | None = None
    target_number: Decimal | None = None
    target_unit: str | None = None
    target_figure_id: str | None = None
    weight: Decimal | None = None
    weight_figure_id: str | None = None
    basis: str | None = None
    reading: str | None = None
    reading_note: str | None = None
    line: int | None = None


@dataclass(slots=True)
class Claim:
    """A figure stated in prose, derivations included."""

    document_id: str
    claim_id: str
    section: str | None = None
    section_key: str | None = None
    project_id: str | None = None
    subject: str | None = None
    subject_key: str | None = None
    measure: str | None = None
    direction: str | None = None
    fiscal_year: int | None = None
    base_year: int | None = None
    value: Decimal | None = None
    unit: str | None = None
    parent_claim_id: str | None = None
    sentence: str | None = None
    line: int | None = None
    figure_id: str | None = None


@dataclass(slots=True)
class Derivation:
    """A calculation that the prose states or implies for an amount."""

    document_id: str
    derivation_id: str
    project_id: str | None = None
    kind: str | None = None
    result_figure_id: str | None = None
    formula: str | None = None
    sentence: str | None = None
    line: int | None = None


@dataclass(slots=True)
class DerivationTerm:
    """A term of a derivation; its value is the product of its factors."""

    document_id: str
    derivation_id: str
    seq: int
    factor_figure_ids: tuple[str, ...] = ()
    sign: int | None = None


@dataclass(slots=True)
class Reason:
    """A reason that the prose gives for a change."""

    document_id: str
    reason_id: str
    section: str | None = None
    project_id: str | None = None
    subject_key: str | None = None
    direction: str | None = None
    reason: str | None = None
    named_key: str | None = None
    named_direction: str | None = None
    sentence: str | None = None
    line: int | None = None


@dataclass(slots=True)
class Statement:
    """A statement without a figure that other parts of the document can bear out or deny."""

    document_id: str
    statement_id: str
    kind: str | None = None
    subject_key: str | None = None
    value: str | None = None
    sentence: str | None = None
    reading: str = "certain"
    line: int | None = None


@dataclass(slots=True)
class Number:
    """A numeric token of the document with what became of it."""

    document_id: str
    page: int
    line: int
    col: int
    token: str | None = None
    disposition: str | None = None
    figure_id: str | None = None
    note: str | None = None


@dataclass(slots=True)
class RequiredItem:
    """A table or explanation that must be published."""

    document_id: str
    item: str
    item_zh: str | None = None
    basis: str | None = None
    status: str | None = None
    line: int | None = None
    note: str | None = None
