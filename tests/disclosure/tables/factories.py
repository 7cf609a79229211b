"""Regions, grids and made-up tables for the tests of the table readers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from analysis.disclosure import records as r
from analysis.disclosure.recorder import Disclosure, Recorder
from analysis.disclosure.regions import Region
from analysis.sources.document import Cell, Grid, Line


def a_recorder(year: int = 2024) -> Recorder:
    return Recorder(Disclosure(r.Document(f"{year}-00000000", fiscal_year=year)))


def a_region(kind: str, *texts: str, title: str = "某某表", grids: Iterable[Grid] = ()) -> Region:
    """A region whose lines count from 2; the heading stands on line 1."""
    lines = tuple(Line(text, number) for number, text in enumerate(texts, 2))
    return Region(kind, (Line(title, 1),), (*lines, *grids))


def a_grid(*rows: str | Sequence[str]) -> Grid:
    """A grid of rows of cells parted by ``|``.

    ``<`` goes on with the cell to the left, ``^`` with the one above; ``/`` breaks a line.
    """
    table = [row.split("|") if isinstance(row, str) else list(row) for row in rows]
    cells: list[Cell] = []
    for number, row in enumerate(table):
        for column, text in enumerate(row):
            text = text.strip()
            if text in ("<", "^"):
                continue
            across = 1
            while column + across < len(row) and row[column + across].strip() == "<":
                across += 1
            down = 1
            while number + down < len(table) and table[number + down][column].strip() == "^":
                down += 1
            lines = tuple(
                Line(part, 10 * number + column + 1, page=1) for part in text.split("/") if part
            )
            cells.append(Cell(number, column, lines, down, across))
    return Grid(tuple(cells), len(table), max(map(len, table)), page=1)


def budget_cells(recorder: Recorder) -> dict[tuple[str, str], str]:
    """(code, column) to the amount as printed in 万元, or the state of the cell."""
    return {
        (line.code or "", line.column_key or ""): _shown(line.amount_wan, line.cell_state)
        for line in recorder.out.budget_line
    }


def items(recorder: Recorder, column: str = "total") -> dict[tuple[str, str], str]:
    """(side, item key) to the amount in 万元, or the state of the cell."""
    return {
        (line.side or "", line.item_key or ""): _shown(line.amount_wan, line.cell_state)
        for line in recorder.out.summary_line
        if line.column_key == column
    }


def three_public(recorder: Recorder) -> dict[str, str]:
    return {t.item: _shown(t.amount_wan, t.cell_state) for t in recorder.out.three_public}


def _shown(amount: Decimal | None, state: str | None) -> str:
    return str(state) if amount is None else f"{amount:f}"


@dataclass
class MadeRow:
    """A row of a made-up table: ``cells`` maps column keys to cents, None for a blank."""

    code: str
    name: str
    cells: dict[str, int | None] = field(default_factory=dict)


HEADERS = {"total": "合计", "basic": "基本支出", "project": "项目支出"}
PARTS = {"personnel": "人员经费", "operating": "公用经费"}
NAMES = "社会保障就业卫生健康住房改革民政管理事务行政运行养老服务补贴公积金彩票安排"


@dataclass
class MadeTable:
    """A made-up coded table that adds up, and the text that has lost its grid."""

    rows: list[MadeRow]
    columns: list[str]
    text: list[str]


def make_table(
    random: Random, *, deep: bool, blanks: float, yuan: bool, order: list[str]
) -> MadeTable:
    """Make a table whose rows and columns add up, and print it as text without a grid.

    ``deep`` splits 基本支出 in its parts; ``blanks`` is the share of zero cells left blank.
    """
    columns = [
        k for key in order for k in (["basic", *PARTS] if key == "basic" and deep else [key])
    ]
    items = list(_made_items(random, deep))
    rows = [_sum_row("total", "合计", items, columns)]
    for length in (3, 5):
        for code in dict.fromkeys(code[:length] for code, _ in items):
            inside = [item for item in items if item[0].startswith(code)]
            rows.append(_sum_row(code, _name(random), inside, columns))
    rows += [_sum_row(code, _name(random), [(code, cells)], columns) for code, cells in items]
    rows.sort(key=lambda row: "" if row.code == "total" else row.code)
    for row in rows:
        for key, cents in row.cells.items():
            if cents == 0 and key != "total" and random.random() < blanks:
                row.cells[key] = None
    text = _header(random, order, deep, yuan)
    for row in rows:
        text += _printed(random, row, columns, yuan)
    return MadeTable(rows, columns, text)


def _made_items(random: Random, deep: bool) -> Iterable[tuple[str, dict[str, int]]]:
    for kind in random.sample(
        ["201", "205", "208", "210", "213", "221", "229"], random.randint(1, 3)
    ):
        for section in random.sample(["02", "05", "11"], random.randint(1, 2)):
            for item in random.sample(["01", "02", "99"], random.randint(1, 2)):
                money = [random.choice([0, random.randint(1, 99_999_999)]) for _ in range(3)]
                if not any(money):
                    money[2] = random.randint(1, 999_999)
                personnel, operating, project = money
                yield (
                    kind + section + item,
                    {"personnel": personnel, "operating": operating, "project": project},
                )


def _sum_row(
    code: str, name: str, items: list[tuple[str, dict[str, int]]], columns: list[str]
) -> MadeRow:
    sums = {
        key: sum(cells[key] for _, cells in items) for key in ("personnel", "operating", "project")
    }
    sums["basic"] = sums["personnel"] + sums["operating"]
    sums["total"] = sums["basic"] + sums["project"]
    return MadeRow(code, name, {key: sums[key] for key in columns})


def _name(random: Random) -> str:
    return "".join(random.choice(NAMES) for _ in range(random.randint(4, 12)))


def _header(random: Random, order: list[str], deep: bool, yuan: bool) -> list[str]:
    words = ["科目编码", "科目名称", *(HEADERS[key] for key in order)]
    words += ["小计", *PARTS.values()] if deep else []
    lines = [f"  单位：{'元' if yuan else '万元'}"]
    for word in words:
        if random.random() < 0.3:
            cut = random.randint(1, len(word) - 1)
            lines += [word[:cut], "", word[cut:] + " "]
        else:
            lines.append(word + " ")
    return lines


def _printed(random: Random, row: MadeRow, columns: list[str], yuan: bool) -> list[str]:
    numbers = ""
    for key in columns:
        cents = row.cells[key]
        numbers += "  " if cents is None else f"{_money(cents, yuan)} "
    if row.code == "total":
        return [f"  合计 {numbers}"]
    style = random.randint(0, 3)
    cut = random.randint(1, len(row.name) - 1)
    head, tail = row.name[:cut], row.name[cut:]
    if style == 0:
        return [f"{row.code} {row.name} {numbers}"]
    if style == 1:
        return [f" {row.code} ", f" {head}", "", f"{tail} ", numbers]
    if style == 2:
        return [f"{row.code} {head} {numbers}", f" {tail} "]
    return ["", row.code, f"  {row.name} {numbers}"]


def _money(cents: int, yuan: bool) -> str:
    return f"{cents:,}" if yuan else f"{Decimal(cents) / 100:,.2f}"
