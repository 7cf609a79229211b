"""All words of the briefing, in English and Chinese, chosen by the numbers.

The words are data: ``words/*.yml``, one entry a key, with ``en`` and ``zh``; what is
no sentence (names, units, the glossary, notes, criteria) is in ``words/terms/``::

    glance.total:
      en: "Revenue comes to {total} ({total:cny})."
      zh: "收入合计{total}。"

    glance.change:                # a sentence of its own for each direction (or zero, one, many)
      by: change
      en: {up: "It rose by {change:abs}.", down: "It fell by {change:abs}.", same: "No change."}
      zh: {up: "增加{change:abs}。", down: "减少{change:abs}。", same: "与上年持平。"}

A slot takes a ``Quantity`` (written through its passport), a ``str`` (escaped), ``Markdown`` (as it
is) or an ``int`` (a year or a line: no thousands separators). After the colon of a slot, separated
by commas: ``abs`` (no sign), ``signed`` (a plus sign too), ``exact`` (all decimals, where amounts
are shown rounded), a style of ``units.yml`` (``n``).

Not done here: how a number reads (``numbers.py``), registering sources (``passport.py``),
choosing which sentence to say.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from analysis.briefing.markdown import Markdown, escape
from analysis.briefing.numbers import Language, read_yaml, write_number
from analysis.measures.quantity import Quantity

__all__ = ["Slot", "Words", "entries"]

Slot = Quantity | str | int
_SIGNS = ("same", "up", "down")  # by Quantity.sign: 0, 1, -1
_FOLDER = Path(__file__).parent / "words"


class Words:
    """The words of one language. ``mark`` writes a quantity's text with its source.

    ``places``: the most decimals of an amount in 万元; None: as many as it has.
    """

    def __init__(
        self,
        language: Language,
        mark: Callable[[Quantity, str], str],
        places: int | None = None,
    ) -> None:
        self.language = language
        self._mark = mark
        self._places = places

    def say(self, key: str, /, **slots: Slot) -> Markdown:
        """The sentence ``key`` as markdown, its quantities linked to their sources.

        Raises KeyError for a key that no file has, or a slot that is not given.
        """
        return Markdown(self._fill(key, slots, self._mark, escape))

    def plain(self, key: str, /, **slots: Slot) -> str:
        """The sentence ``key`` as plain text: alt texts, chart titles, column labels."""
        return self._fill(key, slots, lambda _, text: text, str)

    def called(self, key: str, otherwise: str) -> str:
        """The plain text ``key``; ``otherwise`` where no file has it, as for a new key of data."""
        return self.plain(key) if key in entries() else otherwise

    def number(self, quantity: Quantity, spec: str = "") -> str:
        """``quantity`` written out, plain; ``spec`` as after the colon of a slot."""
        return write_number(quantity, self.language, spec, self._places)

    def _fill(
        self,
        key: str,
        slots: Mapping[str, Slot],
        mark: Callable[[Quantity, str], str],
        quote: Callable[[str], str],
    ) -> str:
        template = _choose(key, self.language, slots)
        parts: list[str] = []
        for text, name, spec, _ in string.Formatter().parse(template):
            parts.append(text)
            if name is None:
                continue
            if name not in slots:
                raise KeyError(f"words {key!r} ({self.language}): slot {name!r} was not given")
            value = slots[name]
            if isinstance(value, Quantity):
                parts.append(mark(value, self.number(value, spec or "")))
            elif isinstance(value, Markdown):
                parts.append(value)
            else:
                parts.append(quote(str(value)))
        return "".join(parts)


@cache
def entries() -> Mapping[str, Mapping[str, Any]]:
    """All entries of ``words/*.yml`` by key. Raises ValueError for a key that two files have."""
    merged: dict[str, dict[str, Any]] = {}
    for path in sorted(_FOLDER.glob("*.yml")):
        for key, entry in (read_yaml(path) or {}).items():
            if key in merged:
                raise ValueError(f"words/{path.name}: the key {key!r} stands in another file too")
            merged[key] = entry
    return merged


def _choose(key: str, language: Language, slots: Mapping[str, Slot]) -> str:
    try:
        entry = entries()[key]
    except KeyError as error:
        raise KeyError(
            f"no words for {key!r}: add the key, with en and zh, to words/*.yml"
        ) from error
    texts = entry[language]
    if not isinstance(texts, dict):
        return str(texts)
    value = slots[entry["by"]]
    if not isinstance(value, Quantity):
        raise TypeError(f"words {key!r}: slot {entry['by']!r} must be a Quantity to choose by")
    names = {0: "zero", 1: "one"} if "many" in texts else {}
    name = names.get(int(value.value or 0), "many") if names else _SIGNS[value.sign]
    if value.value is None:
        name = "none"
    if name not in texts and "many" in texts:
        name = "many"
    if name not in texts:
        raise KeyError(f"words {key!r} ({language}): no text for the case {name!r}")
    return str(texts[name])
