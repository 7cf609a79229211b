"""The overall sheet and a project sheet, scanned, give what the same pages give as text.

The coded tables as scans are in ``test_scans``; the measured figures of the whole document are in
docs/next-year.md.
"""

from __future__ import annotations

from typing import Any

import pytest

from analysis.checks.run import run_checks
from analysis.disclosure.read import disclose
from analysis.disclosure.recorder import Disclosure
from analysis.disclosure.vocabulary import fold
from analysis.sources.pdf import read_pdf
from tests.factories import make_warehouse
from tests.real.test_whole_document import published
from tests.typeset.document import document_parts
from tests.typeset.formats import as_pdf
from tests.typeset.layout import Part

for needed in ("cv2", "onnxruntime", "rapidocr"):
    pytest.importorskip(needed, reason="text recognition (the extra ocr) is not installed here")
scans = pytest.importorskip("tests.sources.scans")

pytestmark = pytest.mark.slow

PAGE = 'width: 297mm, height: 210mm, margin: 14mm, numbering: "1"'
_SHEETS = 1  # of the project sheets, over several pages


@pytest.fixture(scope="module")
def pages() -> bytes:
    """Some parts of the published document, set as a PDF."""
    parts = document_parts(*published())
    [overall] = [part for part in parts if part.name == "整体支出绩效目标"]
    sheets = [part for part in parts if part.name.startswith("项目") and part.name[2:].isdigit()]
    title = Part("标题", [f"{published()[1].document.unit_name}2024年单位预算"])
    return as_pdf([title, overall, *sheets[:_SHEETS]], PAGE)


@pytest.fixture(scope="module")
def text(pages: bytes) -> Disclosure:
    return disclose(read_pdf(pages, "a.pdf"))


@pytest.fixture(scope="module")
def scan(pages: bytes) -> Disclosure:
    pictures = scans.scanned(pages, dpi=200, skew=0.7, noise=12, quality=60)
    return disclose(read_pdf(scans.as_file(pictures, "PDF"), "a.pdf"))


def figures(disclosure: Disclosure) -> dict[str, tuple[Any, ...]]:
    """What stands at each address, without the document."""
    begin = len(disclosure.document.document_id) + 1
    return {f.figure_id[begin:]: (f.value, f.unit, f.cell_state) for f in disclosure.figure}


def test_the_figures_of_the_sheets_are_stored_under_the_same_addresses(
    text: Disclosure, scan: Disclosure
) -> None:
    expected, found = figures(text), figures(scan)
    assert len(expected) > 180
    assert found.keys() == expected.keys()
    wrong = {at for at, what in expected.items() if found[at] != what}
    assert len(wrong) <= len(expected) / 100, wrong


def test_no_figure_that_is_read_wrong_is_stored_as_certain(
    text: Disclosure, scan: Disclosure
) -> None:
    expected, begin = figures(text), len(scan.document.document_id) + 1
    sure = [f for f in scan.figure if f.reading == "certain"]
    assert len(sure) > 0.95 * len(scan.figure)
    for figure in sure:
        what = figure.value, figure.unit, figure.cell_state
        assert expected.get(figure.figure_id[begin:]) == what, figure


def test_the_indicators_keep_their_levels_names_and_values(
    text: Disclosure, scan: Disclosure
) -> None:
    def told(disclosure: Disclosure) -> list[tuple[str, ...]]:
        return [
            (
                i.scope or "",
                i.horizon or "",
                *map(fold, (i.level2 or "", i.level3 or "", i.target or "")),
            )
            for i in disclosure.indicator
        ]

    assert len(told(text)) > 100
    assert told(scan) == told(text)


def contradictions(disclosure: Disclosure) -> list[tuple[Any, ...]]:
    rows = run_checks(make_warehouse(disclosure)).to_dicts()
    found = [row for row in rows if row["verdict"] == "contradiction"]
    return sorted((row["rule"], str(row["left_value"]), str(row["right_value"])) for row in found)


def test_the_scan_contradicts_itself_where_the_text_does_and_nowhere_else(
    text: Disclosure, scan: Disclosure
) -> None:
    assert contradictions(scan) == contradictions(text)
