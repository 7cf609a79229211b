"""A copy of this process that works beside it.

The copy (a fork) starts at once and has what is imported already; so one is made only where no
thread runs and no DuckDB is there that a copy could break. What the two say to each other goes
through pipes, pickled by our own code. Not done here: the work (``ahead``, ``at_hand``).
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn

_WITH_THREADS = ("duckdb", "polars", "numpy", "onnxruntime")


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_copy() -> bool:
    """Whether a copy of this process can do its work: nothing runs here but what calls this."""
    alone = threading.active_count() == 1 and not any(name in sys.modules for name in _WITH_THREADS)
    return sys.platform == "linux" and alone


class Lost(Exception):
    """The copy has died, or what it said cannot be understood."""


class Talk:
    """One end of two pipes: what is said here is heard at the other end."""

    def __init__(self, hears: int, says: int) -> None:
        self._hears, self._says = os.fdopen(hears, "rb"), os.fdopen(says, "wb")

    def say(self, thing: object) -> None:
        """Say something; waits until the other end has taken most of it. Raises Lost."""
        try:
            pickle.dump(thing, self._says, pickle.HIGHEST_PROTOCOL)
            self._says.flush()
        except OSError as error:
            raise Lost from error

    def hear(self) -> Any:
        """Wait for what is said next. Raises Lost."""
        try:
            return pickle.load(self._hears)
        except Exception as error:  # the pipe has ended, or what came is no pickle
            raise Lost from error


class Beside(Talk):
    """Does ``work`` in a copy of this process, which is handed its end of the pipes."""

    def __init__(self, work: Callable[[Talk], object]) -> None:
        heard_there, said_here = os.pipe()
        heard_here, said_there = os.pipe()
        self._process = os.fork()
        if not self._process:
            os.close(said_here)
            os.close(heard_here)
            _work(work, heard_there, said_there)
        os.close(heard_there)
        os.close(said_there)
        super().__init__(heard_here, said_here)

    def end(self) -> None:
        """End the copy, whatever it is doing."""
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        self._hears.close()
        with suppress(OSError):  # something that was said only in part
            self._says.close()


def _work(work: Callable[[Talk], object], hears: int, says: int) -> NoReturn:
    """Do the work and end this process."""
    try:
        gc.disable()  # looking for what is no longer used takes time; what is made here is little
        os.dup2(2, 1)  # what a library prints must not run into what the other process prints
        work(Talk(hears, says))
    finally:
        os._exit(0)  # what has begun in the other process ends there; that hears what is missing
