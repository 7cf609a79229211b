"""What an element of a web page shows: its text, line breaks and tables, in order.

Blanks and line ends of the source are one blank, as a browser shows them, and none between two
Chinese characters. Not done here: what a table is made of (``web_table``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

BREAK = "\x1e"  # stands for a line end that is shown; the source has none
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_BETWEEN_WIDE = re.compile(rf"(?<=[{_WIDE}])[ \t\f]*[\r\n]\s*(?=[{_WIDE}])", re.ASCII)
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def flow(element: Any) -> Iterator[str | Any]:
    """Give texts as they stand in the source, BREAKs, and the tables that hold no table."""
    yield _text(element.text)
    for child in element:
        if isinstance(child.tag, str) and not is_hidden(child):
            if child.tag == "br":
                yield BREAK
            elif child.tag in _elements()["inline"]:
                yield from flow(child)
            else:
                yield BREAK
                yield from _of_its_own(child)
                yield BREAK
        yield _text(child.tail)


def _of_its_own(element: Any) -> Iterator[str | Any]:
    if element.tag == "table" and next(element.iterdescendants("table"), None) is None:
        yield element
    elif element.tag == "pre":
        yield BREAK.join("".join(element.itertext()).splitlines())
    else:
        yield from flow(element)


def _text(text: str | None) -> str:
    return (text or "").replace(BREAK, "")


def is_hidden(element: Any) -> bool:
    """Return whether nobody sees the element."""
    if element.tag in _elements()["unseen"] or element.get("hidden") is not None:
        return True
    return bool(_HIDDEN.search((element.get("style") or "").lower()))


def lines_of(text: str) -> list[str]:
    """Return the lines that a joined flow of texts shows; blank ones are left out."""
    once = _BLANKS.sub(" ", _BETWEEN_WIDE.sub("", text)).replace("\xa0", " ")
    return [line.strip() for line in once.split(BREAK) if line.strip()]


def said(element: Any) -> list[str]:
    """Return the lines of an element that holds no table."""
    return lines_of("".join(part for part in flow(element) if isinstance(part, str)))


@cache
def _elements() -> dict[str, frozenset[str]]:
    text = Path(__file__).with_name("web_elements.yml").read_text(encoding="utf-8")
    return {kind: frozenset(names) for kind, names in yaml.safe_load(text).items()}
