"""What can be wrong with the words of the briefing, found without saying them.

Not done here: tests.
"""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from analysis.briefing.numbers import LANGUAGES, units
from analysis.briefing.render.qmd import INLINE


def problems(words: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """What is wrong with the entries: a language missing, slots that differ, unknown formats."""
    found = []
    for key, entry in words.items():
        slots = {}
        for language in LANGUAGES:
            texts = entry.get(language)
            if not texts:
                found.append(f"{key}: no text in {language}")
            variants = texts.values() if isinstance(texts, dict) else [texts or ""]
            try:
                slots[language] = frozenset(name for text in variants for name in _slots(text))
            except ValueError as error:
                found.append(f"{key} ({language}): {error}")
        if len(set(slots.values())) > 1:
            found.append(f"{key}: slots differ between the languages: {slots}")
    return found


def _slots(text: str) -> Iterator[str]:
    known = {style for unit in units().values() for style in unit} | {"abs", "signed", "exact"}
    for _, name, spec, _ in string.Formatter().parse(text):
        if name is not None:
            unknown = set(filter(None, (spec or "").split(","))) - known
            if unknown:
                raise ValueError(f"slot {name}: unknown format {', '.join(sorted(unknown))}")
            yield name


def asked_for(modules: Path, report: Path) -> re.Pattern[str]:
    """A pattern of every key that the texts of the program can make: a slot stands for anything."""
    inline = "\n".join(INLINE.findall(report.read_text(encoding="utf-8")))
    texts = {re.escape(key) for key in re.findall(r'say\("(.+?)"', inline)}
    for path in modules.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                texts.add("".join(map(_piece, node.values)))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(re.escape(node.value))
    return re.compile("|".join(sorted(text for text in texts if re.match(r"[a-z_]+\\\.", text))))


def _piece(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"
