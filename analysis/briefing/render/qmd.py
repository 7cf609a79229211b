"""Takes a .qmd apart: YAML head, prose, ``{python}`` cells with their ``#|`` options.

Covers what report.qmd uses, and refuses what the embedded renderer does not know, with its line,
rather than letting it through as text: Quarto's shortcodes, callouts, tabsets, cross-references,
other engines, maths, images, citations. See https://quarto.org/docs/computations/inline-code.html
for inline expressions.

Not done here: running cells (``execute.py``), reading markdown (pandoc).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from analysis.briefing.render.errors import at

__all__ = ["INLINE", "Cell", "Prose", "Qmd", "read_qmd"]

# As Quarto finds them: an expression in backticks that starts with {python}.
INLINE = re.compile(r"(?:(?<=^)|(?<=[^`]))`\{python\}[ \t]([^`]+)`", re.MULTILINE)

_HEAD_KEYS = {"title", "lang", "jupyter", "execute", "description"}
_OPTIONS: dict[str, tuple[object, ...] | None] = {
    "label": None,
    "tags": None,
    "echo": (True, False),
    "include": (True, False),
    "output": (True, False, "asis"),
    "warning": (True, False),
}
_REFUSED = (
    (r"\{\{<", "a shortcode"),
    (r"^\s*:{3,}.*\{[^}]*\.callout", "a callout"),
    (r"^\s*:{3,}.*\{[^}]*\.panel-", "a tabset or panel"),
    (r"^\s*:{3,}.*\{[^}]*\.(content-visible|content-hidden)", "conditional content"),
    (r"^\s*:{3,}.*\{[^}]*\.column", "a column layout"),
    (r"\{[^}]*#(fig|tbl|sec|lst|eq)-", "a cross-reference label"),
    (r"(?<![\w\\])@[A-Za-z]", "a cross-reference or citation"),
    (r"(?<!\\)\$[^\s$][^$]*(?<![\\\s])\$", "maths"),
    (r"!\[", "an image (show a chart from a cell instead)"),
    (r"`\{(?!python\})\w+\}", "inline code of another language than python"),
)


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown with its inline expressions still in it; ``line`` is its first."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A ``{python}`` cell without its options; ``line`` is that of the opening fence."""

    source: str
    line: int
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Qmd:
    """A .qmd taken apart, in the order of the document."""

    path: Path
    head: Mapping[str, Any]
    parts: tuple[Prose | Cell, ...]


def read_qmd(path: Path) -> Qmd:
    """Read and take apart ``path``.

    Raises RenderError, with the line, for what the embedded renderer does not know.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    head, first = _head(path, lines)
    return Qmd(path, head, tuple(_parts(path, lines, first)))


def _head(path: Path, lines: list[str]) -> tuple[dict[str, Any], int]:
    if not lines or lines[0].strip() != "---":
        return {}, 0
    try:
        end = next(i for i, line in enumerate(lines[1:], 1) if line.strip() in ("---", "..."))
    except StopIteration:
        raise at(path, 1, "the YAML head has no closing ---") from None
    head = yaml.safe_load("\n".join(lines[1:end])) or {}
    for key in head:
        if key not in _HEAD_KEYS:
            line = next(i for i, text in enumerate(lines, 1) if text.startswith(f"{key}:"))
            raise _unknown(path, line, f"the key {key!r} in the head")
    return head, end + 1


def _parts(path: Path, lines: list[str], first: int) -> Iterator[Prose | Cell]:
    prose: list[str] = []
    begin = i = first
    while i < len(lines):
        fence = re.match(r"\s*(`{3,}|~{3,})\s*(.*)", lines[i])
        if not fence:
            _refuse(path, i + 1, lines[i])
            prose.append(lines[i])
            i += 1
            continue
        end = _closing(path, lines, i, fence[1])
        info = fence[2].strip()
        if info == "{python}":
            if prose:
                yield Prose("\n".join(prose) + "\n", begin + 1)
                prose = []
            yield _cell(path, lines[i + 1 : end], i + 1)
            begin = end + 1
        elif re.match(r"\{\w", info):
            raise _unknown(path, i + 1, f"a cell opened with {info}")
        else:
            prose += lines[i : end + 1]
        i = end + 1
    if prose:
        yield Prose("\n".join(prose) + "\n", begin + 1)


def _closing(path: Path, lines: list[str], start: int, fence: str) -> int:
    for i in range(start + 1, len(lines)):
        if re.fullmatch(rf"\s*{re.escape(fence[0])}{{{len(fence)},}}\s*", lines[i]):
            return i
    raise at(path, start + 1, "this code block is never closed")


def _cell(path: Path, body: list[str], line: int) -> Cell:
    count = next((i for i, text in enumerate(body) if not text.startswith("#|")), len(body))
    options = yaml.safe_load("\n".join(text[2:].removeprefix(" ") for text in body[:count])) or {}
    for key, value in options.items():
        if key not in _OPTIONS:
            raise _unknown(path, line, f"the cell option {key!r}")
        allowed = _OPTIONS[key]
        if allowed is not None and value not in allowed:
            raise _unknown(path, line, f"the value {value!r} of the cell option {key!r}")
    return Cell("\n".join(body[count:]), line, options)


def _refuse(path: Path, line: int, text: str) -> None:
    text = INLINE.sub("", text)
    for pattern, name in _REFUSED:
        if re.search(pattern, text):
            raise _unknown(path, line, name)


def _unknown(path: Path, line: int, what: str) -> Exception:
    return at(
        path,
        line,
        f"{what} is not known to the embedded renderer. "
        "Write it another way, or render with Quarto (1.6 or later on PATH).",
    )
