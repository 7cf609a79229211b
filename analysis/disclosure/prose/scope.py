"""What a sentence belongs to: the figure that leads an item, and the lists that are open.

“支出 10 万元，其中：甲 6 万元，乙 4 万元” opens a list inside the sentence; “其中：” at its end
opens one for the items that follow. Not done here: whether the parts add up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from analysis.disclosure import records as r
from analysis.disclosure.vocabulary import rows


@dataclass(slots=True)
class PartList:
    """Parts that the text lists under one figure; ``complete`` where its words say so."""

    parent: r.Claim
    complete: bool
    parts: list[r.Claim] = field(default_factory=list)


@cache
def list_marks() -> re.Pattern[str]:
    """Return the pattern of the words that open a list (``list_marks.csv``)."""
    return re.compile(
        "|".join(f"(?P<{row['kind']}{n}>{row['pattern']})" for n, row in enumerate(_marks()))
    )


def _marks() -> tuple[dict[str, str], ...]:
    return rows("prose/list_marks")


@dataclass(slots=True)
class Scope:
    """The claims that figures still to come can be part of or refer to.

    ``leads`` holds for each depth the figure that leads there; ``lists`` all lists so far.
    """

    leads: dict[int, r.Claim] = field(default_factory=dict)
    current: r.Claim | None = None
    direction: str | None = None
    lists: list[PartList] = field(default_factory=list)
    _items: dict[str, PartList] = field(default_factory=dict)  # by claim_id of the parent
    _item_list: PartList | None = None
    _inner_list: PartList | None = None
    _inside: bool = False

    def enter_section(self) -> None:
        """Forget everything: a heading begins something new."""
        self.leads.clear()
        self.current = self.direction = self._item_list = None
        self._leave_list()

    def enter_sentence(self, depth: int, opens_item: bool) -> None:
        """Close the list of the sentence before and find what an item is part of."""
        self._leave_list()
        self._item_list = None
        if opens_item:
            self.direction = None
            for deeper in [d for d in self.leads if d >= depth]:
                del self.leads[deeper]
            if self.leads:
                self._item_list = self._items_of(self.leads[max(self.leads)])
        self.current = self.leads.get(depth)

    def open_list(self, depth: int, whole: r.Claim | None, *, named: bool, complete: bool) -> None:
        """Open a list inside the sentence, of the figure before or of the one the item leads with.

        ``named`` says that the text names the ``whole`` itself, with or without its figure.
        """
        parent = whole if named else self.current or self.leads.get(depth)
        self._inside, self._inner_list = True, None
        if parent is not None:
            self._inner_list = PartList(parent, complete)
            self.lists.append(self._inner_list)
            self._items_of(parent).complete |= complete

    def part_list(self) -> PartList | None:
        """Return the list that a figure standing here is a part of."""
        return self._inner_list if self._inside else self._item_list

    def take(self, claim: r.Claim, depth: int) -> None:
        """Let a figure be what changes and shares after it refer to."""
        self.current = claim
        if not self._inside:
            self.leads[depth] = claim

    def _leave_list(self) -> None:
        self._inner_list, self._inside = None, False

    def _items_of(self, parent: r.Claim) -> PartList:
        if parent.claim_id not in self._items:
            self._items[parent.claim_id] = PartList(parent, False)
            self.lists.append(self._items[parent.claim_id])
        return self._items[parent.claim_id]
