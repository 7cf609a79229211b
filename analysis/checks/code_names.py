"""Which codes a name stands under, in the document and in the national classification.

Not done here: deciding that a code is a misprint (``misprints``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from analysis.checks.misprint import STANDARD
from analysis.checks.tables import Row, Table
from analysis.disclosure.tables.codes import ECONOMIC, FUNCTION, is_code
from analysis.disclosure.vocabulary import fold, rows

_NUMBERED = re.compile(r"^[\d.、]+")
_ENDING = re.compile(r"(?:支出|费用|费)$")
# A table follows the national classification where so many of its rows, and all but one in four
# of those that it could name, carry the name that goes with their code.
_FEWEST, _SHARE = 3, 4
_FILES = {
    FUNCTION: ("tables/function_classes", "tables/function_items"),
    ECONOMIC: ("tables/economic_items",),
}

Places = dict[str, dict[str, set[str]]]  # name -> code -> kinds of tables


def bare(name: str) -> str:
    """Return a name for comparing: 其它 is 其他, and an ending 支出 or 费 says nothing."""
    return _ENDING.sub("", _NUMBERED.sub("", fold(name).replace("其它", "其他")))


@cache
def standard_codes(classification: str) -> dict[str, str]:
    """Return the code of each name of the national classification; names by ``bare``."""
    found = (row for file in _FILES.get(classification, ()) for row in rows(file))
    return {bare(n): row["code"] for row in found for n in row["names"].split("|")}


@cache
def _standard_names(classification: str) -> frozenset[str]:
    return frozenset(standard_codes(classification).values())


def codes_of_names(tables: Mapping[str, Table]) -> Mapping[str, Places]:
    """Return for each classification the codes under which tables print a name."""
    found: dict[str, Places] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    for table in tables.values():
        if table.classification in _FILES:
            for key, row in table.rows.items():
                if is_code(key, table.classification) and row.name:
                    found[table.classification][bare(row.name)][key].add(table.kind)
    return found


def follows_standard(table: Table) -> bool:
    """Whether the rows of a table have the names that the national classification gives them."""
    kind = table.classification or ""
    known = [row for key, row in table.rows.items() if key in _standard_names(kind)]
    named = sum(is_standard(row, kind) for row in known)
    return named >= _FEWEST and _SHARE * named >= (_SHARE - 1) * len(known)


def is_standard(row: Row, classification: str) -> bool:
    """Whether a row carries the name that the national classification gives its code."""
    return standard_codes(classification).get(bare(row.name)) == row.key


def known_codes(names: Mapping[str, Places], table: Table, row: Row) -> dict[str, str]:
    """Return the codes that a row's name has elsewhere, each with where.

    Where is ``standard``, or one of the other tables.
    """
    kind = table.classification or ""
    name = bare(row.name)
    found: dict[str, str] = {}
    if name:
        standard = standard_codes(kind).get(name)
        if standard:
            found[standard] = STANDARD
        for code, kinds in names.get(kind, {}).get(name, {}).items():
            others = sorted(kinds - {table.kind})
            if others:
                found.setdefault(code, others[0])
    return found
