"""Project sheets (项目申报表) become records: the project, its money, texts, goals, indicators.

Not done here: reading the fields from lines (``sheet_text``) or ruled tables (``sheet_grid``);
claims and calculations of the texts, which ``analysis.disclosure.prose`` reads.
"""

from __future__ import annotations

import re

from analysis.disclosure import records as r
from analysis.disclosure.joined import Joined, join
from analysis.disclosure.outcome import READ, Outcome, UnreadableTable
from analysis.disclosure.projects.body import body_lines
from analysis.disclosure.projects.indicator_records import store_goals, store_indicators
from analysis.disclosure.projects.labels import Squeezed, find_labels
from analysis.disclosure.projects.mentions import (
    leading_ordinals,
    settle_mentions,
    settle_ordinal,
)
from analysis.disclosure.projects.naming import merge_project, project_id
from analysis.disclosure.projects.sheet_fields import AmountRow, SheetFields
from analysis.disclosure.projects.sheet_text import read_sheet, split_sheets
from analysis.disclosure.projects.words import NUMBER, rows
from analysis.disclosure.prose.derivations import read_derivations
from analysis.disclosure.prose.history import read_history
from analysis.disclosure.prose.text_figures import read_text_figures
from analysis.disclosure.recorder import CellValue, Recorder
from analysis.disclosure.regions import Region
from analysis.disclosure.repeats import free
from analysis.disclosure.vocabulary import SUM_WORDS, fold

_NUMBERED = re.compile(rf"^{NUMBER}")
_KIND = "project_sheet"
_RULED = "ruled_labels"
_FEWEST_LABELS = 3  # that only sheets with rules have
_ALL_YEARS = "all_years"  # sources of a project's budget of all years


def read_project_sheets(region: Region, recorder: Recorder) -> Outcome:
    """Read every project sheet of a region; raises UnreadableTable where there is none."""
    ruled = _ruled_sheets(region, recorder) if region.grids else []
    sheets = ruled or _text_sheets(region, recorder)  # the grids may be of something else
    if not sheets:
        at = region.headings[-1].line
        raise UnreadableTable(f"no sheet titled 项目申报表 found under the heading on line {at}")
    unnamed: list[int] = []
    for fields in sheets:
        if fields.name or fields.heading_name:
            store_sheet(fields, recorder)
        else:
            unnamed.append(fields.line)
    if unnamed:
        return Outcome("not_readable", f"sheets without a project name at lines {unnamed}")
    return READ


def _text_sheets(region: Region, recorder: Recorder) -> list[SheetFields]:
    whole = Squeezed(body_lines(region.blocks, recorder))
    _refuse_other_form(whole)
    return [read_sheet(sheet, recorder) for sheet in split_sheets(whole)]


def _refuse_other_form(whole: Squeezed) -> None:
    """Refuse sheets in the form of the Ministry of Finance, whose cells stand side by side.

    Labels that only that form has show it: which cell its other words are of, nothing would tell.
    """
    known = {row["label"] for row in rows("labels")}
    labels = {whole.text[one.begin : one.end] for one in find_labels(whole, _RULED)}
    others = sorted(label for label in labels if label.rstrip(":：") not in known)
    if len(others) >= _FEWEST_LABELS:
        raise UnreadableTable(
            f"line {whole.lines[0].line}: a sheet with {', '.join(others[:3])} has cells side by "
            "side, and no rules part them; take it from a file that has its rules "
            "(PDF, Word, Excel)"
        )


def _ruled_sheets(region: Region, recorder: Recorder) -> list[SheetFields]:
    # Imported where there are rules: text goes without.
    from analysis.disclosure.projects.cell_labels import is_known_word
    from analysis.disclosure.projects.listed_sheets import read_listed_sheets
    from analysis.disclosure.projects.ruled_rows import ruled_rows
    from analysis.disclosure.projects.sheet_grid import read_ruled_sheet, split_ruled_sheets

    items = ruled_rows(region.blocks, is_known_word)
    if listed := read_listed_sheets(items, recorder):
        return listed
    return [read_ruled_sheet(sheet, recorder) for sheet in split_ruled_sheets(items)]


def store_sheet(fields: SheetFields, recorder: Recorder) -> None:
    """Store what a sheet says: records for the warehouse, each figure with its address."""
    project = _new_project_id((fields.name or fields.heading_name).text, recorder)
    total, current = (
        recorder.figure(
            cell,
            table_kind=_KIND,
            row_key=f"{project}.{key}",
            column_key="amount",
            fiscal_year=recorder.fiscal_year,
            row_name=label,
        )
        for key, label, cell in (
            ("total", "项目总预算", fields.total),
            ("current", "项目当年预算", fields.current),
        )
    )
    merge_project(
        recorder,
        project,
        name=fields.name.text or None,
        code=fields.code.text or None,
        responsible_unit=fields.responsible_unit.text or None,
        executing_unit=fields.executing_unit.text or None,
        project_type=fields.project_type,
        heading_name=fields.heading_name.text or None,
        reading=recorder.reading_of(fields.name, fields.heading_name),
        total_wan=fields.total.amount_wan,
        current_wan=fields.current.amount_wan,
        total_figure_id=total,
        current_figure_id=current,
        line=fields.line,
    )
    _store_heading(fields, project, recorder)
    _store_funding(fields.funding, project, recorder)
    _store_details(fields.details, project, recorder)
    for part in ("reason", "content", "history", "derivation"):
        _store_texts(part, getattr(fields, part), project, recorder)
    store_goals(fields.goals, project, recorder)
    store_indicators(fields.tables, project, recorder)


def _new_project_id(name: str, recorder: Recorder) -> str:
    """A second sheet of one name is another project: it gets ``~2``."""
    stored = {row.project_id for row in recorder.out.project_funding}
    stored |= {row.project_id for row in recorder.out.project_detail}
    return free(project_id(name), stored)


def _store_heading(fields: SheetFields, project: str, recorder: Recorder) -> None:
    """The amount in the heading above the sheet is a claim of the document's prose."""
    amount = fields.heading_amount
    figure = _figure(amount, "narrative", f"heading.{project}", fields.heading_name.text, recorder)
    if figure is None:
        return
    recorder.out.claim.append(
        r.Claim(
            document_id=recorder.document_id,
            claim_id=f"{project}.heading.1",
            section="项目绩效目标表",
            section_key="heading",
            project_id=project,
            subject=fields.heading_name.text,
            subject_key=f"project/{project}",
            measure="amount",
            fiscal_year=recorder.fiscal_year,
            value=amount.value,
            unit=amount.unit,
            sentence=f"{fields.heading_name.text} {amount.printed}{amount.unit_word}",
            line=fields.line,
            figure_id=figure,
        )
    )


def _figure(cell: CellValue, kind: str, row_key: str, name: str, recorder: Recorder) -> str | None:
    return recorder.figure(
        cell,
        table_kind=kind,
        row_key=row_key,
        column_key="amount",
        fiscal_year=recorder.fiscal_year,
        row_name=name,
    )


def _name(row: AmountRow) -> str:
    return _NUMBERED.sub("", fold(row.name.text))


def _store_funding(funding: list[AmountRow], project: str, recorder: Recorder) -> None:
    named = (*rows("funding_sources"), *rows("ruled_sources"))
    sources = {row["name"]: row for row in named}
    printed = {known["source_key"] for row in funding if (known := sources.get(_name(row)))}
    main, taken = "total", set[str]()
    for seq, row in enumerate(funding):
        name = _name(row)
        known = sources.get(name)
        key = known["source_key"] if known else name
        parent = (known["parent_key"] or None) if known else "total"
        if parent not in (None, "*", *printed):
            parent = "total"
        if row.of_which and (not known or parent == "*"):
            key, parent = (key.replace("*", main) if known else f"{main}_{name}"), main
        elif key == "total" or parent == "total":
            main = key
        key = key.replace("*", main)
        parent = main if parent == "*" else parent
        if row.of_total:
            key, parent = f"{_ALL_YEARS}_{key}", _ALL_YEARS
        key = free(key, taken)
        taken.add(key)
        recorder.out.project_funding.append(
            r.ProjectFunding(
                document_id=recorder.document_id,
                project_id=project,
                seq=seq,
                source_key=key,
                source=row.name.text,
                parent_key=parent,
                amount_wan=row.amount.amount_wan,
                cell_state=row.amount.state,
                figure_id=_figure(
                    row.amount, _KIND, f"{project}.funding.{key}", row.name.text, recorder
                ),
            )
        )


def _store_details(details: list[AmountRow], project: str, recorder: Recorder) -> None:
    seq = 0
    for row in details:
        is_total = seq == 0 and fold(row.name.text) in SUM_WORDS
        seq += not is_total
        recorder.out.project_detail.append(
            r.ProjectDetail(
                document_id=recorder.document_id,
                project_id=project,
                seq=0 if is_total else seq,
                item=row.name.text,
                amount_wan=row.amount.amount_wan,
                cell_state=row.amount.state,
                figure_id=_figure(
                    row.amount,
                    _KIND,
                    f"{project}.detail.{0 if is_total else seq}",
                    row.name.text,
                    recorder,
                ),
            )
        )
        read_text_figures(row.name, "detail", project, recorder)


def _store_texts(part: str, texts: list[Joined], project: str, recorder: Recorder) -> None:
    for text, ordinal in zip(texts, leading_ordinals([t.text for t in texts]), strict=True):
        if ordinal:
            settle_ordinal(text, recorder)
        settle_mentions(text, recorder)
    for seq, text in enumerate(texts, 1):
        recorder.out.project_text.append(
            r.ProjectText(recorder.document_id, project, part, seq, text.text, text.line)
        )
    whole = join(texts, between="\n")
    if not whole:
        return
    if part == "history":
        read_history(whole, project, recorder)
    elif part == "derivation":
        read_derivations(whole, project, recorder)
    else:
        read_text_figures(whole, part, project, recorder)
