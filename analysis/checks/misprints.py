"""Rows whose code is a misprint, found by what the row's name, place and amounts say.

A row is doubted where its code has not the shape of one, comes twice, breaks the order of its
table, or stands under another code elsewhere. Each code that it may belong to is tried: every
relation between codes is judged again with it. A code is taken for a misprint where another one
mends relations and breaks none, and the name or the place of the row speaks for it. Amounts stay as
printed. Not done here: rows whose code is left out, documents without a failing relation whose
names nobody knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from analysis.checks.code_names import (
    Places,
    codes_of_names,
    follows_standard,
    known_codes,
)
from analysis.checks.code_slips import slips_of
from analysis.checks.facts import Facts
from analysis.checks.misprint import STANDARD, Misprint
from analysis.checks.tables import Table
from analysis.disclosure.repeats import first, nth
from analysis.disclosure.tables.codes import ECONOMIC, FUNCTION, is_code

Trial = Callable[[Facts], set[str]]  # gives the check_ids of the relations between codes that fail
_WORTH = {STANDARD: 0}  # the national classification tells more than another table
_OTHER, _OTHER_CODE = ("其他", "其它"), "99"  # how the classification numbers what is left over
_SHORTEST = 3  # digits of the highest level
_STANDARD_SINCE = 2018  # the economic classification that the names are of
_MOST = 12  # so many misprints of one document are looked for; more are another kind of trouble


def find_misprints(facts: Facts, fails: set[str], failing: Trial) -> tuple[Misprint, ...]:
    """Return the misprinted codes of a document, those first that mend most.

    ``fails`` are the relations between codes that fail as printed; ``failing`` tries others.
    """
    found: tuple[Misprint, ...] = ()
    now = facts
    while len(found) < _MOST:
        tried = []
        for candidate in _candidates(now, bool(fails)):
            changed = Facts(facts.disclosure, facts.previous, (*found, candidate))
            left = {_printed_id(i, candidate) for i in failing(changed)}
            new = {i for i in left - fails if not _is_of_twin(now, candidate, i)}
            gain = len(fails - left) - len(new)
            if _is_convincing(now, candidate, gain, new):
                tried.append(candidate._replace(mends=gain))
        if not tried:
            return found
        best = min(tried, key=_rank)
        best = best._replace(either=any(_is_mirror(best, other) for other in tried))
        found = (*found, best)
        now = Facts(facts.disclosure, facts.previous, found)
        fails = failing(now)
    return found


def _rank(misprint: Misprint) -> tuple[int, int, bool, bool, str, str]:
    """Order of likelihood: what it mends, the name, the place, 99 for what is 其他."""
    return (
        -misprint.mends,
        _WORTH.get(misprint.named_in or "", 1) if misprint.named_in else 2,
        misprint.before is None,
        misprint.name.startswith(_OTHER) != misprint.code.endswith(_OTHER_CODE),
        misprint.table,
        misprint.code,
    )


def _is_mirror(one: Misprint, other: Misprint) -> bool:
    """Whether the other takes the code in the other table for the misprint, with as good reason."""
    return (one.row, one.code) == (other.code, other.row) and _rank(one)[:-2] == _rank(other)[:-2]


def _printed_id(check_id: str, candidate: Misprint) -> str:
    """Return the id that a relation has with the code as printed."""
    parts = check_id.split("/")
    return "/".join(candidate.row if part == candidate.code else part for part in parts)


def _is_of_twin(facts: Facts, candidate: Misprint, check_id: str) -> bool:
    """Whether a relation fails only because another table has the same misprint."""
    others = (table for kind, table in facts.tables.items() if kind != candidate.table)
    twins = [table for table in others if candidate.row in table.rows]
    same = any(table.rows[candidate.row].name == candidate.name for table in twins)
    return same and candidate.row in check_id.split("/")


def _is_convincing(facts: Facts, candidate: Misprint, gain: int, new: set[str]) -> bool:
    """Whether relations, name and place speak for a code."""
    table = facts.tables[candidate.table]
    named, placed = candidate.named_in is not None, candidate.before is not None
    if gain > 0:
        return (named or placed) if not new else (named and gain > 1)
    if gain or new or not (named and placed):
        return False
    # Nothing is mended: the code is no code at all, or the national classification denies it.
    if not is_code(candidate.row, table.classification or ""):
        return True
    standard = candidate.named_in == STANDARD and facts.year >= _STANDARD_SINCE
    return standard and table.classification == ECONOMIC and follows_standard(table)


def _candidates(facts: Facts, any_fails: bool) -> Iterator[Misprint]:
    names = codes_of_names(facts.tables)
    for table in facts.tables.values():
        if table.classification not in (FUNCTION, ECONOMIC):
            continue
        if any_fails or table.classification == ECONOMIC:
            yield from _of_table(table, names)


def _of_table(table: Table, names: Mapping[str, Places]) -> Iterator[Misprint]:
    kind = table.classification or ""
    keys = [key for key in table.rows if key != "total"]
    spoilt = _out_of_order(keys)
    for index, key in enumerate(keys):
        row = table.rows[key]
        if not any(cell.value is not None for cell in row.cells.values()):
            continue
        known = known_codes(names, table, row)
        if key in known:
            continue  # its name stands under this code elsewhere
        odd = not is_code(key, kind)
        if (odd and not first(key).isalnum()) or (row.is_adrift and not known):
            continue
        options: dict[str, str | None] = dict(known)
        if odd or key in spoilt or nth(key, 2) in table.rows:
            options |= {code: None for code in slips_of(first(key)) if code not in known}
        options |= {code: None for code in _left_without(keys, index) if code not in options}
        for code, where in options.items():
            if code in table.rows or not is_code(code, kind):
                continue
            before, after = _neighbours(keys, index, code)
            if where or before:
                yield Misprint(table.kind, key, row.name, code, where, 0, before, after)


def _left_without(keys: list[str], index: int) -> Iterator[str]:
    """Yield the code that the row below needs above it and the table does not print."""
    below = keys[index + 1] if index + 1 < len(keys) else ""
    above = below[:-2]
    if below.isdigit() and len(below) > _SHORTEST and above not in keys:
        yield above


def _out_of_order(keys: list[str]) -> set[str]:
    """Return the codes that do not stand between their neighbours."""
    spoilt: set[str] = set()
    for one, other in pairwise(keys):
        if one >= other:
            spoilt |= {one, other}
    return spoilt


def _neighbours(keys: list[str], index: int, code: str) -> tuple[str | None, str | None]:
    """Return the codes before and behind a row, where ``code`` fits between them; else None."""
    before = keys[index - 1] if index else ""
    after = keys[index + 1] if index + 1 < len(keys) else None
    fits = before < code and (after is None or code < after)
    return (before, after) if fits else (None, None)
