"""The coded tables of the published document give the same figures from coarse scans, too.

The whole document at 200 dots per inch is in ``test_whole_scan``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb
import pytest

from analysis.disclosure.read import disclose
from analysis.disclosure.recorder import Disclosure
from analysis.paths import Layout
from analysis.pipeline import build_warehouse
from analysis.warehouse.open import connect
from tests.factories import raw_folder
from tests.real.test_other_formats import TITLES, cells, published, tables  # noqa: F401
from tests.sources.typeset import pdf, typst_table

for needed in ("cv2", "onnxruntime", "rapidocr"):
    pytest.importorskip(needed, reason="text recognition (the extra ocr) is not installed here")
scans = pytest.importorskip("tests.sources.scans")
read_picture = pytest.importorskip("analysis.sources.scan").read_picture

pytestmark = pytest.mark.slow

PAGE = 'width: 297mm, height: 210mm, margin: 15mm, numbering: "1"'
Stored = dict[tuple[str, str, str], tuple[str, Decimal | None]]


def printed_pages(published: Disclosure) -> bytes:  # noqa: F811
    body = f"{published.document.unit_name}2024年单位预算\n"
    for kind, rows in tables(published).items():
        head = ", ".join(f"[{text}]" for text in rows[0])
        table = typst_table(rows[1:], len(rows[0]), f"table.header({head}),")
        body += f"#pagebreak()\n{TITLES[kind]}\n\n单位：万元\n\n{table}\n"
    return pdf(body, PAGE)


@pytest.fixture(scope="module")
def warehouse(
    tmp_path_factory: pytest.TempPathFactory,
    published: Disclosure,  # noqa: F811
) -> duckdb.DuckDBPyConnection:
    """The warehouse built from a coarse scan of the tables through the whole pipeline."""
    pages = scans.scanned(printed_pages(published), dpi=150, skew=-0.8, noise=15, quality=50)
    folder = tmp_path_factory.mktemp("scan")
    raw = raw_folder(folder, {"预算 2024": scans.as_file(pages, "TIFF", 150)})
    report = build_warehouse(Layout(raw, folder / "processed", folder / "reports"))
    assert not report.problems, report.problems
    return connect(folder / "processed")


def stored(connection: duckdb.DuckDBPyConnection) -> Stored:
    rows: list[Any] = connection.execute(
        "SELECT table_kind, code, column_key, cell_state, amount_wan FROM budget_line"
    ).fetchall()
    return {(kind, code, key): (state, amount) for kind, code, key, state, amount in rows}


def test_the_warehouse_of_a_scan_holds_the_figures_of_the_text(
    warehouse: duckdb.DuckDBPyConnection,
    published: Disclosure,  # noqa: F811
) -> None:
    expected, found = cells(published), stored(warehouse)
    assert len(expected) > 150
    assert found == expected


def test_every_figure_of_a_scan_carries_its_confidence_its_page_and_its_box(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    rows = warehouse.execute("SELECT confidence, page, x0, top, x1, bottom FROM figure").fetchall()
    assert len(rows) > 150
    for confidence, page, x0, top, x1, bottom in rows:
        assert 0 < confidence <= 1 and 2 <= page <= 6
        assert 0 <= x0 < x1 <= 843 and 0 <= top < bottom <= 596


def test_every_number_of_a_scan_is_accounted_for(warehouse: duckdb.DuckDBPyConnection) -> None:
    left = warehouse.execute("SELECT token FROM number WHERE disposition = 'unaccounted'")
    assert left.fetchall() == []
    assert warehouse.execute("SELECT format FROM document").fetchall() == [("scan",)]


def test_what_is_read_wrong_of_a_scan_too_coarse_is_mended_or_marked(
    published: Disclosure,  # noqa: F811
) -> None:
    pages = scans.scanned(printed_pages(published), dpi=90, skew=0.6, noise=20, quality=35)
    read = disclose(read_picture(scans.as_file(pages, "TIFF", 90), "a.tiff"))
    expected = cells(published)
    wrong = [
        figure
        for figure in read.figure
        if (figure.table_kind, figure.row_key, figure.column_key) in expected
        and figure.amount_wan != expected[figure.table_kind, figure.row_key, figure.column_key][1]
    ]
    assert all(figure.reading == "uncertain" for figure in wrong), wrong
    mended = [figure for figure in read.figure if figure.reading == "inferred"]
    assert mended, "a scan as coarse as this one has colons where points were"
    assert all("recognised as" in (figure.reading_note or "") for figure in mended)


def test_a_text_carries_no_confidence(published: Disclosure) -> None:  # noqa: F811
    assert {figure.confidence for figure in published.figure} == {None}
