"""Whatever the rows, blanks, order of columns and line breaks, no figure gets into a wrong cell."""

from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.disclosure.tables.coded import read_coded
from tests.disclosure.tables.factories import MadeTable, a_recorder, a_region, make_table

ORDERS = [
    ["total", "basic", "project"],
    ["total", "project", "basic"],
    ["basic", "project", "total"],
]


def read_back(table: MadeTable, yuan: bool) -> tuple[list[str], int]:
    """Return what is wrong with a table that was read back, and how many cells are uncertain."""
    recorder = a_recorder()
    read_coded(a_region("general_expenditure", *table.text), recorder)
    lines = {(b.code, b.column_key): b for b in recorder.out.budget_line}
    faults: list[str] = []
    uncertain = 0
    for row in table.rows:
        for key in table.columns:
            line = lines.pop((row.code, key))
            cents = row.cells[key]
            divisor = Decimal(10_000) if yuan else Decimal(100)
            expected = None if cents is None else Decimal(cents) / divisor
            if line.reading == "uncertain":
                uncertain += 1
            elif line.amount_wan != expected:
                faults.append(f"{row.code}/{key}: {line.amount_wan} for {expected}, {line.reading}")
            name = "".join((line.name or "").split())
            if name != row.name:
                faults.append(f"{row.code}: {name} for {row.name}")
    printed = sum(cents is not None for row in table.rows for cents in row.cells.values())
    if len(recorder.out.figure) != printed:
        faults.append(f"{len(recorder.out.figure)} figures of {printed}")
    return [*faults, *(f"made up: {key}" for key in lines)], uncertain


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10**9),
    deep=st.booleans(),
    yuan=st.booleans(),
    order=st.sampled_from(ORDERS),
    blanks=st.sampled_from([0.0, 0.3, 1.0]),
)
def test_every_figure_of_a_table_that_adds_up_gets_into_its_cell_or_is_called_uncertain(
    seed: int, deep: bool, yuan: bool, order: list[str], blanks: float
) -> None:
    table = make_table(Random(seed), deep=deep, blanks=blanks, yuan=yuan, order=order)
    faults, _ = read_back(table, yuan)
    assert not faults, "\n".join([*faults, *table.text])


def test_where_arithmetic_leaves_a_doubt_the_gaps_between_the_numbers_choose_rightly() -> None:
    cells = uncertain = wrong = 0
    for seed in range(80):
        table = make_table(Random(seed), deep=True, blanks=1.0, yuan=False, order=ORDERS[0])
        recorder = a_recorder()
        read_coded(a_region("general_expenditure", *table.text), recorder)
        cents = {(row.code, key): cell for row in table.rows for key, cell in row.cells.items()}
        for line in recorder.out.budget_line:
            cells += 1
            if line.reading == "uncertain":
                uncertain += 1
                there = cents[line.code or "", line.column_key or ""]
                wrong += line.amount_wan != (None if there is None else Decimal(there) / 100)
    assert 0 < uncertain < cells * 0.05, f"{uncertain} of {cells} cells are uncertain"
    assert wrong == 0
