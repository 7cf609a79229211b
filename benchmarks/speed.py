"""What is measured, each thing against its floor: the least that the same work could cost.

Not done here: timing (``benchmarks.timing``), the page (``benchmarks.speed_page``).
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timing import Comparison, in_turn, process, processor_time

RAW = Path("data") / "raw"
BUDGET = ("-c", "from analysis.cli import main; main()")
_IMPORTS = ("-c", "import duckdb, polars")


@dataclass(frozen=True, slots=True)
class Row:
    """A comparison in words; ``most_ms`` or ``most_ratio`` is its aim, None where it has none."""

    name: str
    floor: str
    times: Comparison
    most_ms: float | None = None
    most_ratio: float | None = None
    documents: int = 0  # of which documents per second are told

    @property
    def is_met(self) -> bool | None:
        """Whether the aim is met by the median; None without one."""
        if self.most_ms is not None:
            return 1000 * self.times.figure.median <= self.most_ms
        if self.most_ratio is not None:
            return self.times.ratios.median <= self.most_ratio
        return None


def reading(runs: int) -> Iterator[Row]:
    """Reading the text document, in this process, none of its texts known from before."""
    from analysis.disclosure.numbers import TOKEN
    from analysis.disclosure.read import disclose
    from analysis.sources.text import read_text

    path = next(RAW.rglob("*.txt"))
    data = path.read_bytes()

    def bare() -> None:
        for token in TOKEN.finditer(data.decode("utf-8")):
            token.group()

    def read() -> None:
        disclose(read_text(data, path.name))

    times = in_turn(processor_time(bare), processor_time(read, forget_texts), runs)
    yield Row("reading the document", "a pass over its numeric tokens", times, most_ms=50)


def forget_texts() -> None:
    """Empty what is kept of the texts that were read; knowledge from CSV files stays.

    What is kept of texts is bounded, because there is no end of them.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith("analysis."):
            for thing in vars(module).values():
                if hasattr(thing, "cache_parameters") and thing.cache_parameters()["maxsize"]:
                    thing.cache_clear()


def building(runs: int, work: Path) -> Iterator[Row]:
    """``budget build`` as a process: nothing there, all anew, and nothing to do."""
    fresh, kept = work / "fresh", work / "kept"
    floor = process(_IMPORTS)
    about = "importing DuckDB and polars"

    def build(folder: Path, *more: str, before: Callable[[], object] = bool) -> Comparison:
        command = [*BUDGET, "build", "--processed", str(folder), *more]
        return in_turn(floor, process(command, before), runs)

    def clear() -> None:
        shutil.rmtree(fresh, ignore_errors=True)

    yield Row("`budget build`, nothing there yet", about, build(fresh, before=clear), None, 1.5)
    yield Row("`budget build --force`", about, build(kept, "--force"), None, 1.5)
    yield Row("`budget build`, nothing changed", about, build(kept), None, 1.5)


def reporting(runs: int, work: Path) -> Iterator[Row]:
    """The report in one language and both formats, as a process, embedded renderer.

    Rendered anew, with its drawings and without, and with nothing to do.
    """
    processed, cache = work / "processed", work / "cache"
    process([*BUDGET, "build", "--processed", str(processed)])()
    command = [*BUDGET, "report", "--lang", "en", "--renderer", "embedded"]
    command += ["--processed", str(processed), "--out", str(work / "reports")]
    floor = process(["-m", "benchmarks.empty_report", str(work / "empty")])
    about = "an empty notebook, same renderer"
    anew = [*command, "--force"]
    cold = process(anew, lambda: _without_drawings(cache), {"BUDGET_CACHE": str(cache)})
    yield Row("report, drawings made anew", about, in_turn(floor, cold, runs), None, 2)
    yield Row("report, drawings at hand", about, in_turn(floor, process(anew), runs), None, 2)
    yield Row("report, nothing changed", about, in_turn(floor, process(command), runs), None, 2)


def _without_drawings(cache: Path) -> None:
    """Make ``cache`` the user's cache (fonts, scripts) without the charts that were drawn."""
    from analysis.cache import cache_dir

    shutil.rmtree(cache, ignore_errors=True)
    cache.mkdir(parents=True)
    for part in cache_dir().iterdir():
        if part.name != "charts":
            os.symlink(part.resolve(), cache / part.name)


def pdf(runs: int, samples: Sequence[Path]) -> Iterator[Row]:
    """The PDF reader on sample files, in this process, against two bare text passes."""
    import io

    import pdfplumber
    import pypdfium2

    from analysis.sources.pdf import read_pdf

    files = [(path.name, path.read_bytes()) for path in samples]

    def plumber() -> None:
        for _, data in files:
            with pdfplumber.open(io.BytesIO(data)) as document:
                for page in document.pages:
                    page.extract_text()

    def pdfium() -> None:
        for _, data in files:
            document = pypdfium2.PdfDocument(data)
            for page in document:
                page.get_textpage().get_text_range()
            document.close()

    def ours() -> None:
        for name, data in files:
            read_pdf(data, name)

    for name, bare in (("pdfplumber", plumber), ("pypdfium2", pdfium)):
        times = in_turn(processor_time(bare), processor_time(ours), runs)
        floor = f"the text of the pages with {name}"
        yield Row(f"{len(files)} PDF files", floor, times, documents=len(files))
