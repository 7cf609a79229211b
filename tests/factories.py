"""Small, valid things for tests: raw folders, budget texts, disclosures, warehouses.

Each factory takes what a test cares about and fills in the rest. Not done here: assertions.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from analysis.disclosure import records as r
from analysis.disclosure.recorder import Disclosure
from analysis.warehouse.load import load
from analysis.warehouse.schema import create_sql, tables
from analysis.warehouse.views import create_fixed_views_sql, create_views_with_years

ROOT = Path(__file__).resolve().parent.parent
RAW = ROOT / "data" / "raw"


def raw_folder(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Make a raw folder ``raw`` in ``folder`` with files of these names and contents."""
    raw = folder / "raw"
    raw.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return raw


def budget_text(unit: str = "某市某某局", year: int = 2024, income: str = "120.50") -> str:
    """Return the text of a very short budget that can be identified."""
    return (
        f"{unit}{year}年单位预算\n\n"
        f"第一部分 {unit}概况\n\n"
        "项目负责人 甘某某 联系电话 88000000\n\n"
        f"第三部分 {unit}{year}年单位预算情况说明\n\n"
        "一、收支预算总体安排情况\n\n"
        f"{year} 年单位预算总收入 {income} 万元。\n"
    )


def make_document(document_id: str = "2024-00000001", **fields: Any) -> r.Document:
    """Return a document record; the year is that of the id."""
    filled = {
        "sha256": "0" * 64,
        "file_name": f"{document_id}.txt",
        "format": "text",
        "unit_name": "某市某某局",
        "fiscal_year": int(document_id[:4]),
        "document_kind": "unit_budget",
        "title": "某市某某局单位预算",
    }
    return r.Document(document_id, **{**filled, **fields})


def make_figure(
    address: str = "expenditure_summary/total/total",
    value: str = "1.00",
    document_id: str = "2024-00000001",
    **fields: Any,
) -> r.Figure:
    """Return the figure of an amount in 万元 at ``table_kind/row_key/column_key``."""
    table_kind, row_key, column_key = address.split("/")
    amount = Decimal(value.replace(",", ""))
    filled = {
        "table_kind": table_kind,
        "row_key": row_key,
        "row_name": row_key,
        "column_key": column_key,
        "fiscal_year": int(document_id[:4]),
        "value": amount,
        "unit": "wan_yuan",
        "unit_word": "万元",
        "step": Decimal(1).scaleb(amount.as_tuple().exponent),
        "amount_wan": amount,
        "printed": value,
        "cell_state": "value" if amount else "zero",
        "line": 1,
        "col": 1,
        "reading": "certain",
    }
    return r.Figure(f"{document_id}/{address}", document_id, **{**filled, **fields})


def make_budget_line(
    code: str = "total",
    column_key: str = "total",
    amount: str | None = "1.00",
    document_id: str = "2024-00000001",
    **fields: Any,
) -> r.BudgetLine:
    """Return a cell of a coded table; ``amount`` None is a blank cell."""
    filled = {
        "fiscal_year": int(document_id[:4]),
        "table_kind": "general_expenditure",
        "classification": "function",
        "name": "合计" if code == "total" else code,
        "level": 0 if code == "total" else (len(code) - 1) // 2,
        "amount_wan": None if amount is None else Decimal(amount),
        "cell_state": "blank" if amount is None else "value",
        "reading": "certain",
    }
    return r.BudgetLine(document_id, code=code, column_key=column_key, **{**filled, **fields})


def make_disclosure(document_id: str = "2024-00000001", **records: Any) -> Disclosure:
    """Return a disclosure; ``records`` are lists named as the tables (``figure=[…]``)."""
    document = records.pop("document", None) or make_document(document_id)
    return Disclosure(document, **records)


def make_warehouse(*disclosures: Disclosure) -> duckdb.DuckDBPyConnection:
    """Return a warehouse in memory that holds these disclosures, views included."""
    connection = duckdb.connect(config={"autoinstall_known_extensions": False})
    connection.execute(f"{create_sql(tables().values())};\n{create_fixed_views_sql()}")
    for disclosure in disclosures or [make_disclosure()]:
        load(connection, disclosure)
    create_views_with_years(connection)
    return connection
