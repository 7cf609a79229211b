"""Reasons given for a change, and the statement that nothing changed.

Not done here: holding a reason against the lines that moved.
"""

from __future__ import annotations

from analysis.disclosure import records as r
from analysis.disclosure.privacy import mask_line
from analysis.disclosure.prose.changes import Named, named_lines
from analysis.disclosure.prose.function_names import FunctionNames
from analysis.disclosure.recorder import Recorder
from analysis.sources.document import Place

_AROUND = " \t\u3000：:，,。；;、"


def add_reasons(
    recorder: Recorder,
    *,
    reason: str,
    place: Place,
    sentence: str,
    section: str,
    section_key: str,
    project_id: str | None = None,
    subject_key: str | None,
    direction: str | None,
    names: FunctionNames | None = None,
    names_lines: bool = True,
) -> None:
    """Record a reason: one row for each line of the budget that it names, at least one.

    Without ``names_lines`` it speaks of a project's insides, which no table shows.
    """
    reason = mask_line(reason.strip(_AROUND))
    if not reason:
        return
    lines = named_lines(reason, section_key, names) if names_lines else []
    named: list[Named | None] = [*lines] or [None]
    prefix = f"{project_id}.{section_key}" if project_id else section_key
    begun = sum(1 for known in recorder.out.reason if known.reason_id.startswith(f"{prefix}.r"))
    for number, line in enumerate(named, begun + 1):
        recorder.out.reason.append(
            r.Reason(
                document_id=recorder.document_id,
                reason_id=f"{prefix}.r{number}",
                section=section or None,
                project_id=project_id,
                subject_key=subject_key,
                direction=direction,
                reason=reason,
                named_key=line.key if line else None,
                named_direction=line.direction if line else None,
                sentence=mask_line(sentence),
                line=place.line,
            )
        )


def add_statement(
    recorder: Recorder,
    kind: str,
    *,
    subject_key: str | None = None,
    value: str | None = None,
    sentence: str,
    place: Place,
    reading: str = "certain",
) -> None:
    """Record a statement; they are numbered through the document."""
    recorder.out.statement.append(
        r.Statement(
            document_id=recorder.document_id,
            statement_id=f"s{len(recorder.out.statement) + 1:03d}",
            kind=kind,
            subject_key=subject_key,
            value=value,
            sentence=mask_line(sentence),
            reading=reading,
            line=place.line,
        )
    )
