"""Items of a two-sided table: their words, ordinals, keys, and the item that each is part of.

Not done here: finding items on the page (``sides``).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from analysis.disclosure.recorder import CellValue
from analysis.disclosure.repeats import nth
from analysis.disclosure.tables.keyed import TOTAL
from analysis.disclosure.vocabulary import HAN, fold

REVENUE, EXPENDITURE = "revenue", "expenditure"

_NUMERAL = r"[一二三四五六七八九十廿卅]+"
# The further in, the deeper the list: 一、 then （一） then 1. then (1).
_STYLES = (
    re.compile(rf"{_NUMERAL}、"),
    re.compile(rf"\({_NUMERAL}\)、?"),
    re.compile(r"\d{1,2}(?:[、.](?!\d)|、)"),
    re.compile(r"\(\d{1,2}\)、?"),
)
_OF_WHICH = re.compile(r"^其中[::]?")
_PRINTED_CODE = re.compile(rf"^(2\d\d)(?={HAN})")
_APPROPRIATED = ("general", "fund", "capital")  # what fiscal appropriation is made of
_FUNDS = ("general", "fund", "capital", "fiscal_account", "unit_funds")
_WHOLES = ("current_year/appropriation", "carried_forward")  # what may list its funds below it
_OF_CURRENT_YEAR = (
    *_FUNDS,
    "appropriation",
    "business",
    "operation",
    "higher_level",
    "affiliated",
    "other",
)


@dataclass(slots=True)
class Item:
    """An item as printed: ``ordinal`` may be empty, ``depth`` is 0 without one; cells by column."""

    side: str
    name: str
    ordinal: str
    depth: int
    line: int
    cells: dict[str, CellValue] = field(default_factory=dict)


class Keyed(NamedTuple):
    """An item with its key, level, the key of the item above, and its functional class."""

    item: Item
    key: str
    level: int
    parent: str | None
    function_code: str | None


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def known_items() -> dict[str, dict[str, str]]:
    """Return for each known item text its keys by side."""
    known: dict[str, dict[str, str]] = {}
    for row in _rows("side_items"):
        for text in row["words"].split("|"):
            known.setdefault(fold(text), {})[row["side"]] = row["key"]
    return known


@cache
def function_classes() -> dict[str, str]:
    """Return the code of each functional class by its names, former ones too."""
    return {
        fold(n): row["code"] for row in _rows("function_classes") for n in row["names"].split("|")
    }


@cache
def known_totals() -> frozenset[str]:
    """Return the words of the totals of both sides."""
    return frozenset(text for text, keys in known_items().items() if TOTAL in keys.values())


def split_ordinal(text: str) -> tuple[str, int, str]:
    """Return the ordinal, its depth (1 for 一、, 0 for none) and the rest of a folded text."""
    for depth, style in enumerate(_STYLES, 1):
        found = style.match(text)
        if found:
            return found.group(), depth, text[found.end() :]
    return "", 0, text


def sides_of(name: str) -> set[str]:
    """Return the sides that an item's words speak for; both where they speak for none."""
    bare = _OF_WHICH.sub("", name)
    if function_class(bare):
        return {EXPENDITURE}
    if bare in known_items():
        return set(known_items()[bare])
    if "支出" in bare or bare.startswith(("年终", "年末", "结转下年")):
        return {EXPENDITURE}
    if any(word in bare for word in ("收入", "拨款", "上年", "年初")):
        return {REVENUE}
    return {REVENUE, EXPENDITURE}


def is_known(name: str) -> bool:
    """True for the words of an item or a functional class."""
    return name in known_items() or function_class(name) is not None


def function_class(name: str) -> str | None:
    """Return the code of the functional class that a name is, former names included."""
    printed = _PRINTED_CODE.match(name)
    return printed.group(1) if printed else function_classes().get(name)


BESIDE_CURRENT = ("current_year", "carried_forward", "year_end", "business_fund")


def keyed(items: Sequence[Item]) -> list[Keyed]:
    """Return the items of one side with their keys, levels and parents."""
    with_keys = list(_with_keys(items))
    printed = {key for _, key, _ in with_keys}
    found: list[Keyed] = []
    levels: dict[str, int] = {}
    for number, (item, key, holder) in enumerate(with_keys):
        parent = _parent(key, holder, printed)
        below = any(later == "current_year" for _, later, _ in with_keys[number + 1 :])
        if item.side == REVENUE and parent == TOTAL and below and key not in BESIDE_CURRENT:
            parent = "current_year"  # 本年收入合计 stands below what it adds up
        levels[key] = 0 if parent is None else levels.get(parent, 0 if parent == TOTAL else 1) + 1
        name = fold(item.name)
        code = function_class(name) if item.side == EXPENDITURE else None
        found.append(Keyed(item, key, levels[key], parent, code))
    return found


def sums_of_items(items: Sequence[Item]) -> list[tuple[int, list[int]]]:
    """Return (item, items that it is the sum of) by their index, for one side.

    A list by purpose beside one by function says the same money again, and is left out.
    """
    found = keyed(items)
    index = {k.key: number for number, k in reversed(list(enumerate(found)))}
    by_function = any(k.key.startswith("function/") for k in found)
    parts: dict[int, list[int]] = {}
    for number, k in enumerate(found):
        if k.parent in index and not (by_function and k.key.startswith("purpose/")):
            parts.setdefault(index[k.parent], []).append(number)
    return list(parts.items())


def _with_keys(items: Sequence[Item]) -> Iterator[tuple[Item, str, str | None]]:
    """Yield each item with its key and the key of the numbered item that it stands under."""
    open_items: list[tuple[int, str]] = []
    seen: dict[str, int] = {}
    listing = False  # behind 其中, whose further items do not repeat the word
    above: str | None = None  # the whole whose funds stand directly below it, without numbers
    for item in items:
        while open_items and item.depth and open_items[-1][0] >= item.depth:
            open_items.pop()
        listing = item.name.startswith("其中") or (listing and _is_fund(item))
        of_which = listing
        holder = open_items[-1][1] if open_items and (item.depth or of_which) else None
        holder = holder or (above if _is_fund(item) else None)
        key = _key(item, holder)
        if not _is_fund(item):
            above = key if key in _WHOLES and not item.depth else None
        seen[key] = seen.get(key, 0) + 1
        key = nth(key, seen[key])
        yield item, key, holder
        if item.depth:
            open_items.append((item.depth, key))
        elif not of_which:
            open_items.clear()


def _is_fund(item: Item) -> bool:
    """Whether an unnumbered item is a fund's money: a part of what stands above it."""
    key = known_items().get(fold(item.name), {}).get(item.side)
    return not item.depth and item.side == REVENUE and key in _APPROPRIATED


def _key(item: Item, holder: str | None) -> str:
    name = _OF_WHICH.sub("", fold(item.name))
    if item.side == EXPENDITURE and (code := function_class(name)):
        return f"function/{code}"
    key = known_items().get(name, {}).get(item.side)
    if item.side == REVENUE and key in _OF_CURRENT_YEAR:
        carried = holder == "carried_forward" and key in _FUNDS
        return f"{'carried_forward' if carried else 'current_year'}/{key}"
    if item.side == EXPENDITURE and key not in (None, TOTAL, "current_year", "year_end"):
        return f"purpose/{key}"
    return key or name.replace("/", ".")


def _parent(key: str, holder: str | None, printed: set[str]) -> str | None:
    if key == TOTAL:
        return None
    if holder is not None and holder != key:
        return holder
    of_year = key.startswith(("current_year/", "function/", "purpose/"))
    return "current_year" if of_year and "current_year" in printed else TOTAL
