"""In which order the amounts of the three public expenses stand, where their headings may not.

A text that was taken from a page may have a heading before or behind its neighbours, and blank
cells are gone: what stands in which column is open then, and the sums of the items tell. Not done
here: reading the table (``three_public``), columns that blanks set apart (``three_public_places``).
"""

from __future__ import annotations

from itertools import permutations

from analysis.disclosure.tables.gaps import add_up
from analysis.disclosure.tables.keyed import TOTAL, KeyedTable, Row, with_reading
from analysis.disclosure.tables.order import MOVED, in_order

SUMS = {
    "total": ("overseas", "vehicles", "reception"),
    "vehicles": ("vehicle_purchase", "vehicle_running"),
}
BESIDE = ("meetings", "training")  # in a total over the three and what stands beside them
_NEEDED = {*SUMS, *(part for parts in SUMS.values() for part in parts)}
_OTHERS = {"three_public", "agency_operating", *BESIDE}
_MOST_ORDERED = 8  # columns whose orders are all tried


def put_in_order(table: KeyedTable) -> bool:
    """Put the amounts of full rows in the one order of headings that adds up, if there is one.

    Every heading must be known, and those of the three be complete.
    """
    keys = keys_of(table)
    if not _NEEDED <= keys <= _NEEDED | _OTHERS:
        return False
    rows = [list(row.cells.values()) for row in table.rows]
    if any(cell.place is None for cells in rows for cell in cells):
        return False
    order = in_order(table.columns, rows, sums_of_table(table))
    if order is None or order == table.columns:
        return False
    for row, cells in zip(table.rows, rows, strict=True):
        at = {c.key: cell for c, cell in zip(order, cells, strict=True)}
        row.cells = {c.key: with_reading(at[c.key], "inferred", MOVED) for c in table.columns}
    return True


def sums_of_table(table: KeyedTable) -> dict[str, tuple[str, ...]]:
    """Which columns are the sum of which."""
    keys = keys_of(table)
    sums = dict(SUMS)
    if "three_public" in keys:
        sums = {**SUMS, "three_public": SUMS[TOTAL], TOTAL: ("three_public", *BESIDE)}
    return {whole: parts for whole, parts in sums.items() if {whole, *parts} <= keys}


def keys_of(table: KeyedTable) -> set[str]:
    """Return the keys of the columns."""
    return {column.key for column in table.columns}


def adds_up_otherwise(table: KeyedTable) -> bool:
    """Whether the amounts of a full row add up in another order of its columns.

    Then the order of the header's words is not that of the columns: text that was taken from a
    page cell by cell need not follow it.
    """
    return any(_in_another_order(row) for row in table.rows)


def _in_another_order(row: Row) -> bool:
    cells = {key: cell for key, cell in row.cells.items() if cell.value is not None}
    if len(cells) < len(row.cells) or len(cells) > _MOST_ORDERED:
        return False
    sums = {w: parts for w, parts in SUMS.items() if {w, *parts} <= cells.keys()}
    if not sums:
        return False
    return any(
        all(add_up(found[whole], [found[part] for part in parts]) for whole, parts in sums.items())
        for order in permutations(cells.values())
        for found in [dict(zip(cells, order, strict=True))]
    )


def is_misplaced(table: KeyedTable) -> bool:
    """Whether amounts put into the columns of a row with blank cells do not add up.

    Where blanks are gone, and with them which amount is whose, the reading is wrong more likely
    than the document.
    """
    sums = sums_of_table(table)
    if SUMS["vehicles"][0] in keys_of(table) and "vehicles" not in keys_of(table):
        parts = ("overseas", "reception", *SUMS["vehicles"])  # the heading of the whole is lost
        return not all(
            add_up(r.cells.get(TOTAL), [r.cells.get(p) for p in parts]) for r in table.rows
        )
    for row in table.rows:
        printed = {key: cell for key, cell in row.cells.items() if cell.place is not None}
        for whole, parts in sums.items() if len(printed) < len(row.cells) else ():
            found = [printed[part] for part in parts if part in printed]
            is_missing = whole in row.cells and whole not in printed
            if found and (is_missing or not add_up(printed.get(whole), found)):
                return True
    return False
