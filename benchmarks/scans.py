"""How well is a scan read: ``python -m benchmarks.scans``. Writes a section of docs/benchmarks.md.

The whole 2024 document is set as a PDF, made a scan (askew, blurred, grainy, pressed as JPEG) or
photographed (at an angle, over a table, in uneven light), and read by text recognition. Each figure
of the text is looked for under its own address. PDF files named with ``--samples`` are scanned and
photographed in the same way and held against their own text.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.checks.run import run_checks
from analysis.disclosure.read import disclose
from analysis.disclosure.recorder import Disclosure
from analysis.sources.pdf import read_pdf
from benchmarks.section import write_section
from tests.factories import make_warehouse
from tests.real.test_whole_document import published
from tests.sources.scans import as_file, photographed, scanned
from tests.typeset.document import document_parts
from tests.typeset.formats import as_pdf

LYING = 'width: 297mm, height: 210mm, margin: 14mm, numbering: "1"'
STANDING = 'width: 210mm, height: 297mm, margin: 14mm, numbering: "1"'
_COLUMNS = (
    "scan | pages | figures | right | of these marked | wrong, marked | wrong, not marked | missing"
    " | contradictions that the text has not | processor s a page"
)


@dataclass(frozen=True, slots=True)
class Scan:
    """How a document is scanned: dots per inch, degrees, grain, quality of the JPEG."""

    name: str
    dpi: int
    skew: float
    noise: float
    quality: int

    def __str__(self) -> str:
        return f"{self.name}, {self.dpi} dpi, {self.skew}°"

    def pages(self, pdf: bytes) -> list[Any]:
        """The pages of a PDF as pictures."""
        return scanned(pdf, self.dpi, self.skew, self.noise, self.quality)


@dataclass(frozen=True, slots=True)
class Photo:
    """How a document is photographed: dots per inch of the paper."""

    name: str
    dpi: int = 250

    def __str__(self) -> str:
        return f"{self.name}, photographed"

    def pages(self, pdf: bytes) -> list[Any]:
        """The pages of a PDF as pictures."""
        return photographed(pdf, self.dpi)


SCANS = (
    (LYING, Scan("2024, lying", 200, 0.7, 12, 60)),
    (STANDING, Scan("2024, standing", 200, -1.2, 16, 50)),
    (LYING, Scan("2024, coarse", 150, -0.8, 15, 50)),
    (STANDING, Photo("2024, standing")),
)


def row(text: Disclosure, pdf: bytes, how: Scan | Photo) -> str:
    """Return the row of the table for a PDF that is scanned and held against what its text says."""
    data = as_file(how.pages(pdf), "PDF", how.dpi)
    begin = time.process_time()
    source = read_pdf(data, "scan.pdf")
    seconds = time.process_time() - begin
    scan = disclose(source)
    kinds = {figure.table_kind for figure in text.figure}  # a text may lack tables: pictures
    expected, found = _figures(text, kinds), _figures(scan, kinds)
    became: Counter[str] = Counter(_outcome(f, found.get(at)) for at, f in expected.items())
    became["not marked"] += sum(
        figure.reading == "certain" for at, figure in found.items() if at not in expected
    )
    more = Counter(_contradictions(scan)) - Counter(_contradictions(text))
    pages = max(line.page or 1 for line in source.printed)
    cells = (
        how,
        pages,
        len(expected),
        became["right"] + became["right, marked"],
        became["right, marked"],
        became["marked"],
        became["not marked"],
        became["missing"],
        more.total(),
        f"{seconds / pages:.1f}",
    )
    return f"| {' | '.join(map(str, cells))} |"


def _figures(disclosure: Disclosure, kinds: Collection[str | None]) -> dict[str, Any]:
    begin = len(disclosure.document.document_id) + 1
    return {f.figure_id[begin:]: f for f in disclosure.figure if f.table_kind in kinds}


def _outcome(figure: Any, found: Any) -> str:
    """What became of a figure; a cell of another state is another figure."""
    if found is None:
        return "missing"
    marked = found.reading != "certain" and figure.reading == "certain"
    if (found.value, found.unit, found.cell_state) == (
        figure.value,
        figure.unit,
        figure.cell_state,
    ):
        return "right, marked" if marked else "right"
    return "not marked" if found.reading == "certain" else "marked"


def _contradictions(disclosure: Disclosure) -> list[tuple[Any, ...]]:
    results = run_checks(make_warehouse(disclosure)).to_dicts()
    return [
        (r["rule"], r["left_value"], r["right_value"])
        for r in results
        if r["verdict"] == "contradiction"
    ]


def main() -> None:
    """Measure, print the section, and write it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scans", description=__doc__)
    parser.add_argument("--samples", type=Path, nargs="*", default=[], metavar="FILE")
    options = parser.parse_args()
    rule = "|".join("---" for _ in _COLUMNS.split("|"))
    lines = [f"| {_COLUMNS} |", f"|{rule}|"]
    for page, how in SCANS:
        lines.append(row(published()[1], as_pdf(document_parts(*published()), page), how))
        print(lines[-1], flush=True)
    for path in options.samples:
        data = path.read_bytes()
        for how in (Scan(path.stem, 200, 0.6, 10, 60), Photo(path.stem)):
            lines.append(row(disclose(read_pdf(data, path.name)), data, how))
            print(lines[-1], flush=True)
    lead = (
        "Made by `python -m benchmarks.scans`; not edited by hand. Scans are made from PDFs:\n"
        "turned, blurred, with grain, pressed as JPEG; photographs at an angle, over a table, in\n"
        "uneven light. A figure is right when the value, unit and state of the text stand under\n"
        "its address. Marked figures are those that recognition was not sure of, and the text\n"
        "certain. Processor seconds are of all threads together.\n"
    )
    write_section("scans", "\n".join(["## Scans", "", lead, *lines]) + "\n")


if __name__ == "__main__":
    main()
