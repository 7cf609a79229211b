"""Calculations in prose: sums, products, prizes counted, prices that imply a head count.

Each paragraph of a project's 测算依据 is read on its own; a heading that ends with a colon
(“上级转移支付资金 2万元：”) groups the paragraphs after it. Not done here: computing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.disclosure import records as r
from analysis.disclosure.joined import Joined
from analysis.disclosure.prose.calculations import RULES
from analysis.disclosure.prose.claims import Claims
from analysis.disclosure.prose.derivation_rows import add_derivation
from analysis.disclosure.prose.outline import items_of, ordinal_kind
from analysis.disclosure.prose.terms import terms_of
from analysis.disclosure.recorder import Recorder

_SECTION = "derivation"
_GROUP = re.compile(r"(?:(?<=。)|(?<=；)|^|\n)\s*(?P<group>[^。；\n]{2,40}元)\s*[：:]\s*$")


def read_derivations(text: Joined, project_id: str, recorder: Recorder) -> None:
    """Record every figure of a calculation as a claim, and the calculations that they form."""
    claims = Claims(recorder, project_id)
    group: r.Claim | None = None
    group_kind: str | None = None
    members: list[r.Claim] = []
    for paragraph, opens_group in _paragraphs(text):
        kind = ordinal_kind(paragraph)
        if opens_group or (kind and kind == group_kind):
            _close_group(group, members, recorder)
            group, group_kind, members = None, None, []
        terms = terms_of(paragraph, claims, group, _SECTION)
        amounts = [term.claim for term in terms if term.measure == "amount"]
        if opens_group and amounts:
            group, group_kind = amounts[0], kind
            continue
        for rule in RULES:
            for found in rule(terms):
                factors = [tuple(term.claim for term in each) for each in found.terms]
                add_derivation(recorder, found.kind, found.result.claim, factors)
        members += amounts[:1]
    _close_group(group, members, recorder)


def _paragraphs(text: Joined) -> Iterator[tuple[Joined, bool]]:
    """Yield the paragraphs; a heading at the end of one is cut off and yielded as a group.

    A heading groups only paragraphs of another rank: the next has an ordinal of another kind.
    """
    items = items_of(text)
    for at, item in enumerate(items):
        found = _GROUP.search(item.text)
        following = ordinal_kind(items[at + 1]) if at + 1 < len(items) else None
        if found is None or following is None:
            yield item, False
            continue
        before, heading = item.cut(0, found.start("group")), item.cut(found.start("group"))
        if ordinal_kind(heading) == following:
            yield item, False
            continue
        if before:
            yield before, False
        yield heading, True


def _close_group(group: r.Claim | None, members: list[r.Claim], recorder: Recorder) -> None:
    if group is not None and members:
        add_derivation(recorder, "sum", group, [(member,) for member in members])
