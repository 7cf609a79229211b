"""The whole published document, set as a PDF and scanned, fills the warehouse as the text does.

One test, because the reading takes minutes of work, which parallel runs would do several times;
pages are read side by side. Coarser scans, and how well each is read, are measured in
docs/benchmarks.md.
"""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from analysis.checks.run import run_checks
from analysis.disclosure.read import disclose
from analysis.disclosure.recorder import Disclosure
from analysis.disclosure.vocabulary import fold
from analysis.sources.pdf import read_pdf
from tests.factories import make_warehouse
from tests.real.test_whole_document import PICTURES, published
from tests.typeset.document import document_parts
from tests.typeset.formats import as_pdf

for needed in ("cv2", "onnxruntime", "rapidocr"):
    pytest.importorskip(needed, reason="text recognition (the extra ocr) is not installed here")
scans = pytest.importorskip("tests.sources.scans")

pytestmark = pytest.mark.slow

LYING = 'width: 297mm, height: 210mm, margin: 14mm, numbering: "1"'
_DOUBTFUL = 0.05  # of the figures may be marked as such


def scan_of_the_document() -> Disclosure:
    pages = scans.scanned(as_pdf(document_parts(*published()), LYING), dpi=200, skew=0.7)
    return disclose(read_pdf(scans.as_file(pages, "PDF"), "scan.pdf"))


def figures(warehouse: duckdb.DuckDBPyConnection) -> dict[str, tuple[Any, ...]]:
    """What is stored under each address, without the document; of tables the text has."""
    rows = warehouse.execute(
        "SELECT substr(figure_id, length(document_id) + 2), value, unit, cell_state, table_kind"
        " FROM figure"
    ).fetchall()
    return {address: tuple(told) for address, *told, kind in rows if kind not in PICTURES}


def indicators(disclosure: Disclosure) -> list[tuple[str, ...]]:
    return [
        (
            i.scope or "",
            i.horizon or "",
            *map(fold, (i.level2 or "", i.level3 or "", i.target or "")),
        )
        for i in disclosure.indicator
    ]


def contradictions(warehouse: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    found = [row for row in run_checks(warehouse).to_dicts() if row["verdict"] == "contradiction"]
    return sorted((row["rule"], str(row["left_value"]), str(row["right_value"])) for row in found)


def test_the_scan_of_the_whole_document_gives_every_figure_of_the_text() -> None:
    text, scan = published()[1], scan_of_the_document()
    told, seen = make_warehouse(text), make_warehouse(scan)
    expected = figures(told)
    assert len(expected) > 900
    assert figures(seen) == expected
    assert scan.document.format == "scan"

    assert indicators(scan) == indicators(text)
    assert {section.status for section in scan.section} == {"read", "declared_empty"}
    assert [n.token for n in scan.number if n.disposition == "unaccounted"] == []
    assert contradictions(seen) == contradictions(told)

    doubtful = [figure for figure in scan.figure if figure.reading != "certain"]
    assert len(doubtful) < _DOUBTFUL * len(scan.figure)
    for figure in scan.figure:
        assert figure.confidence is not None and 0 < figure.confidence <= 1
        assert figure.page and figure.x0 is not None and figure.top is not None
        assert 0 <= figure.x0 < figure.x1 <= 843 and 0 <= figure.top < figure.bottom <= 596
    assert len({figure.page for figure in scan.figure}) > 25  # tables go on over pages
