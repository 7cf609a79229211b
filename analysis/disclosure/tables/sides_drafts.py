"""An item of a two-sided table of text while it is put together: its words and its numbers.

Not done here: which words and numbers are of one item (``sides``, ``sides_places``).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.disclosure.joined import join
from analysis.disclosure.tables.items import Item, known_items, split_ordinal
from analysis.disclosure.tables.keyed import Row, Use
from analysis.disclosure.tables.notes import numbers_in_words
from analysis.disclosure.tables.tokens import TEXT, Token
from analysis.disclosure.vocabulary import fold

WORDS = "columns_sides"


@dataclass(slots=True)
class SidedTable:
    """The items of a two-sided table in printed order, with the remark and uses of its numbers.

    ``unnamed`` holds what stands in rows without a name, by side.
    """

    items: list[Item]
    note: str = ""
    uses: list[Use] = field(default_factory=list)
    unnamed: list[tuple[str, Row]] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """The words of an item in printed order, and its numbers."""

    side: str
    tokens: list[Token]
    numbers: list[Token] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words in one, folded."""
        return fold("".join(t.text for t in self.tokens))


def opens_items(tokens: list[Token], index: int) -> bool:
    """Return whether a token opens the items: an ordinal or a number; headings have neither."""
    token = tokens[index]
    if token.kind != TEXT:
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        return not (token.is_whole and following is not None and following.text.startswith("年"))
    return bool(split_ordinal(fold(token.text))[0])


def item_of(draft: Draft) -> Item:
    """Return the item that a draft is, without its cells."""
    ordinal, depth, _ = split_ordinal(draft.text)
    printed = join(t.piece for t in draft.tokens).text
    name = printed
    for length in range(len(printed) + 1):  # what is left when the ordinal is taken off
        if fold(printed[:length]) == ordinal:
            name = printed[length:]
            break
    if fold(name) in known_items():
        name = "".join(name.split())
    return Item(draft.side, name.strip(), ordinal, depth, draft.tokens[0].line.line)


def uses_of_names(draft: Draft) -> list[Use]:
    """Return what the numbers in the words of an item are."""
    first = True
    uses: list[Use] = []
    for token in draft.tokens:
        for use in numbers_in_words([token.line], "name of an item"):
            column = use.place.col - 1
            if token.begin <= column < token.begin + len(token.text):
                ordinal = first and bool(split_ordinal(fold(token.text))[0]) and not uses
                uses.append(Use(use.place, "ordinal", "number of an item") if ordinal else use)
        first = False
    return uses
