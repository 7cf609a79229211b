"""Header words become columns with keys and parents.

A header on two levels that lost its grid comes as 合计, 基本支出, 项目支出, 小计, 人员经费,
公用经费: the parts of a group are put in the group's place. Not done here: choosing between the
readings that a header allows; the rows decide (``lines``).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.disclosure.tables.dated import BESIDE, PRIOR
from analysis.disclosure.tables.header import AMOUNT, GROUP, SUBTOTAL, UNKNOWN, Word
from analysis.disclosure.tables.keyed import TOTAL, Column

# Parts of this group get its name before theirs: the same fund stands under the current year too.
NAMED_BY_GROUP = ("carried_forward", PRIOR)

_SOURCES = frozenset({"general", "fund", "capital", "fiscal_account", "unit_funds", "business"})
_OWN = "小计"  # at the end of a group's words: it has a column of its own
_SPENDING = ("basic", "personnel", "operating", "project")


@dataclass(slots=True)
class _Node:
    word: Word
    subtotal: bool = False
    parts: list[_Node] = field(default_factory=list)


def readings_of_header(words: list[Word]) -> list[tuple[Column, ...]]:
    """Return the column lists that the header words allow, the likeliest first.

    They differ in whether words that nobody knows are columns or banners, and in whether a
    group with parts but no 小计 has a column of its own.
    """
    readings: list[tuple[Column, ...]] = []
    known = [w for w in words if w.role in (AMOUNT, GROUP, SUBTOTAL)]
    everything = [w for w in words if w.role in (AMOUNT, GROUP, SUBTOTAL, UNKNOWN)]
    for chosen in (known, everything):
        tree = _tree(chosen)
        for groups_too in (False, True):
            columns = tuple(_columns(tree, groups_too))
            if columns and columns not in readings:
                readings.append(columns)
    return readings


def columns_of_paths(paths: list[list[Word]]) -> list[Column | None]:
    """Return the column for each path of header words, top to bottom; None for no amount."""
    columns: list[Column | None] = []
    keys = {w.key for path in paths for w in path if w.role in (AMOUNT, GROUP)}
    for path in paths:
        words = [w for w in path if w.role in (AMOUNT, GROUP, SUBTOTAL, UNKNOWN)]
        if not words or (all(w.role == UNKNOWN for w in words[:-1]) and words[-1].role == UNKNOWN):
            columns.append(None)
            continue
        leaf, above = words[-1], [w for w in words[:-1] if w.role in (AMOUNT, GROUP)]
        if leaf.role == SUBTOTAL or (above and _is_second_total(leaf, paths)):
            leaf, above = (above[-1], above[:-1]) if above else (_total(leaf), [])
        group = above[-1].key if above else None
        parent = group or next((p for p in leaf.parents if p in keys), None)
        key = _key(leaf.key, group)
        if group and _is_foreign(leaf, above[-1]):
            key, parent = f"{group}_{leaf.key}", group
        if _is_of_one_source(leaf, above, paths):
            group = next(w.key for w in reversed(above) if w.key in _SOURCES)
            key, parent = f"{group}_{leaf.key}", group
        own = None if key in BESIDE else _parent(leaf.key, parent)
        columns.append(Column(key, _header(path), own))
    return _settled(columns)


def _is_second_total(leaf: Word, paths: list[list[Word]]) -> bool:
    """Whether 合计 under a group is that group's, because the row has a total of its own."""
    return leaf.key == TOTAL and any(
        len(path) == 1 and path[0].role == AMOUNT and path[0].key == TOTAL for path in paths
    )


def _is_foreign(leaf: Word, group: Word) -> bool:
    """Whether a word stands under an amount that its like does not belong to: named by both.

    商品和服务支出 is a part of 基本支出; under 项目支出 it is a part of that. So is 事业收入 under
    单位资金.
    """
    if group.role != AMOUNT or group.key in (TOTAL, *BESIDE) or leaf.key in (TOTAL, *BESIDE):
        return False
    return leaf.role == UNKNOWN or (bool(leaf.parents) and group.key not in leaf.parents)


def _is_of_one_source(leaf: Word, above: list[Word], paths: list[list[Word]]) -> bool:
    """Whether 基本支出 or 项目支出 stands under one source of money, with others beside it.

    Then it is that part of the source's money, not of the row's.
    """
    groups = {word.key for word in above if word.key in _SOURCES}
    if leaf.key not in _SPENDING or not groups:
        return False
    keys = [{word.key for word in path} for path in paths]
    return any(one & _SOURCES and not one & groups for one in keys)


def _total(word: Word) -> Word:
    return Word(AMOUNT, TOTAL, (), word.text)


def _key(key: str, group: str | None) -> str:
    if group == PRIOR and key in (TOTAL, PRIOR):
        return PRIOR  # “2023年执行数” over 合计, and over its parts
    return f"{group}_{key}" if group in NAMED_BY_GROUP and key != TOTAL else key


def _parent(key: str, parent: str | None) -> str | None:
    return None if key == TOTAL and parent is None else parent or TOTAL


def _header(path: list[Word]) -> str:
    return " ".join(w.text for w in path if w.text)


def _tree(words: list[Word]) -> list[_Node]:
    """Put each word under the first group that may hold it and holds none of its kind yet."""
    top: list[_Node] = []
    nodes: list[_Node] = []
    lone = all(item.role != SUBTOTAL for item in words)  # else whose 小计 is whose?
    for number, item in enumerate(words):
        if item.role == SUBTOTAL:
            following = next((w for w in words[number + 1 :] if w.role != SUBTOTAL), None)
            group = _group_for(following, nodes) if following else None
            group = group or next((n for n in nodes if n.parts and not n.subtotal), None)
            if group is not None and not group.subtotal:
                group.subtotal = True
            elif nodes:
                nodes[-1].subtotal = True
            continue
        node = _Node(item, subtotal=lone and item.text.endswith(_OWN))
        holder = _group_for(item, nodes)
        (holder.parts if holder else top).append(node)
        nodes.append(node)
    return _in_place(top)


def _in_place(nodes: list[_Node]) -> list[_Node]:
    """Put the nodes in the order of their places: words of one heading stand on several lines.

    A word over several columns stands within them, so that its own place is enough.
    """
    for node in nodes:
        node.parts = _in_place(node.parts)
    if any(node.word.at is None for node in nodes):
        return nodes
    return sorted(nodes, key=lambda node: node.word.at or 0)


def _group_for(item: Word, nodes: list[_Node]) -> _Node | None:
    for node in nodes:
        holds = node.word.key in item.parents and node.word.key != TOTAL
        holds = holds and (not node.word.holds or item.key in node.word.holds)
        if holds and all(part.word.key != item.key for part in node.parts):
            return node
    return None


def _columns(nodes: list[_Node], groups_too: bool, group: str | None = None) -> list[Column]:
    found: list[Column | None] = []
    for node in nodes:
        key = _key(node.word.key, group)
        own = Column(key, node.word.text, _parent(node.word.key, group))
        if not node.parts or node.subtotal or groups_too:
            found.append(own)
        found += _columns(node.parts, groups_too, key)
    return [c for c in (_settled(found) if group is None else found) if c is not None]


def _settled(columns: list[Column | None]) -> list[Column | None]:
    """Make keys unique, and let no column name a parent that is no column."""
    seen: dict[str, int] = {}
    unique: list[Column | None] = []
    for column in columns:
        if column is None:
            unique.append(None)
            continue
        seen[column.key] = seen.get(column.key, 0) + 1
        key = column.key if seen[column.key] == 1 else f"{column.key}_{seen[column.key]}"
        unique.append(Column(key, column.header, column.parent))
    keys = {c.key for c in unique if c}
    return [
        c
        and (
            c
            if c.parent in keys
            else Column(c.key, c.header, TOTAL if _is_part(c.key, keys) else None)
        )
        for c in unique
    ]


def _is_part(key: str, keys: set[str]) -> bool:
    return TOTAL in keys and key != TOTAL and key not in BESIDE
