"""Phrases that every section needs: lists, sentences in a row, names of tables, why there is none.

Not done here: the words themselves (``words/*.yml``), what a section says.
"""

from __future__ import annotations

from collections.abc import Iterable

from analysis.briefing.content.context import Row, gaps_of
from analysis.briefing.markdown import Markdown
from analysis.briefing.report import Report
from analysis.briefing.words import entries

__all__ = ["absent", "blocks", "first_known", "gap", "joined", "sentences", "table_name"]


def table_name(report: Report, kind: str) -> str:
    """What a kind of table is called."""
    return report.called(f"table.{kind}", otherwise=kind)


def gap(report: Report, measure: str) -> Markdown:
    """Why a measure has no answer, or had to look elsewhere for it; empty where all is well."""
    told: dict[str, list[str]] = {}
    answered = None
    for row in gaps_of(report, measure):
        told.setdefault(row["reason"], []).append(_titled(report, row))
        answered = answered or row["answered_by"]
    between = report.plain("gap.between")
    notes = [report.say(f"gap.{why}", table=between.join(told[why])) for why in told]
    if not notes:
        return Markdown("")
    if answered:
        notes.append(report.say("gap.instead", table=table_name(report, answered)))
    return Markdown(f"> {sentences(report, *notes)}")


def first_known(*keys: str) -> str:
    """The first of the keys that has words; the last one, where none has."""
    return next((key for key in keys if key in entries()), keys[-1])


def absent(report: Report, measure: str) -> bool:
    """Whether a measure has no answer because the document has no table of the kind at all."""
    gaps = gaps_of(report, measure)
    return bool(gaps) and all(row["reason"] == "absent" for row in gaps)


def left_out() -> Markdown:
    """What a section gives that has nothing to show: the page leaves it out with its heading."""
    return Markdown("::: {.left-out}\n:::\n")


def _titled(report: Report, row: Row) -> str:
    """What a table is called, and in English also the title that it has in the document."""
    title, known = row["title"], table_name(report, row["table_kind"])
    if not title or row["table_kind"] == "narrative":  # its title is that of one part of it
        return known
    return title if report.language == "zh" else f"{known} ({title})"


def joined(report: Report, parts: Iterable[str]) -> Markdown:
    """Parts of a sentence as a list: ``a, b and c``; ``a、b、c``. The parts are markdown."""
    parts = list(parts)
    if len(parts) < 2:
        return Markdown("".join(parts))
    head = report.plain("list.comma").join(parts[:-1])
    return Markdown(report.plain("list.and").join([head, parts[-1]]))


def sentences(report: Report, *said: str) -> Markdown:
    """Sentences one after the other, as the language sets them; empty ones are left out."""
    return Markdown(("" if report.language == "zh" else " ").join(filter(None, said)))


def blocks(*parts: str) -> Markdown:
    """Paragraphs, figures and tables below each other; empty ones are left out."""
    return Markdown("\n\n".join(part.strip("\n") for part in parts if part) + "\n")
