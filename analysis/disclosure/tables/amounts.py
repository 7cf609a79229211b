"""Tokens become cells, and the cells of each row find their columns.

Not done here: the arithmetic of placing (``placement``), rows and header (``lines``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from analysis.disclosure.cells import money_cell, number_cell
from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.recorder import BLANK, CellValue
from analysis.disclosure.tables.keyed import Column, with_reading
from analysis.disclosure.tables.placement import Amount, Placed, Run, fits, place
from analysis.disclosure.tables.tokens import DASH, PERCENT, Token
from analysis.sources.document import Place

Elsewhere = Callable[[int], Mapping[str, CellValue]]
SHARE = "share"  # the key of a column of percentages: nothing else stands there with a % sign
_SIGNS = "-－−"


def token_cell(token: Token, unit: str) -> CellValue:
    """Return the cell that a number, percentage or dash is; ``unit`` is the table's (万元, 元)."""
    if token.kind == DASH:
        return money_cell(token.piece, unit)
    digits = token.text.rstrip("%％")
    bare = digits.lstrip(_SIGNS)
    line = token.line
    column = token.begin + 1 + len(digits) - len(bare)
    return number_cell(
        bare,
        Place(line.page, line.line, column, line.box),
        "%" if token.kind == PERCENT else unit,
        negative=bare != digits,
    )


def cells_by_column(
    numbers: Sequence[Sequence[Token]],
    columns: Sequence[Column],
    unit: str,
    sums: Sequence[tuple[int, Sequence[int]]] = (),
    elsewhere: Elsewhere | None = None,
) -> list[dict[str, CellValue]]:
    """Return for each row its cells by column key, blank ones too.

    ``numbers`` are the tokens of each row. ``sums`` names rows that are the sum of others as
    (row, its parts); ``elsewhere`` gives what another table says of a row. Raises UnreadableTable
    for a row that does not fit the columns.
    """
    values = [[token_cell(token, unit) for token in row] for row in numbers]
    rows: list[dict[str, CellValue]] = []
    spots = _placed(numbers, values, columns, sums, elsewhere)
    for cells, placed in zip(values, spots, strict=True):
        at = dict(zip(placed.spot, cells, strict=True))
        found = [(column.key, at.get(i, BLANK)) for i, column in enumerate(columns)]
        if placed.reading != "certain":
            read = [placed.reading_of(i) for i in range(len(columns))]
            found = [
                (key, with_reading(cell, *reading))
                for (key, cell), reading in zip(found, read, strict=True)
            ]
        rows.append(dict(found))
    return rows


def _placed(
    numbers: Sequence[Sequence[Token]],
    values: Sequence[Sequence[CellValue]],
    columns: Sequence[Column],
    sums: Sequence[tuple[int, Sequence[int]]],
    elsewhere: Elsewhere | None,
) -> list[Placed]:
    every = tuple(range(len(columns)))
    if all(len(cells) in (0, len(columns)) for cells in values):
        return [Placed(every if cells else ()) for cells in values]
    scale = max((_decimals(c) for cells in values for c in cells), default=0)
    runs = [
        Run(
            [_amount(cell, scale) for cell in cells],
            _gaps(tokens),
            _known(elsewhere(index), scale) if elsewhere and 0 < len(cells) < len(every) else {},
            _allowed(tokens, columns),
        )
        for index, (tokens, cells) in enumerate(zip(numbers, values, strict=True))
    ]
    for run, tokens in zip(runs, numbers, strict=True):
        if not fits(len(columns), run):
            raise UnreadableTable(
                f"line {tokens[0].line.line}: the row has {len(tokens)} numbers, and the header "
                f"no columns for them (it has {', '.join(column.key for column in columns)})"
            )
    return place(columns, runs, sums)


def _known(there: Mapping[str, CellValue], scale: int) -> dict[str, Amount | None]:
    return {
        key: None if cell.value is None else _amount(cell, scale) for key, cell in there.items()
    }


def _allowed(tokens: Sequence[Token], columns: Sequence[Column]) -> list[frozenset[int]] | None:
    """Percentages stand in the columns of shares and nowhere else, where the row prints any."""
    shares = frozenset(i for i, column in enumerate(columns) if column.key == SHARE)
    if not shares or all(token.kind != PERCENT for token in tokens):
        return None
    others = frozenset(range(len(columns))) - shares
    return [shares if t.kind == PERCENT else others for t in tokens]


def _decimals(cell: CellValue) -> int:
    return 0 if cell.step is None else max(-int(cell.step.as_tuple().exponent), 0)


def _amount(cell: CellValue, scale: int) -> Amount:
    if cell.value is None or cell.step is None:
        return 0, 0
    return int(cell.value.scaleb(scale)), int(cell.step.scaleb(scale))


def _gaps(numbers: Sequence[Token]) -> list[int | None]:
    """Return the blanks between neighbours on one line; None over a line break."""
    return [None if left.line is not right.line else right.gap for left, right in pairwise(numbers)]
