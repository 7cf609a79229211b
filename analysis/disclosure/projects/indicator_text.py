"""Reading indicator tables from lines that have lost their grid.

The header's words say which value columns there are; the units below it are parsed into rows
(``parse_rows``); levels are filled down. Not done here: scoring readings, storing rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from analysis.disclosure.joined import Joined, join
from analysis.disclosure.projects.body import Strip
from analysis.disclosure.projects.goals import VALUE_COLUMNS, IndicatorRow, IndicatorTable
from analysis.disclosure.projects.labels import Squeezed
from analysis.disclosure.projects.level_fill import LevelFill
from analysis.disclosure.projects.mentions import settle_all
from analysis.disclosure.projects.parse_rows import RowParser
from analysis.disclosure.projects.row_spans import RowSpans, Span
from analysis.disclosure.projects.units import Unit, units_of
from analysis.disclosure.projects.words import alternatives, lookup, rows
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.vocabulary import fold

_NUMBER = re.compile(r"\d{1,2}")
_COLUMN_NAMES = {
    "year_before_last": "the year before last",
    "last_year": "last year",
    "target": "the target",
}


class Header(NamedTuple):
    """The header of a table: where it stands in the squeezed text, and the columns it names."""

    begin: int
    end: int
    columns: frozenset[str]


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a header, and of each of its words."""
    words = alternatives([row["word"] for row in rows("header_words")])
    # three words or more; written so that the search goes by the letters that a word begins with
    return re.compile(rf"(?:{words})(?:{words}){{2,}}"), re.compile(words)


def find_header(squeezed: Squeezed, begin: int, end: int) -> Header | None:
    """Return the first table header between two offsets.

    None where no header with the words for indicators and values stands there.
    """
    header, word = _words()
    for match in header.finditer(squeezed.text, begin, end):
        if "指标" in match.group():
            columns = lookup("header_words", "word", "column")
            found = frozenset([columns[w.group()] for w in word.finditer(match.group())])
            return Header(match.start(), match.end(), found - {""})
    return None


def read_indicator_table(
    squeezed: Squeezed,
    header: Header,
    end: int,
    horizon: str,
    recorder: Recorder,
    goal: str = "1",
    target_year: int | None = None,
) -> list[IndicatorTable]:
    """Return the tables from a header to a squeezed offset: one for each goal beside the rows.

    ``goal`` holds where no number is printed beside the rows.
    """
    columns = tuple(c for c in VALUE_COLUMNS if c in header.columns) or ("target",)
    return rows_of_strips(
        squeezed.strips(header.end, end),
        columns,
        "basis" in header.columns,
        IndicatorTable(horizon, goal, columns, [], target_year),
        recorder,
    )


def rows_of_strips(
    strips: Sequence[Strip],
    columns: tuple[str, ...],
    has_basis: bool,
    table: IndicatorTable,
    recorder: Recorder,
) -> list[IndicatorTable]:
    """Return ``table`` with the rows of the printed lines below its header, cut by goal."""
    units = units_of(strips)
    parser = RowParser(units, len(columns), has_basis)
    tables = [table]
    fill = LevelFill()
    for spans in parser.parse():
        if spans.orphan:
            _note_orphan(tables[-1], _joined(units, (spans.begin, spans.end)))
            continue
        for level, span in spans.levels:
            text = _joined(units, span)
            if level == 0:
                fill.forget()
                tables = _next_goal(tables, text, recorder)
            else:
                fill.printed(level, fold(text.text))
        row = _row(units, spans, columns)
        tables[-1].rows.append(row)
        fill.fill(row)
    fill.finish()
    return tables


def _next_goal(
    tables: list[IndicatorTable], text: Joined, recorder: Recorder
) -> list[IndicatorTable]:
    """The goal's name beside the rows: its number opens a table unless none is printed."""
    settle_all(text, recorder, "ordinal", "number of a goal")
    number = _NUMBER.search(fold(text.text))
    if number is None:
        return tables
    last = tables[-1]
    if not last.rows:
        last.goal = number.group()
        return tables
    if last.goal == number.group():
        return tables
    return [
        *tables,
        IndicatorTable(last.horizon, number.group(), last.columns, [], last.target_year),
    ]


def _joined(units: Sequence[Unit], span: Span) -> Joined:
    begin, end = span
    if end - begin == 1:
        return units[begin].text
    return join([unit.text for unit in units[begin:end]])


def _row(units: Sequence[Unit], spans: RowSpans, columns: Sequence[str]) -> IndicatorRow:
    name = _joined(units, spans.name)
    values = tuple([_joined(units, span) for span in spans.values])
    notes: list[str] = []
    reading = "certain"
    if any([unit.untangled for unit in units[spans.begin : spans.end]]):
        notes.append("cells that are broken over the same two printed lines were put together")
    if spans.rest[0] < spans.rest[1]:
        name = join([name, _joined(units, spans.rest)])
        notes.append("the end of the name is printed behind the basis")
    blanks = [columns[i] for i, value in enumerate(values) if not value]
    if blanks:
        names = ", ".join(_COLUMN_NAMES[column] for column in blanks)
        notes.append(f"no value is printed for {names}: which cell is blank was inferred")
    if not spans.sure:
        notes.append("line ends of the file do not tell where cells end: texts and numbers decided")
    if notes:
        reading = "inferred"
    if spans.others:
        reading = "uncertain"
        notes += [f"could also be read as {_told(units, other, columns)}" for other in spans.others]
    return IndicatorRow(
        name=name,
        values=values,
        basis=_joined(units, spans.basis),
        reading=reading,
        note="; ".join(notes) or None,
    )


def _told(units: Sequence[Unit], spans: RowSpans, columns: Sequence[str]) -> str:
    cells = [(column, span) for column, span in zip(columns, spans.values, strict=True)]
    parts = [f"{c} “{_joined(units, span).text}”" for c, span in [*cells, ("basis", spans.basis)]]
    return ", ".join(parts)


def _note_orphan(table: IndicatorTable, text: Joined) -> None:
    """Words that fit no row are not lost: the row above says so."""
    if not table.rows:
        return
    row = table.rows[-1]
    row.reading = "uncertain"
    told = f"“{text.text}” is printed behind this row and fits no cell"
    row.note = f"{row.note}; {told}" if row.note else told
