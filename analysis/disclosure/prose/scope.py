"""What a sentence belongs to: the figure that leads an item, and the lists that are open.

“支出 10 万元，其中：甲 6 万元，乙 4 万元” opens a list inside the sentence; “其中：” at its end
opens one for the items that follow. Not done here: whether the parts add up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from analysis.disclosure import records as r
from analysis.disclosure.prose.function_names import are_siblings, is_path
from analysis.disclosure.prose.tokens import Quantity
from analysis.disclosure.units import money_words
from analysis.disclosure.vocabulary import rows


@dataclass(slots=True)
class PartList:
    """Parts that the text lists under one figure; ``complete`` where its words say so."""

    parent: r.Claim
    complete: bool
    parts: list[r.Claim] = field(default_factory=list)


@cache
def list_marks() -> re.Pattern[str]:
    """Return the pattern of the words that open a list (``list_marks.csv``).

    What they begin with is looked for first: it stands at few places of a text.
    """
    marks = rows("prose/list_marks")
    begins = "|".join(row["begins"] for row in marks)
    each = (f"(?P<{row['kind']}{n}>{row['pattern']})" for n, row in enumerate(marks))
    return re.compile(f"(?={begins})(?:{'|'.join(each)})")


# A sentence that is one more part: its name, its amount, its share of the whole.
_SHARED_PART = re.compile(r"\s*[^，,。；;：:\d]{2,30}[\d,，.]+\s*(?:亿|万)?元\s*[，,（(]\s*占")
_APART = re.compile(r"[，,、；;。：:]|(?<!商品)和|及|其中")


@dataclass(slots=True)
class _Open:
    """A list that is open inside a sentence; ``brackets`` counts those it stands in."""

    listed: PartList | None
    brackets: int


@dataclass(slots=True)
class Scope:
    """The claims that figures still to come can be part of or refer to.

    ``leads`` holds for each depth the figure that leads there; ``lists`` all lists so far.
    """

    leads: dict[int, r.Claim] = field(default_factory=dict)
    current: r.Claim | None = None
    direction: str | None = None
    title: str = ""  # what the item's first words name: “2.公务接待费。”
    lists: list[PartList] = field(default_factory=list)
    _items: dict[str, PartList] = field(default_factory=dict)  # by claim_id of the parent
    _units: dict[str, str] = field(default_factory=dict)  # unit words of leads, by claim_id
    _item_list: PartList | None = None
    _open: list[_Open] = field(default_factory=list)
    _aside: list[r.Claim | None] = field(default_factory=list)  # what each bracket interrupts
    _parted: PartList | None = None  # the list that a part of this sentence belongs to
    _of_item: tuple[PartList, r.Claim] | None = None  # the list of this item, and its part

    def enter_section(self) -> None:
        """Forget everything: a heading begins something new."""
        self.leads.clear()
        self.current = self.direction = self._item_list = self._of_item = None
        self.title = ""
        self._open.clear()

    def enter_sentence(self, depth: int, opens_item: bool, text: str = "") -> None:
        """Close the lists of the sentence before and find what an item is part of.

        A list whose parts are sentences (“基本支出 8 万元，占 80%。项目支出 2 万元，占 20%。”)
        stays open.
        """
        if opens_item or not (self._parted and _SHARED_PART.match(text)):
            self._open.clear()
            self._parted = None
        self._aside.clear()
        self._item_list = None
        if opens_item:
            self.direction, self.title, self._of_item = None, "", None
            for deeper in [d for d in self.leads if d >= depth]:
                del self.leads[deeper]
            if self.leads:
                self._item_list = self._items_of(self.leads[max(self.leads)])
        self.current = self.leads.get(depth)

    def open_list(
        self,
        depth: int,
        whole: r.Claim | None,
        *,
        named: bool,
        complete: bool,
        brackets: int = 0,
        again: bool = False,
    ) -> None:
        """Open a list inside the sentence, of the figure before or of the one the item leads with.

        ``named`` says that the text names the ``whole`` itself, with or without its figure;
        ``again`` that it is one more list of the whole whose list is open (“；其中”).
        """
        parent = whole if named else self.current or self.leads.get(depth)
        if again and not whole and self._open and self._open[-1].listed:
            parent = self._open[-1].listed.parent
        listed = PartList(parent, complete) if parent else None
        if parent and listed:
            self.lists.append(listed)
            self._items_of(parent).complete |= complete
        if self._open and self._open[-1].brackets == brackets:
            self._open.pop()
        self._open.append(_Open(listed, brackets))

    def follow_brackets(self, text: str, offset: int) -> None:
        """Close what the brackets closed before ``offset`` held; the figure before them is back."""
        depth = open_brackets(text, offset)
        while len(self._aside) > depth:
            self.current = self._aside.pop()
        while len(self._aside) < depth:
            self._aside.append(self.current)
        while self._open and self._open[-1].brackets > depth:
            self._open.pop()

    def parts_and_wholes(self) -> list[r.Claim]:
        """Return the figure before and the wholes of the lists that are open, innermost first."""
        wholes = [opened.listed.parent for opened in reversed(self._open) if opened.listed]
        return [*([self.current] if self.current else []), *wholes]

    def part_list(self, found: Quantity) -> PartList | None:
        """Return the list that a figure standing here is a part of: one of its own kind."""
        opened = self._open[-1] if self._open else None
        listed = opened.listed if opened else self._item_list
        if self._aside and (opened is None or opened.brackets < len(self._aside)):
            listed = self._list_in_brackets()
        if listed is None or found.kind == "percent":
            return None
        unit = self._units.get(listed.parent.claim_id, "")
        same = unit == found.unit_word if found.kind == "count" else unit in money_words()
        return listed if same else None

    def repeats(self, listed: PartList, lead: str) -> bool:
        """Whether a figure with nothing but its name before it says its item's part again.

        “（二）公用经费 1 万元 商品和服务支出 1 万元”: the line below is what the part consists of.
        """
        within_item = listed is self._item_list and listed.parts and self._parted is listed
        return bool(within_item and lead.strip() and not _APART.search(lead))

    def beside_item(self, key: str | None) -> PartList | None:
        """Return the list of the item, where a figure names another line of the same level.

        An item may hold several lines, each in a sentence: “1.教育支出（类）…（项）2 万元。
        教育支出（类）…（项）3 万元。”
        """
        if self._of_item is None or self._open or self._aside:
            return None
        listed, first = self._of_item
        return listed if are_siblings(key, first.subject_key) else None

    def add_part(self, listed: PartList, claim: r.Claim) -> None:
        """Add a part to its list, which it belongs to for the rest of the sentence.

        A sentence that comes again, as from a page that a text has twice, is the same part.
        """
        self._parted = listed
        if any(_says_the_same(part, claim) for part in listed.parts):
            claim.parent_claim_id = None
        else:
            listed.parts.append(claim)
        if listed is self._item_list:
            self._of_item = listed, claim

    def refer(self, claim: r.Claim, depth: int) -> None:
        """Let a figure named again lead what follows."""
        self.current = self.leads[depth] = claim

    def take(self, claim: r.Claim, depth: int, found: Quantity) -> None:
        """Let a figure be what changes and shares after it refer to."""
        self.current = claim
        self._units[claim.claim_id] = found.unit_word
        if not self._open:
            self.leads[depth] = claim

    def _list_in_brackets(self) -> PartList | None:
        """Open the list of what brackets hold: parts of the figure that they stand behind."""
        parent = self._aside[-1]
        listed = PartList(parent, complete=False) if parent else None
        if listed:
            self.lists.append(listed)
        self._open.append(_Open(listed, len(self._aside)))
        return listed

    def _items_of(self, parent: r.Claim) -> PartList:
        if parent.claim_id not in self._items:
            self._items[parent.claim_id] = PartList(parent, False)
            self.lists.append(self._items[parent.claim_id])
        return self._items[parent.claim_id]


def _says_the_same(one: r.Claim, other: r.Claim) -> bool:
    """Whether two claims are one, printed twice: of one path of names, or in one sentence."""
    said = (one.subject, one.measure, one.fiscal_year, one.value, one.unit)
    also = (other.subject, other.measure, other.fiscal_year, other.value, other.unit)
    same = one.sentence == other.sentence or is_path(one.subject_key)
    return bool(one.subject) and said == also and same


def open_brackets(text: str, offset: int) -> int:
    """Return how many brackets are open at ``offset``."""
    before = text[:offset]
    opened = sum(before.count(bracket) for bracket in "（(")
    return max(opened - sum(before.count(bracket) for bracket in "）)"), 0)
