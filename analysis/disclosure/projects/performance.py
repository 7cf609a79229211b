"""The overall performance sheet (整体支出绩效目标表): goals and indicators of the whole unit.

A ruled sheet is read by ``performance_grid``. Not done here: its funds and its list of projects
(``analysis.disclosure.tables.overall``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.disclosure import records as r
from analysis.disclosure.joined import EMPTY, Joined, join
from analysis.disclosure.outcome import READ, Outcome
from analysis.disclosure.projects.body import Strip, body_lines, paragraphs
from analysis.disclosure.projects.goals import GoalText, IndicatorTable
from analysis.disclosure.projects.indicator_records import OVERALL, store_goals, store_indicators
from analysis.disclosure.projects.indicator_text import find_header, read_indicator_table
from analysis.disclosure.projects.labels import Squeezed, find_labels
from analysis.disclosure.projects.mentions import (
    leading_ordinals,
    settle_all,
    settle_mentions,
    settle_ordinal,
)
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.regions import Region

# "长期目标 1：" opens a goal with its indicators; "目标 1：" a goal of the summary above them.
_MARKER = re.compile(r"(?P<horizon>长期|年度)(?:绩效)?目标(?P<number>\d{1,2})[:：]?")
_SUMMARY = re.compile(r"目标(?<!期目标)(?<!度目标)(?P<number>\d{1,2})[:：]")
_TARGET_YEAR = re.compile(r"长期(?:绩效)?目标[（(](?:截至)?(20\d\d)年?[)）]")
_HORIZONS = {"长期": "long_term", "年度": "annual"}


def read_overall_performance(region: Region, recorder: Recorder) -> Outcome:
    """Read duties, tasks, goals and indicators of the overall sheet."""
    if region.grids:
        return _read_ruled(region, recorder)
    squeezed = Squeezed(body_lines(region.blocks, recorder))
    _read_texts(squeezed, recorder)
    year = _target_year(squeezed, recorder)
    markers = _found(_MARKER, squeezed)
    summary = _summary_goals(squeezed, markers[0].start() if markers else None, recorder)
    goals: list[GoalText] = []
    tables: list[IndicatorTable] = []
    for marker, end in zip(markers, _ends(markers, len(squeezed.text)), strict=True):
        horizon, number = _HORIZONS[marker["horizon"]], marker["number"]
        _settle_number(squeezed, marker, recorder)
        header = find_header(squeezed, marker.end(), end)
        text = _text(squeezed, marker.end(), header.begin if header else end)
        if text:
            goals.append(GoalText(horizon, number, text))
        if header:
            target_year = year if horizon == "long_term" else None
            tables += read_indicator_table(
                squeezed, header, end, horizon, recorder, number, target_year
            )
    _store(goals, summary, tables, recorder)
    return READ


def _read_ruled(region: Region, recorder: Recorder) -> Outcome:
    # Imported where there are rules: text goes without.
    from analysis.disclosure.projects.cell_labels import is_known_word
    from analysis.disclosure.projects.performance_grid import OverallReader
    from analysis.disclosure.projects.ruled_rows import ruled_rows

    items = ruled_rows(region.blocks, is_known_word)
    reader = OverallReader(recorder)
    position = 0
    while position < len(items):
        position += reader.take(items, position)
    found = reader.finish()
    for part, passage in found.texts.items():
        _read_text(part, passage.strips, recorder)
    for goal in found.summary:
        settle_mentions(goal.text, recorder)
    _store(found.goals, found.summary, found.tables, recorder)
    return READ


def _store(
    goals: list[GoalText],
    summary: list[GoalText],
    tables: list[IndicatorTable],
    recorder: Recorder,
) -> None:
    """A goal of the summary that is told again with its indicators is stored once."""
    told = {(goal.horizon, goal.goal) for goal in goals}
    goals = goals + [goal for goal in summary if (goal.horizon, goal.goal) not in told]
    store_goals(goals, OVERALL, recorder)
    store_indicators(tables, OVERALL, recorder)


def _found(pattern: re.Pattern[str], squeezed: Squeezed) -> list[re.Match[str]]:
    return [m for m in pattern.finditer(squeezed.text) if squeezed.begins_word(m.start())]


def _ends(markers: list[re.Match[str]], end: int) -> list[int]:
    return [marker.start() for marker in markers[1:]] + [end] if markers else []


def _text(squeezed: Squeezed, begin: int, end: int) -> Joined:
    return join(strip.text for strip in squeezed.strips(begin, end))


def _settle_number(squeezed: Squeezed, marker: re.Match[str], recorder: Recorder) -> None:
    number = _text(squeezed, marker.start("number"), marker.end("number"))
    settle_all(number, recorder, "ordinal", "number of a goal")


def _target_year(squeezed: Squeezed, recorder: Recorder) -> int | None:
    found = _TARGET_YEAR.search(squeezed.text)
    if not found:
        return None
    settle_all(_text(squeezed, *found.span(1)), recorder, "date", "year of the long-term goals")
    return int(found.group(1))


def _summary_goals(squeezed: Squeezed, end: int | None, recorder: Recorder) -> list[GoalText]:
    """Return the goals of the summary; where the numbers begin again, the annual ones begin."""
    end = len(squeezed.text) if end is None else end
    found = [m for m in _found(_SUMMARY, squeezed) if m.start() < end]
    goals: list[GoalText] = []
    horizon, last = "long_term", 0
    for match, stop in zip(found, _ends(found, end), strict=True):
        number = int(match["number"])
        if number <= last:
            horizon = "annual"
        last = number
        _settle_number(squeezed, match, recorder)
        text = _text(squeezed, match.end(), stop)
        settle_mentions(text, recorder)
        goals.append(GoalText(horizon, match["number"], text or EMPTY))
    return goals


def _read_texts(squeezed: Squeezed, recorder: Recorder) -> None:
    """Duties and tasks of the unit; the telephone number of who filled in the sheet is not kept."""
    labels = find_labels(squeezed, table="overall_labels")
    ends = [*(label.begin for label in labels[1:]), *(label.end for label in labels[-1:])]
    for label, end in zip(labels, ends, strict=True):
        _read_text(label.field, squeezed.strips(label.end, end), recorder)


def _read_text(part: str, strips: Sequence[Strip], recorder: Recorder) -> None:
    if part in ("phone", "person"):
        settle_all(join(s.text for s in strips), recorder, "contact", "telephone number")
    elif part in ("duties", "tasks"):
        _store_texts(part, paragraphs(strips), recorder)


def _store_texts(part: str, texts: list[Joined], recorder: Recorder) -> None:
    ordinals = leading_ordinals([text.text for text in texts])
    for seq, (text, ordinal) in enumerate(zip(texts, ordinals, strict=True), 1):
        if ordinal:
            settle_ordinal(text, recorder)
        settle_mentions(text, recorder)
        recorder.out.project_text.append(
            r.ProjectText(recorder.document_id, "", part, seq, text.text, text.line)
        )
