"""A tiny warehouse and a folder to render in."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[2]
FIGURES = [
    ("d/t/now/total", "revenue_summary", "合计", "8603.77", "8,603.77", 12),
    ("d/t/then/total", "narrative", "上年收入", "8977.77", "8,977.77", 99),
]


def tiny_warehouse(path: str | Path = ":memory:") -> duckdb.DuckDBPyConnection:
    """The tables that passports look into, with two printed figures."""
    connection = duckdb.connect(str(path))
    connection.execute(
        "CREATE TABLE document (document_id VARCHAR, file_name VARCHAR, unit_name VARCHAR,"
        " fiscal_year INTEGER, format VARCHAR)"
    )
    connection.execute(
        "CREATE TABLE figure (figure_id VARCHAR, document_id VARCHAR, table_kind VARCHAR,"
        " row_code VARCHAR, row_name VARCHAR, column_key VARCHAR, value DECIMAL(18,4),"
        " amount_wan DECIMAL(18,6), printed VARCHAR, page INTEGER, line INTEGER, col INTEGER,"
        " quote VARCHAR, x0 DECIMAL(24,8), top DECIMAL(24,8), row_key VARCHAR)"
    )
    connection.execute(
        "CREATE TABLE project (document_id VARCHAR, project_id VARCHAR, name VARCHAR)"
    )
    connection.execute("INSERT INTO document VALUES ('d', '2024.txt', '某某单位', 2024, 'txt')")
    for figure, kind, row, value, printed, line in FIGURES:
        connection.execute(
            "INSERT INTO figure VALUES (?, 'd', ?, 'total', ?, 'total', ?, ?, ?, NULL, ?, 3, 'the line as printed', NULL, NULL, NULL)",
            [figure, kind, row, value, value, printed, line],
        )
    return connection


def rendering_folder(folder: Path, source: str) -> Path:
    """A folder as the checkout's root is: report.qmd, _quarto.yml, the package; and a warehouse."""
    qmd = folder / "report.qmd"
    qmd.write_text(source, encoding="utf-8")
    shutil.copy(ROOT / "_quarto.yml", folder)
    (folder / "analysis").symlink_to(ROOT / "analysis")
    tiny_warehouse(folder / "tiny.duckdb").close()
    return qmd


def demo() -> str:
    """The demo report: prose, a chart, a long table, sources."""
    return (Path(__file__).parent / "demo.qmd").read_text(encoding="utf-8")
