"""How much a file may ask of the reader: the settings of ``limits.yml``, and a clock.

Not done here: finding out how large something is; the readers of each format do that.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from analysis.sources.document import UnreadableSource

_ADVICE = (
    "Check that this is the published document; if it is, raise {name} in "
    "analysis/sources/limits.yml"
)


@dataclass(frozen=True, slots=True)
class Limits:
    """The settings of ``limits.yml``; bytes, seconds and counts as named there."""

    max_bytes: int
    max_pages: int
    max_seconds: float
    max_expanded_bytes: int
    max_expansion: int
    free_expansion_bytes: int
    max_page_bytes: int
    max_cells: int
    max_scan_pixels: int
    max_scan_page_seconds: float


@cache
def limits() -> Limits:
    """Return the settings."""
    text = Path(__file__).with_name("limits.yml").read_text(encoding="utf-8")
    return Limits(**yaml.safe_load(text))


def refuse(file_name: str, reason: str, name: str) -> UnreadableSource:
    """Return the error for a file that goes beyond the limit called ``name``."""
    return UnreadableSource(file_name, reason, _ADVICE.format(name=name))


def check_size(data: bytes, file_name: str) -> None:
    """Raise UnreadableSource for a file that is empty or larger than ``max_bytes``."""
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableSource(file_name, "the file is empty", "Download the document again")
    if len(data) > limits().max_bytes:
        size, most = (f"{n / 2**20:,.0f} MB" for n in (len(data), limits().max_bytes))
        raise refuse(file_name, f"the file has {size}, more than the {most} allowed", "max_bytes")


@dataclass(slots=True)
class Clock:
    """The work that reading takes; ``check`` raises when it is more than allowed.

    It is the processor time of the thread that made the clock: a busy machine makes a file wait,
    but no more work. It is that of one file, unless ``most`` says otherwise and ``name`` which
    limit that is.
    """

    file_name: str
    most: float = field(default_factory=lambda: limits().max_seconds)
    name: str = "max_seconds"
    _started: float = field(default_factory=lambda: time.thread_time())

    def check(self, where: str) -> None:
        """Raise UnreadableSource when it is too much; ``where`` says how far it came."""
        if time.thread_time() - self._started > self.most:
            reason = f"reading took more than {self.most:g} s of processor time, up to {where}"
            raise refuse(self.file_name, reason, self.name)
