"""Which calculation the figures of a paragraph form; each rule is a small function.

A rule takes the terms of a paragraph and yields calculations. Not done here: computing, and
any calculation that the words do not show.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from analysis.disclosure.prose.terms import Term

_PART_MARK = re.compile(r"^\s*(?:其中|含|包含|包括|内含)")
_PART_WORD = re.compile(r"其中|包含|含(?!量)")
_SEGMENT = re.compile(r"[，,；;、。]")


class Calculation(NamedTuple):
    """``result`` is explained by ``terms``, each a product of figures."""

    kind: str
    result: Term
    terms: tuple[tuple[Term, ...], ...]


Rule = Callable[[list[Term]], Iterator[Calculation]]


def printed_formulas(terms: list[Term]) -> Iterator[Calculation]:
    """Yield calculations printed with signs: 100人×600元＝6万元, 6万元（100人×600元）."""
    run: list[Term] = []
    for term in terms:
        if not (term.link and run):
            yield from _formula(run)
            run = []
        run.append(term)
    yield from _formula(run)


def _formula(run: list[Term]) -> Iterator[Calculation]:
    if len(run) < 2:
        return
    result = run[0].inside
    body, links = run, [term.link for term in run[1:]]
    if links[-1] == "equals":
        result, body = run[-1], run[:-1]
    elif links[0] == "equals":
        result, body = run[0], run[1:]
    if result is None or "equals" in [term.link for term in body[1:]]:
        return
    products: list[list[Term]] = [[body[0]]]
    for term in body[1:]:
        if term.link == "times":
            products[-1].append(term)
        else:
            products.append([term])
    longest = max(map(len, products))
    kind = "sum" if longest == 1 else "product" if len(products) == 1 else "sum_of_products"
    yield Calculation(kind, result, tuple(map(tuple, products)))


def brackets(terms: list[Term]) -> Iterator[Calculation]:
    """Yield what stands in brackets behind a figure: its parts, or counts with prices."""
    for whole in terms:
        inner = [term for term in terms if term.inside is whole and term.depth == whole.depth + 1]
        amounts = [term for term in inner if term.measure in ("amount", "unit_price")]
        if whole.measure != "amount" or not amounts or any(term.link for term in inner):
            continue
        pairs = _pairs(inner)
        if pairs and len(pairs) == len(amounts):
            yield Calculation("sum_of_products" if len(pairs) > 1 else "product", whole, pairs)
            yield from _counted(terms, whole, [pair[0] for pair in pairs])
        elif all(term.measure == "amount" for term in amounts):
            some = len(amounts) == 1 or bool(_PART_MARK.match(amounts[0].lead))
            parts = tuple((term,) for term in amounts)
            yield Calculation("of_which" if some else "sum", whole, parts)


def _pairs(inner: list[Term]) -> tuple[tuple[Term, ...], ...]:
    """Return counts with the amounts that follow them in the same phrase."""
    found = []
    for count, amount in pairwise(inner):
        same_phrase = not _SEGMENT.search(amount.lead)
        if count.measure == "count" and amount.found.kind == "money" and same_phrase:
            found.append((count, amount))
    return tuple(found)


def _counted(terms: list[Term], whole: Term, counts: list[Term]) -> Iterator[Calculation]:
    """Yield the count of things stated before, where the counts in brackets add to it."""
    words = {count.found.unit_word for count in counts}
    for term in terms[: terms.index(whole)]:
        same = term.measure == "count" and {term.found.unit_word} == words
        if same and term.sentence == whole.sentence and len(counts) > 1:
            yield Calculation("count_sum", term, tuple((count,) for count in counts))
            return


def prices(terms: list[Term]) -> Iterator[Calculation]:
    """Yield a price with the count it is multiplied by; a count not given is implied."""
    for price in terms:
        if price.measure != "unit_price" or price.inside or price.link:
            continue
        near = [term for term in terms if term.sentence == price.sentence]
        later = [term for term in near if term.found.begin > price.found.begin]
        result = next((term for term in later if term.measure == "amount"), None)
        if result is None:
            result = next((term for term in terms if term.measure == "amount"), None)
        if result is None:
            continue
        count = _count_for(price, [term for term in near if term.measure == "count"])
        if count:
            yield Calculation("product", result, ((count, price),))
        else:
            yield Calculation("implied_count", result, ((price,),))


def _count_for(price: Term, counts: list[Term]) -> Term | None:
    """Return the count of what the price is for; the nearest where the price does not say."""
    per = price.found.per
    if per:
        counts = [c for c in counts if per in (c.claim.subject or "") or per == c.found.unit_word]
    return min(counts, key=lambda c: abs(c.found.begin - price.found.begin), default=None)


def stated_totals(terms: list[Term]) -> Iterator[Calculation]:
    """Yield “15万元，…4.63万，共计 19.63万元”, and a total that says the heading's amount again."""
    head = _head(terms)
    for total in terms:
        if not total.is_total or total is head or total.depth:
            continue
        same = [t for t in _plain(terms, head) if t.sentence == total.sentence]
        parts = [t for t in same if t.found.begin < total.found.begin]
        if len(parts) > 1:
            yield Calculation("sum", total, tuple((part,) for part in parts))
        if head is not None and not head.is_total:
            yield Calculation("sum", head, ((total,),))


def heading_amounts(terms: list[Term]) -> Iterator[Calculation]:
    """Yield the amount that a paragraph begins with as the sum of those that follow it."""
    head = _head(terms)
    if head is None or any(term.is_total and not term.depth for term in terms):
        return
    parts = _plain(terms, head)
    if not parts:
        return
    some = bool(_PART_WORD.search(parts[0].lead)) or len(parts) == 1
    yield Calculation("of_which" if some else "sum", head, tuple((part,) for part in parts))


def contract_shares(terms: list[Term]) -> Iterator[Calculation]:
    """Yield “20%尾款118.2万元”: the share implies the whole, which is not printed."""
    for share, amount in pairwise(terms):
        near = not _SEGMENT.search(amount.lead)
        if share.measure == "share_pct" and amount.measure == "amount" and near:
            yield Calculation("implied_total", amount, ((share,),))


def _head(terms: list[Term]) -> Term | None:
    return next((t for t in terms if t.measure == "amount" and not t.depth), None)


def _plain(terms: list[Term], head: Term | None) -> list[Term]:
    """Return the amounts outside brackets and formulas that are neither heading nor total."""
    return [
        term
        for term in terms
        if term.measure == "amount"
        and not term.depth
        and not term.is_total
        and not term.link
        and term is not head
    ]


RULES: tuple[Rule, ...] = (
    printed_formulas,
    brackets,
    prices,
    stated_totals,
    heading_amounts,
    contract_shares,
)
