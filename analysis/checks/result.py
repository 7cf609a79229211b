"""A row of the table check_result.

Field names, order and meaning are those of ``analysis/warehouse/schema.yml``; a test holds the two
against each other. Not done here: anything else.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(slots=True)
class CheckResult:
    """A tested relation between printed figures."""

    document_id: str
    check_id: str
    rule: str
    formula: str | None = None
    left_value: Decimal | None = None
    right_value: Decimal | None = None
    difference: Decimal | None = None
    allowance: Decimal | None = None
    unit: str | None = None
    verdict: str = "not_checkable"
    severity: str | None = None
    left_figures: tuple[str, ...] = ()
    right_figures: tuple[str, ...] = ()
    suspects: tuple[str, ...] = ()
    finding_id: str | None = None
    message_en: str | None = None
    message_zh: str | None = None
