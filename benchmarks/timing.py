"""Timing one thing against another in the same run.

Machines differ and are never quite idle, so a figure means little alone: it is measured in turn
with its floor, several times, and their ratio is what counts. Not done here: what is measured.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

Timed = Callable[[], float]  # does the thing once and returns the seconds it took


@dataclass(frozen=True, slots=True)
class Times:
    """The seconds of several runs of one thing."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.seconds)

    def __str__(self) -> str:
        return f"{_ms(self.median)} ({_ms(min(self.seconds))}–{_ms(max(self.seconds))}) ms"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure and its floor, run in turn."""

    floor: Times
    figure: Times

    @property
    def ratios(self) -> Times:
        """The figure by its floor, run by run: a busy moment slows both."""
        pairs = zip(self.figure.seconds, self.floor.seconds, strict=True)
        return Times(tuple(figure / floor for figure, floor in pairs))


def in_turn(floor: Timed, figure: Timed, runs: int) -> Comparison:
    """Run both once unmeasured, then in turn."""
    floor()
    figure()
    taken = [(floor(), figure()) for _ in range(runs)]
    return Comparison(Times(tuple(a for a, _ in taken)), Times(tuple(b for _, b in taken)))


def processor_time(work: Callable[[], object], before: Callable[[], object] = bool) -> Timed:
    """Time work in this process by the processor's time; ``before`` is not counted."""

    def timed() -> float:
        before()
        started = time.process_time()
        work()
        return time.process_time() - started

    return timed


def process(
    arguments: Sequence[str],
    before: Callable[[], object] = bool,
    environment: Mapping[str, str] | None = None,
) -> Timed:
    """Time a Python process from its start to its end, by the clock.

    Python keeps what it has compiled, as it does unless it is told not to: the unmeasured run
    compiles our code, as installing has compiled the libraries'. ``environment`` adds to ours.
    """
    around = {**os.environ, **(environment or {})}
    around.pop("PYTHONDONTWRITEBYTECODE", None)

    def timed() -> float:
        before()
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, *arguments], check=True, env=around, stdout=subprocess.DEVNULL
        )
        return time.perf_counter() - started

    return timed


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.1f}" if seconds < 0.02 else f"{1000 * seconds:.0f}"
