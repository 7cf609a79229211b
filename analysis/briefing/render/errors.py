"""What can go wrong while rendering, said with file and line.

Not done here: catching it (the command line prints the message and exits with status 2).
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["RenderError", "at"]


class RenderError(RuntimeError):
    """The report could not be rendered; the message says where and what to do."""


def at(path: Path, line: int, message: str) -> RenderError:
    """A RenderError that names the file and the line (counted from 1)."""
    return RenderError(f"{path.name}, line {line}: {message}")
