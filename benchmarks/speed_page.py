"""The section of docs/benchmarks.md on speed. Not done here: measuring (``benchmarks.speed``)."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from benchmarks.many import Many
from benchmarks.speed import Row

_LIBRARIES = ("duckdb", "polars", "pdfplumber", "pypdfium2", "nbclient", "pypandoc-binary", "typst")
_HOW = """\
## Speed

Made by `make bench` (`python -m benchmarks`, with `--samples DIR` for PDF files, `--only` for one
part, `--runs` for more runs); not edited by hand. Each figure is run in turn with its floor, the
least that the same work could cost; the ratio is that of each pair. Times are medians with the
smallest and largest; those inside a process count the processor's time, those of whole processes
the clock's. A machine that is busy with other things shows larger figures: the processes of a build
use two cores at times, which then are not free. What the user's cache keeps from one run to the
next (fonts, the empty warehouse) is there, and our code is compiled.
"""


def page(rows: Sequence[Row], load: tuple[float, float], many: Sequence[Many] = ()) -> str:
    """Return the section; ``load`` is the machine's load before and after."""
    lines = [
        _HOW,
        f"{_machine()} Load before {load[0]:.1f}, after {load[1]:.1f}.",
        "",
        "| what | time | floor | its time | ratio | aim | met |",
        "|---|---|---|---|---|---|---|",
        *map(_line, rows),
        "",
        *filter(None, map(_sentence, rows)),
        *map(_of_many, many),
    ]
    return "\n".join(lines) + "\n"


def _line(row: Row) -> str:
    ratios = row.times.ratios
    spread = f"{ratios.median:.2f} ({min(ratios.seconds):.2f}–{max(ratios.seconds):.2f})"
    met = {True: "yes", False: "no", None: "–"}[row.is_met]
    cells = (row.name, row.times.figure, row.floor, row.times.floor, spread, _aim(row), met)
    return f"| {' | '.join(map(str, cells))} |"


def _aim(row: Row) -> str:
    if row.most_ms is not None:
        return f"{row.most_ms:.0f} ms"
    return f"{row.most_ratio}" if row.most_ratio is not None else "–"


def _sentence(row: Row) -> str:
    if row.documents:
        ours = row.documents / row.times.figure.median
        floor = row.documents / row.times.floor.median
        return f"- {row.name}: {ours:.2f} documents a second; {row.floor}: {floor:.2f}."
    if row.is_met is None:
        return ""
    reached = (
        f"{1000 * row.times.figure.median:.0f} ms"
        if row.most_ms is not None
        else f"{row.times.ratios.median:.2f} times {row.floor}"
    )
    verdict = "the aim is met" if row.is_met else "the aim is not met"
    return f"- {row.name}: {reached}, aim {_aim(row)}: {verdict}."


def _of_many(build: Many) -> str:
    return (
        f"- `budget build` of {build.documents} documents: {build.peak_mb:.0f} MB in its largest "
        f"process, {build.documents / build.seconds:.2f} documents a second."
    )


def _machine() -> str:
    versions = []
    for name in _LIBRARIES:
        try:
            versions.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return (
        f"{os.cpu_count()} cores ({_processor()}), {platform.system()}, "
        f"Python {platform.python_version()}, {', '.join(versions)}."
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
