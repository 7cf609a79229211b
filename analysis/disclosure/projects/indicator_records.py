"""Goals and indicator rows become records, each number of a value a figure with its address.

Not done here: reading the rows, and claims in goals and bases
(``analysis.disclosure.prose.text_figures``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from analysis.disclosure import records as r
from analysis.disclosure.projects.goals import (
    VALUE_COLUMNS,
    GoalText,
    IndicatorRow,
    IndicatorTable,
)
from analysis.disclosure.projects.level_words import level_key, parents_of
from analysis.disclosure.projects.mentions import settle_all, settle_mentions
from analysis.disclosure.projects.values import BLANK_VALUE, IndicatorValue, parse_value
from analysis.disclosure.prose.text_figures import read_text_figures
from analysis.disclosure.recorder import CellValue, Recorder
from analysis.disclosure.repeats import first, nth

OVERALL = "overall"
_KIND = "indicator"
DOUBTFUL_WORDS = "text recognition is not sure of its words"
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
        for row in table.rows:
            seqs[table.horizon, table.goal] += 1
            _store_row(row, table, seqs[table.horizon, table.goal], scope, recorder)


def _project(scope: str) -> str | None:
    return None if scope == OVERALL else scope


def _store_row(
    row: IndicatorRow, table: IndicatorTable, seq: int, scope: str, recorder: Recorder
) -> None:
    key = f"{scope}.{table.horizon}.{table.goal}.{seq}"
    record = r.Indicator(
        document_id=recorder.document_id,
        indicator_id=f"{recorder.document_id}/{_KIND}/{key}",
        scope=scope,
        horizon=table.horizon,
        goal=table.goal,
        seq=seq,
        level1=row.level1,
        level2=row.level2,
        level1_key=_level1_key(row),
        level2_key=level_key(2, row.level2),
        level3=row.name.text or None,
        basis=row.basis.text or None,
        reading="inferred" if row.reading == "certain" and row.level_note else row.reading,
        reading_note="; ".join(filter(None, (row.note, row.level_note))) or None,
        line=next((t.line for t in (row.name, *row.values) if t), None),
    )
    printed = dict(zip(table.columns, row.values, strict=True))
    for column in VALUE_COLUMNS:
        if column not in printed:
            setattr(record, f"{column}_state", "no_column")
            continue
        cell = printed[column]
        value = parse_value(cell) if cell else BLANK_VALUE
        if cell:
            settle_mentions(cell, recorder)
        _store_value(record, column, value, key, row, table, recorder)
    _store_weight(record, key, row, table, recorder)
    recorder.out.indicator.append(record)
    _doubt_words(record, row, recorder)
    settle_all(row.name, recorder, "name_part", "part of an indicator's name")
    if row.basis:
        settle_mentions(row.basis, recorder)
        read_text_figures(row.basis, "basis", _project(scope), recorder)


def _doubt_words(record: r.Indicator, row: IndicatorRow, recorder: Recorder) -> None:
    """Mark an indicator with a value in words that recognition is not sure of; figures mark
    themselves.
    """
    if record.reading == "uncertain" or not recorder.recognised:
        return
    worded = [cell for cell in row.values if cell and parse_value(cell).number is None]
    if recorder.reading_of(*worded) == "uncertain":
        record.reading = "uncertain"
        record.reading_note = "; ".join(filter(None, (record.reading_note, DOUBTFUL_WORDS)))


def _level1_key(row: IndicatorRow) -> str | None:
    if row.level1 is not None:
        return level_key(1, row.level1)
    parents = parents_of(row.level2)
    return next(iter(parents)) if len(parents) == 1 else None


def _store_value(
    record: r.Indicator,
    column: str,
    value: IndicatorValue,
    key: str,
    row: IndicatorRow,
    table: IndicatorTable,
    recorder: Recorder,
) -> None:
    """Fill a value's columns; its figures are ``column``, ``column_2`` and so on."""
    ids = [
        recorder.figure(
            cell if row.reading == "certain" else _with_reading(cell, row),
            table_kind=_KIND,
            row_key=key,
            column_key=column if index == 1 else f"{column}_{index}",
            fiscal_year=_year(column, table, recorder),
            row_name=record.level3,
        )
        for index, cell in enumerate(value.figures, 1)
    ]
    for name, content in (
        ("", value.text),
        ("_state", value.state),
        ("_operator", value.operator),
        ("_number", value.number),
        ("_unit", value.unit),
        ("_figure_id", ids[0] if ids else None),
    ):
        setattr(record, f"{column}{name}", content)


def _store_weight(
    record: r.Indicator, key: str, row: IndicatorRow, table: IndicatorTable, recorder: Recorder
) -> None:
    """Fill the weight, where the cell is one number; other numbers in it are part of words."""
    cell = row.weight
    if not cell:
        return
    value = parse_value(cell)
    if value.state != "value":
        settle_all(cell, recorder, "name_part", "weight of an indicator")
        return
    [figure] = value.figures
    record.weight = value.number
    record.weight_figure_id = recorder.figure(
        figure if row.reading == "certain" else _with_reading(figure, row),
        table_kind=_KIND,
        row_key=key,
        column_key="weight",
        fiscal_year=_year("target", table, recorder),
        row_name=record.level3,
    )


def _with_reading(cell: CellValue, row: IndicatorRow) -> CellValue:
    return replace(cell, reading=row.reading, reading_note=row.note)


def _year(column: str, table: IndicatorTable, recorder: Recorder) -> int | None:
    if table.horizon == "long_term":
        return table.target_year
    return recorder.fiscal_year - _YEARS_BACK[column]
