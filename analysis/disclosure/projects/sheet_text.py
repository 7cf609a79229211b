"""Reading the fields of a project sheet from lines that have lost their grid.

The sheet is cut at its printed labels; what stands between two labels is the value of the
first. Persons and telephone numbers are not taken. Not done here: rows of the indicator tables
(``indicator_text``), storing (``sheets``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from analysis.disclosure.cells import money_cell, number_cell
from analysis.disclosure.headings import is_sheet_title
from analysis.disclosure.joined import join
from analysis.disclosure.projects.amount_rows import amount_rows
from analysis.disclosure.projects.body import Strip, paragraphs, strip_of
from analysis.disclosure.projects.goals import GoalText
from analysis.disclosure.projects.indicator_text import find_header, read_indicator_table
from analysis.disclosure.projects.labels import Label, Squeezed, find_labels
from analysis.disclosure.projects.mentions import settle_all, settle_ordinal
from analysis.disclosure.projects.sheet_fields import SheetFields
from analysis.disclosure.projects.tick_boxes import ticked
from analysis.disclosure.recorder import BLANK, CellValue, Recorder
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Line

_HEADING = re.compile(r"\s*[（(]?[一二三四五六七八九十]{1,3}[)）、.．]\s*")
_HEADING_AMOUNT = re.compile(r"[\s:：,，]*([\d,，.]*\d)\s*(亿元|万元|元)\s*[。.;；]?$")
_UNIT = re.compile(r"单位[:：]?(亿元|万元|元)")
_GOAL_NUMBER = re.compile(r"(\d{1,2})(?=\s|$|[:：])\s*[:：]?")
# A heading stands at most so many printed lines above the title of its sheet.
_HEADING_REACH = 4
_TEXTS = ("reason", "content", "history", "derivation")
_WORDS = ("name", "code", "responsible_unit", "executing_unit")


def split_sheets(whole: Squeezed) -> list[Squeezed]:
    """Return the lines of each sheet, its heading first. A sheet is known by its title line."""
    lines = whole.lines
    titles = [
        i for i, line in enumerate(lines) if "报表" in line.text and is_sheet_title(fold(line.text))
    ]
    starts = [_heading_start(lines, title) for title in titles]
    return [whole.part(a, b) for a, b in pairwise([*starts, len(lines)])] if starts else []


def is_heading(text: str) -> bool:
    """Return whether a line may be the numbered heading that stands above a sheet."""
    return _HEADING.match(text) is not None


def unit_of(text: str) -> str:
    """Return the money unit that a sheet prints, 万元 where it prints none."""
    return found.group(1) if (found := _UNIT.search(text)) else "万元"


def _heading_start(lines: Sequence[Line], title: int) -> int:
    seen = 0
    for index in range(title - 1, -1, -1):
        text = lines[index].text
        if text.isspace():
            continue
        seen += 1
        if _HEADING.match(text):
            return index
        if seen == _HEADING_REACH:
            break
    return title


def read_sheet(sheet: Squeezed, recorder: Recorder) -> SheetFields:
    """Return the fields of a sheet, whose heading stands first."""
    lines = sheet.lines
    fields = SheetFields(line=lines[0].line)
    title = next((i for i, line in enumerate(lines) if is_sheet_title(fold(line.text))), -1)
    read_heading(lines[: max(title, 0)], fields)
    squeezed = sheet.part(title + 1)
    unit = unit_of(squeezed.text)
    labels = find_labels(squeezed)
    if not any(label.field.endswith("_table") for label in labels):
        labels = sorted([*labels, *_untitled_tables(squeezed)], key=lambda label: label.begin)
    tables = [i for i, label in enumerate(labels) if label.field.endswith("_table")]
    heads = labels[: tables[0]] if tables else labels
    ends = [label.begin for label in labels[1:]] + [len(squeezed.text)]
    seen: set[str] = set()
    for label, end in zip(heads, ends, strict=False):
        strips = squeezed.strips(label.end, end)
        if label.field in ("long_term", "annual"):
            read_goal(label.field, strips, fields, recorder)
        elif label.field not in seen:
            seen.add(label.field)
            read_field(label.field, strips, unit, fields, recorder)
    _read_tables(squeezed, [labels[i] for i in tables], fields, recorder)
    return fields


def read_heading(lines: Sequence[Line], fields: SheetFields) -> None:
    """Take name and amount from the heading above a sheet."""
    heading = join(strip_of(line, tells=False).text for line in lines)
    if not heading:
        return
    ordinal = _HEADING.match(heading.text)
    heading = heading.cut(ordinal.end() if ordinal else 0)
    amount = _HEADING_AMOUNT.search(heading.text)
    if amount:
        place = heading.place(amount.start(1))
        fields.heading_amount = number_cell(amount.group(1), place, amount.group(2))
    fields.heading_name = heading.cut(0, amount.start() if amount else None)


def read_field(
    name: str, strips: Sequence[Strip], unit: str, fields: SheetFields, recorder: Recorder
) -> None:
    """Fill a field from its printed lines; persons and telephone numbers are not taken."""
    if name in _WORDS:
        setattr(fields, name, join(strip.text for strip in strips))
        if name == "code":
            settle_all(fields.code, recorder, "code", "project code")
    elif name == "phone" or name == "person":
        settle_all(join(s.text for s in strips), recorder, "contact", "telephone number")
    elif name == "project_type":
        fields.project_type = ticked(join((s.text for s in strips), between=" "), recorder)
    elif name == "total":
        fields.total = _amount(strips, unit)
    elif name == "current":
        fields.current = _amount(strips, unit)
    elif name in _TEXTS:
        setattr(fields, name, paragraphs(strips))
    elif name == "funding":
        fields.funding = amount_rows(strips, unit, recorder)
    elif name == "details":
        fields.details = amount_rows(strips, unit, recorder)


def _amount(strips: Sequence[Strip], unit: str) -> CellValue:
    text = join(strip.text for strip in strips)
    return money_cell(text, unit) if text else BLANK


def read_goal(
    horizon: str, strips: Sequence[Strip], fields: SheetFields, recorder: Recorder
) -> None:
    """Add a goal in words; a number before its text is the goal's."""
    texts = [strip.text for strip in strips if strip.printed]
    number = _GOAL_NUMBER.match(texts[0].text) if texts else None
    goal = "1"
    if number:
        goal = number.group(1)
        settle_ordinal(texts[0], recorder, "number of a goal")
        texts[0] = texts[0].cut(number.end())
    if text := join(texts):
        fields.goals.append(GoalText(horizon, goal, text))


def _read_tables(
    squeezed: Squeezed, labels: Sequence[Label], fields: SheetFields, recorder: Recorder
) -> None:
    ends = [label.begin for label in labels[1:]] + [len(squeezed.text)]
    for label, end in zip(labels, ends, strict=False):
        horizon = label.field.removesuffix("_table")
        if header := find_header(squeezed, label.end, end):
            fields.tables += read_indicator_table(squeezed, header, end, horizon, recorder)


def _untitled_tables(squeezed: Squeezed) -> list[Label]:
    """Return labels for tables that only have a header: one with last year's values is annual."""
    found: list[Label] = []
    begin = 0
    while header := find_header(squeezed, begin, len(squeezed.text)):
        horizon = "annual" if "last_year" in header.columns else "long_term"
        found.append(Label(f"{horizon}_table", header.begin, header.begin))
        begin = header.end
    return found
