"""Many documents: how much memory a build of them takes, and how long.

The documents are copies of the text document in raw/, each of another unit. Not done here: the page
(``benchmarks.speed_page``).
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from analysis.disclosure.identify import identify
from analysis.sources.text import read_text
from benchmarks.speed import BUDGET, RAW

COUNTS = (20, 60)
# The sexagenary cycle: sixty pairs of characters that name things in order.
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


@dataclass(frozen=True, slots=True)
class Many:
    """A build of so many documents; ``peak_mb`` is the memory of its largest process."""

    documents: int
    seconds: float
    peak_mb: float


def building_many(work: Path) -> Iterator[Many]:
    """Build twice, of fewer and of more documents, nothing known from before."""
    for count in COUNTS:
        raw = work / f"raw-{count}"
        write_copies(raw, count)
        command = [sys.executable, *BUDGET, "build", "--raw", str(raw)]
        started = time.perf_counter()
        built = subprocess.Popen(
            [*command, "--processed", str(work / f"processed-{count}")], stdout=subprocess.DEVNULL
        )
        _, status, used = os.wait4(built.pid, 0)
        if status:
            raise RuntimeError(f"the build of {count} documents failed: {status}")
        scale = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere
        yield Many(count, time.perf_counter() - started, used.ru_maxrss * scale / 1e6)


def write_copies(folder: Path, count: int) -> None:
    """Write ``count`` copies of the text document into ``folder``, each of a unit of its own.

    Raises ValueError for more copies than there are names.
    """
    path = next(RAW.rglob("*.txt"))
    data = path.read_bytes()
    unit = identify(read_text(data, path.name)).unit_name.partition("（")[0]
    names = [a + b for a, b in islice(zip(cycle(_STEMS), cycle(_BRANCHES), strict=False), 60)]
    if count > len(names):
        raise ValueError(f"{count} copies asked for; there are names for {len(names)}")
    folder.mkdir(parents=True)
    for name in names[:count]:
        text = data.decode("utf-8").replace(unit, name + unit[len(name) :])
        (folder / f"{name}.txt").write_text(text, "utf-8")
