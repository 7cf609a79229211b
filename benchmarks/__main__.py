"""How quick is it: ``python -m benchmarks``. Writes a section of docs/benchmarks.md."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from benchmarks import speed
from benchmarks.many import Many, building_many
from benchmarks.section import write_section
from benchmarks.speed_page import page

PARTS = ("reading", "build", "report", "many", "pdf")


def main() -> None:
    """Measure, print the section, and write it."""
    options = _options()
    before = os.getloadavg()[0]
    rows: list[speed.Row] = []
    many: list[Many] = []
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        work = Path(folder)
        if "reading" in options.only:
            rows += speed.reading(3 * options.runs)
        if "build" in options.only:
            rows += speed.building(options.runs, work)
        if "report" in options.only:
            rows += speed.reporting(options.runs, work)
        if "many" in options.only:
            many += building_many(work)
        samples = sorted(options.samples.glob("*.pdf")) if options.samples else []
        if "pdf" in options.only and samples:
            rows += speed.pdf(options.runs, samples)
    text = page(rows, (before, os.getloadavg()[0]), many)
    print(text)
    if set(options.only) >= set(PARTS[:4]):  # a part alone does not replace the whole
        write_section("speed", text)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--samples", type=Path, metavar="DIR", help="folder of PDF files")
    parser.add_argument("--runs", type=int, default=5, help="of each pair (default: 5)")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="parts to measure")
    return parser.parse_args()


if __name__ == "__main__":
    main()
