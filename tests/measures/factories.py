"""Small warehouses for the tests: rows by hand, each amount with a printed figure behind it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb

from analysis.measures.formula import evaluate
from analysis.warehouse.schema import create_sql, tables

_DECLARE = [s for s in create_sql(tables().values()).split(";\n") if not s.startswith("COMMENT")]


class Shelf:
    """A warehouse in memory that is filled row by row."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        self.connection.execute(";".join(_DECLARE))
        self._seq = 0

    def insert(self, table: str, **values: Any) -> None:
        names, marks = ", ".join(values), ", ".join("?" for _ in values)
        self.connection.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values())
        )

    def document(
        self, year: int = 2031, unit: str | None = "某局", name: str = "a", kind: str | None = None
    ) -> str:
        document_id = f"{year}-{name}"
        self.insert(
            "document", document_id=document_id, unit_name=unit, fiscal_year=year,
            document_kind=kind,
        )  # fmt: skip
        return document_id

    def figure(
        self, document_id: str, value: str | None, unit: str = "wan_yuan", step: str = "0.01"
    ) -> str | None:
        if value is None:
            return None
        self._seq += 1
        figure_id = f"{document_id}/any/{self._seq:04d}/x"
        wan = {"wan_yuan": Decimal(1), "yuan": Decimal("0.0001")}.get(unit)
        self.insert(
            "figure", figure_id=figure_id, document_id=document_id, value=Decimal(value),
            unit=unit, step=Decimal(step), printed=value,
            amount_wan=None if wan is None else Decimal(value) * wan,
        )  # fmt: skip
        return figure_id

    def cell(self, document_id: str, value: str | None, state: str | None = None) -> dict[str, Any]:
        """amount_wan, cell_state and figure_id of a money cell."""
        amount = None if value is None else Decimal(value)
        state = state or ("blank" if amount is None else "value" if amount else "zero")
        figure_id = self.figure(document_id, value)
        return {"amount_wan": amount, "cell_state": state, "figure_id": figure_id}

    def line(
        self, document_id: str, code: str, value: str | None, *, column: str = "total",
        table: str = "expenditure_summary", classification: str = "function",
        state: str | None = None, name: str | None = None,
    ) -> None:  # fmt: skip
        level = 0 if code == "total" else {3: 1, 5: 2, 7: 3}[len(code)]
        parent = {0: None, 1: "total"}.get(level, code[:-2])
        self.insert(
            "budget_line", document_id=document_id, fiscal_year=int(document_id[:4]),
            table_kind=table, classification=classification, code=code, level=level,
            parent_code=parent, column_key=column, name=name or code,
            **self.cell(document_id, value, state),
        )  # fmt: skip

    def year(self, document_id: str, year: int, side: str, key: str, value: str) -> None:
        self.insert(
            "yearly_total", document_id=document_id, fiscal_year=year, side=side, item_key=key,
            item=key, amount_wan=Decimal(value), figure_id=self.figure(document_id, value),
        )  # fmt: skip

    def project(self, document_id: str, key: str, value: str | None, name: str = "") -> None:
        self.insert(
            "project", document_id=document_id, project_id=key, name=name or key,
            current_wan=None if value is None else Decimal(value),
            current_figure_id=self.figure(document_id, value),
        )  # fmt: skip

    def project_year(
        self, document_id: str, key: str, year: int, value: str, component: str = ""
    ) -> None:
        self.insert(
            "project_year", document_id=document_id, project_id=key, fiscal_year=year,
            component=component, amount_wan=Decimal(value),
            figure_id=self.figure(document_id, value),
        )  # fmt: skip

    def claim(
        self, document_id: str, section_key: str, subject_key: str | None, value: str | None, *,
        measure: str = "amount", direction: str | None = None, unit: str = "wan_yuan",
        parent: str | None = None, subject: str | None = None, year: int | None = None,
    ) -> str:  # fmt: skip
        self._seq += 1
        claim_id = f"{section_key}-{self._seq:04d}"
        fiscal_year = int(document_id[:4]) if year is None else year
        self.insert(
            "claim", document_id=document_id, claim_id=claim_id, section_key=section_key,
            subject_key=subject_key, subject=subject or subject_key, measure=measure,
            direction=direction, value=None if value is None else Decimal(value), unit=unit,
            fiscal_year=fiscal_year, parent_claim_id=parent,
            base_year=fiscal_year - 1 if measure.startswith("change") else None,
            figure_id=self.figure(document_id, value, unit), line=self._seq,
        )  # fmt: skip
        return claim_id

    def recompute(self, row: dict[str, Any], column: str) -> Decimal | None:
        """A cell computed again from its formula and the printed figures alone."""
        from analysis.measures.frames import quantity_of

        quantity = quantity_of(row, column)
        values = [
            self.connection.execute(
                "SELECT coalesce(amount_wan, value) FROM figure WHERE figure_id = ?", [figure]
            ).fetchone()[0]
            for figure in quantity.figure_ids
        ]
        result = evaluate(quantity.formula, values)
        return None if result is None else result.quantize(Decimal(row[column]))
