"""Which of the tables and explanations that must be published the document has.

The items, the rule that asks for each and how it is known stand in ``required_items.csv``:
``kinds`` of regions, ``claims`` by their subjects (all of them; ``columns`` of the table of three
public expenses serve as well), or a ``pattern`` of words. Tables and text are often published in
two files: where a document has nothing of one ``part``, its items are not in the file, which does
not say that they are missing. A text may have lost the words of a title: where the document holds
a table's worth of amounts that nobody could read, or names a table (in its contents list) that it
has not, what is not found may be lost there.
``since`` is the first fiscal year of which it is asked; ``bodies`` are the words of a functional
item that the bodies have of which it is asked.
What only local templates ask for is marked so by its basis; a document that lacks it may be of a
place whose template does not ask for it.
Not done here: judging whether an explanation is good.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from analysis.disclosure import records as r
from analysis.disclosure.headings import heading_kind
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.regions import Region
from analysis.disclosure.vocabulary import fold, rows
from analysis.sources.document import Line

_STATUS = {"read": "published", "declared_empty": "declared_empty", "not_readable": "not_readable"}
_BEST_FIRST = tuple(_STATUS)
_EXPLAINS = ("overview", "narrative")
_ITEM_LEVEL = 3  # 项, the lowest of 支出功能分类
_WHOLES = {  # where the whole of a part is not the key before its last stroke
    "three_public/vehicle_purchase": "three_public/vehicles",
    "three_public/vehicle_running": "three_public/vehicles",
}
_NOT_IN_FILE, _NOT_FOUND, _NOT_ASKED = "not_in_file", "not_found", "not_asked"
_LOCAL = "local template"  # the basis of what no national rule asks for
_OF_A_TABLE = 4  # amounts in one section that nobody stored: a table, or prose, is lost among them
Found = tuple[str, int | None, str | None]  # status, line, note


def judge_required(regions: list[Region], recorder: Recorder, lines: Sequence[Line] = ()) -> None:
    """Record for each required item whether it is published, empty, not readable or missing.

    What became of each number must be known by then (``ledger.settle``). ``lines`` are those of a
    text, which may have lost what its contents list names.
    """
    words = _Words.of(regions)
    asked = [row for row in rows("required_items") if _is_asked(row, recorder)]
    judged = [(row, _judge(row, words, recorder)) for row in asked]
    has_table = any(row["part"] == "table" and found[0] != "missing" for row, found in judged)
    given = {"table": has_table, "text": bool(words.text or recorder.out.claim)}
    lost = _holds_unread(recorder)
    missing = any(status == "missing" for _, (status, _, _) in judged)
    named = {heading_kind(text) for text in {line.text for line in lines if missing}}
    for row, (status, line, note) in judged:
        if status == "missing":
            lacks = lost or not named.isdisjoint(row["kinds"].split(";"))
            status = _NOT_FOUND if lacks else status
            status = status if given[row["part"]] else _NOT_IN_FILE
            status = _NOT_ASKED if row["basis"] == _LOCAL else status
        recorder.out.required_item.append(
            r.RequiredItem(
                document_id=recorder.document_id,
                item=row["item"],
                item_zh=row["item_zh"],
                basis=row["basis"],
                status=status,
                line=line,
                note=note,
            )
        )


def _holds_unread(recorder: Recorder) -> bool:
    """Whether a section of the document holds amounts that no reader stored."""
    starts = sorted((s.page or 0, s.first_line or 0) for s in recorder.out.section)
    unread = [n for n in recorder.out.number if n.disposition == "unaccounted"]
    counted = Counter(bisect_right(starts, (n.page or 0, n.line or 0)) for n in unread)
    return max(counted.values(), default=0) >= _OF_A_TABLE


def _is_asked(row: dict[str, str], recorder: Recorder) -> bool:
    """Whether an item is asked of this year's budgets, and of a body like this one."""
    if recorder.out.document.document_kind == "final_accounts":
        return False
    year = recorder.out.document.fiscal_year
    if row["since"] and year is not None and year < int(row["since"]):
        return False
    items = [ln.name or "" for ln in recorder.out.budget_line if ln.level == _ITEM_LEVEL]
    return not (row["bodies"] and items) or any(row["bodies"] in name for name in items)


def _judge(row: dict[str, str], words: _Words, recorder: Recorder) -> Found:
    if row["kinds"]:
        return _by_region(row["kinds"].split(";"), recorder)
    if row["claims"]:
        found = _by_claims(row["claims"].split(";"), recorder)
        in_table = row["columns"] and found[0] == "missing"
        return (in_table and _by_columns(row["columns"].split(";"), recorder)) or found
    line = words.line_of(row["pattern"])
    return ("published", line, None) if line else ("missing", None, None)


def _by_region(kinds: Sequence[str], recorder: Recorder) -> Found:
    sections = [s for s in recorder.out.section if s.kind in kinds and s.status in _STATUS]
    if not sections:
        return "missing", None, None
    best = min(sections, key=lambda s: _BEST_FIRST.index(s.status or ""))
    return _STATUS[best.status or ""], best.first_line, best.note


def _by_claims(keys: Sequence[str], recorder: Recorder) -> Found:
    """All keys must be spoken of; ``project/*`` stands for any key that begins so."""
    spoken = {
        claim.subject_key: claim.line
        for claim in reversed(recorder.out.claim)
        if claim.subject_key and claim.project_id is None
    }
    for said_so in recorder.out.statement:
        if said_so.kind == "nothing_planned" and said_so.subject_key:
            spoken.setdefault(said_so.subject_key, said_so.line)
    lines: list[int] = []
    missing: list[str] = []
    for key in keys:
        stem = key.removesuffix("*")
        said = [line for known, line in spoken.items() if _fits(known or "", key, stem)]
        said = said or _by_parts(key, spoken)
        if said:
            lines += [line for line in said if line]
        else:
            missing.append(key)
    if len(missing) == len(keys):
        return "missing", None, None
    if missing and _is_all(keys, recorder):
        missing = []
    note = f"not given: {', '.join(missing)}" if missing else None
    return "missing" if missing else "published", min(lines, default=None), note


def _by_parts(whole: str, spoken: Mapping[str, int | None]) -> list[int | None]:
    """Return the lines on which every part of a whole is spoken of; none where one is not."""
    parts = [part for part, of in _WHOLES.items() if of == whole]
    return [spoken[part] for part in parts] if parts and set(parts) <= spoken.keys() else []


def _by_columns(items: Sequence[str], recorder: Recorder) -> Found | None:
    """The table of three public expenses shows them, if only as zeros."""
    if set(items) <= {cell.item for cell in recorder.out.three_public if cell.figure_id}:
        return _by_region(("three_public",), recorder)
    return None


def _is_all(keys: Sequence[str], recorder: Recorder) -> bool:
    """Whether the parts that are given add up to the whole, so that the others are nothing."""
    parents = {_WHOLES.get(key, key.rpartition("/")[0]) for key in keys}
    amounts = {
        claim.subject_key: claim.value
        for claim in reversed(recorder.out.claim)
        if claim.measure == "amount" and claim.project_id is None and claim.value is not None
    }
    given = [amounts[key] for key in keys if key in amounts]
    return len(parents) == 1 and bool(given) and amounts.get(parents.pop()) == sum(given)


def _fits(known: str, key: str, stem: str) -> bool:
    return known.startswith(stem) if key.endswith("*") else known == key


class _Words(NamedTuple):
    """The folded text of the explanations, and the line at which each stretch begins."""

    text: str
    starts: tuple[int, ...]
    lines: tuple[int, ...]

    @classmethod
    def of(cls, regions: Sequence[Region]) -> _Words:
        """Take the regions that explain."""
        explains = [region for region in regions if region.kind in _EXPLAINS]
        texts: list[str] = []
        starts: list[int] = []
        numbers: list[int] = []
        length = 0
        for text, number in _printed(explains):
            starts.append(length)
            numbers.append(number)
            texts.append(text)
            length += len(text)
        return cls("".join(texts), tuple(starts), tuple(numbers))

    def line_of(self, pattern: str) -> int | None:
        """Return the line on which a pattern is first met."""
        found = re.search(pattern, self.text)
        return self.lines[bisect_right(self.starts, found.start()) - 1] if found else None


def _printed(regions: Sequence[Region]) -> Iterator[tuple[str, int]]:
    for region in regions:
        for line in (*region.headings, *region.lines):
            yield fold(line.text), line.line
