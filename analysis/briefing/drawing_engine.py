"""The engine that draws charts, in a process of its own.

It needs half a second to start, and holds whoever calls it until it has drawn; beside the process
that makes the charts it starts, and draws, on another core. As a program it reads a specification
of Vega-Lite a line, and answers each with a line: its SVG as JSON, or what was wrong with it.

Not done here: what has been drawn before (``drawing``). The program imports nothing of ours.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from threading import Lock
from typing import IO, Any

__all__ = ["Engine", "engine"]

_FIRST = {"data": {"values": [{"x": 1}]}, "mark": "bar", "encoding": {"x": {"field": "x"}}}


class Engine:
    """A process that draws, as long as this one lives."""

    def __init__(self, fonts: str) -> None:
        # Without -P the modules of this folder would stand before Python's own (numbers).
        command = [sys.executable, "-P", __file__, fonts]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._lock = Lock()

    def draw(self, spec: dict[str, Any], meanwhile: Callable[[], object] | None = None) -> str:
        """``spec`` as SVG; ``meanwhile`` is called while it is drawn, and may raise.

        Raises ValueError with what the engine says of ``spec``.
        """
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None and answers is not None
        with self._lock:
            asked.write(json.dumps(spec).encode() + b"\n")
            asked.flush()
            try:
                if meanwhile is not None:
                    meanwhile()
            finally:
                line = answers.readline()
        answer: dict[str, str] = json.loads(line or '{"error": "the engine has ended"}')
        if "error" in answer:
            raise ValueError(f"the chart cannot be drawn: {answer['error']}")
        return answer["svg"]


@cache
def engine(fonts: str) -> Engine:
    """The engine of this process, started by the first call; ``fonts`` is a folder."""
    return Engine(fonts)


def main(fonts: str, asked: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until nothing more is asked."""
    import vl_convert

    vl_convert.register_font_directory(fonts)
    vl_convert.vegalite_to_svg(_FIRST)  # starts what starts with the first chart
    for line in asked:
        try:
            answer = {"svg": vl_convert.vegalite_to_svg(json.loads(line))}
        except ValueError as error:
            answer = {"error": str(error)}
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer)
