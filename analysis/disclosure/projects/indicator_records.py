"""Goals and indicator rows become records, each number of a value a figure with its address.

Not done here: reading the rows, and claims in goals and bases
(``analysis.disclosure.prose.text_figures``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from analysis.disclosure import records as r
from analysis.disclosure.joined import Joined
from analysis.disclosure.numbers import TOKEN
from analysis.disclosure.projects.goals import (
    VALUE_COLUMNS,
    GoalText,
    IndicatorRow,
    IndicatorTable,
)
from analysis.disclosure.projects.level_words import level_key, parents_of
from analysis.disclosure.projects.mentions import settle_all, settle_mentions
from analysis.disclosure.projects.values import parse_value
from analysis.disclosure.prose.text_figures import read_text_figures
from analysis.disclosure.recorder import CellValue, Recorder
from analysis.disclosure.repeats import first, nth

OVERALL = "overall"
_KIND = "indicator"
DOUBTFUL_WORDS = "text recognition is not sure of its words"
# What a value says: text, state, operator, number, unit, and its first figure.
_Stored = tuple[str | None, str, str | None, Decimal | None, str | None, str | None]
_NO_COLUMN: _Stored = (None, "no_column", None, None, None, None)
_NONE = (None, None)
_YEARS_BACK = {"year_before_last": 2, "last_year": 1, "target": 0}


def store_goals(goals: Sequence[GoalText], scope: str, recorder: Recorder) -> None:
    """Store goals in words; ``scope`` is ``overall`` or the project."""
    stored = [goal for goal in recorder.out.goal if goal.scope == scope]
    taken = Counter((goal.horizon, first(goal.goal or "")) for goal in stored)
    for goal in goals:
        taken[goal.horizon, goal.goal] += 1
        repeat = taken[goal.horizon, goal.goal]
        recorder.out.goal.append(
            r.Goal(
                recorder.document_id,
                scope,
                goal.horizon,
                nth(goal.goal, repeat),
                goal.text.text,
                goal.text.line,
            )
        )
        settle_mentions(goal.text, recorder)
        read_text_figures(goal.text, "goal", _project(scope), recorder)


def store_indicators(tables: Sequence[IndicatorTable], scope: str, recorder: Recorder) -> None:
    """Store the rows of indicator tables, numbered within their goal."""
    stored = (row for row in recorder.out.indicator if row.scope == scope)
    seqs = Counter((row.horizon, row.goal) for row in stored)  # the sheet may be printed twice
    for table in tables:
        years = {column: _year(column, table, recorder) for column in VALUE_COLUMNS}
        for row in table.rows:
            seqs[table.horizon, table.goal] += 1
            _store_row(row, table, years, seqs[table.horizon, table.goal], scope, recorder)


def _project(scope: str) -> str | None:
    return None if scope == OVERALL else scope


def _store_row(
    row: IndicatorRow,
    table: IndicatorTable,
    years: Mapping[str, int | None],
    seq: int,
    scope: str,
    recorder: Recorder,
) -> None:
    document, name, basis = recorder.document_id, row.name.text, row.basis.text
    key = f"{scope}.{table.horizon}.{table.goal}.{seq}"
    printed = dict(zip(table.columns, row.values, strict=True))
    values = [
        _store_value(printed[column], column, years[column], key, row, recorder)
        if column in printed
        else _NO_COLUMN
        for column in VALUE_COLUMNS
    ]
    weight, weight_figure = (
        _store_weight(row, years["target"], key, recorder) if row.weight else _NONE
    )
    record = r.Indicator(
        document,
        f"{document}/{_KIND}/{key}",
        scope,
        table.horizon,
        table.goal,
        seq,
        row.level1,
        row.level2,
        _level1_key(row),
        level_key(2, row.level2),
        name or None,
        *values[0],
        *values[1],
        *values[2],
        weight=weight,
        weight_figure_id=weight_figure,
        basis=basis or None,
        reading="inferred" if row.reading == "certain" and row.level_note else row.reading,
        reading_note=_both(row.note, row.level_note),
        line=row.name.line or next((cell.line for cell in row.values if cell.text), None),
    )
    recorder.out.indicator.append(record)
    if recorder.recognised:
        _doubt_words(record, row, recorder)
    settle_all(row.name, recorder, "name_part", "part of an indicator's name")
    if TOKEN.search(basis):
        settle_mentions(row.basis, recorder)
        read_text_figures(row.basis, "basis", _project(scope), recorder)


def _both(note: str | None, other: str | None) -> str | None:
    return f"{note}; {other}" if note and other else note or other or None


def _doubt_words(record: r.Indicator, row: IndicatorRow, recorder: Recorder) -> None:
    """Mark an indicator with a value in words that recognition is not sure of; figures mark
    themselves.
    """
    if record.reading == "uncertain":
        return
    worded = [cell for cell in row.values if cell and parse_value(cell).number is None]
    if recorder.reading_of(*worded) == "uncertain":
        record.reading = "uncertain"
        record.reading_note = _both(record.reading_note, DOUBTFUL_WORDS)


def _level1_key(row: IndicatorRow) -> str | None:
    if row.level1 is not None:
        return level_key(1, row.level1)
    parents = parents_of(row.level2)
    return next(iter(parents)) if len(parents) == 1 else None


def _store_value(
    cell: Joined, column: str, year: int | None, key: str, row: IndicatorRow, recorder: Recorder
) -> _Stored:
    """Store the figures of a value, ``column``, ``column_2`` and so on; return what it says."""
    value = parse_value(cell)
    if value.mentions:
        settle_mentions(cell, recorder)
    figures = [
        recorder.figure(
            figure if row.reading == "certain" else _with_reading(figure, row),
            table_kind=_KIND,
            row_key=key,
            column_key=column if index == 1 else f"{column}_{index}",
            fiscal_year=year,
            row_name=row.name.text or None,
        )
        for index, figure in enumerate(value.figures, 1)
    ]
    first = figures[0] if figures else None
    return value.text, value.state, value.operator, value.number, value.unit, first


def _store_weight(
    row: IndicatorRow, year: int | None, key: str, recorder: Recorder
) -> tuple[Decimal | None, str | None]:
    """Return the weight, where the cell is one number; other numbers in it are part of words."""
    value = parse_value(row.weight)
    if value.state != "value":
        settle_all(row.weight, recorder, "name_part", "weight of an indicator")
        return _NONE
    [figure] = value.figures
    stored = recorder.figure(
        figure if row.reading == "certain" else _with_reading(figure, row),
        table_kind=_KIND,
        row_key=key,
        column_key="weight",
        fiscal_year=year,
        row_name=row.name.text or None,
    )
    return value.number, stored


def _with_reading(cell: CellValue, row: IndicatorRow) -> CellValue:
    return replace(cell, reading=row.reading, reading_note=row.note)


def _year(column: str, table: IndicatorTable, recorder: Recorder) -> int | None:
    if table.horizon == "long_term":
        return table.target_year
    return recorder.fiscal_year - _YEARS_BACK[column]
