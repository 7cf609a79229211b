"""What a build read and what it left out, in numbers and names.

Not done here: printing; the command line does that.
"""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.sources.discover import Skipped

if TYPE_CHECKING:
    from analysis.disclosure.recorder import Disclosure

# Regions that are text, or only frame what stands in them: they are not counted as tables.
_NOT_TABLES = frozenset({"overview", "tables", "narrative", "glossary", "duties", "organisation"})


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be read: why, and what to do."""

    file_name: str
    reason: str
    advice: str

    def __str__(self) -> str:
        return f"{self.file_name}: {self.reason}. {self.advice}"


@dataclass(frozen=True, slots=True)
class Reread:
    """A figure of a file that has not changed, read otherwise than at the last build.

    ``before`` or ``now`` is None where the figure was not, or is no longer, stored.
    """

    figure_id: str
    before: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """What was read of one document.

    ``tables`` maps a status (read, declared_empty, not_readable) to the titles; ``tokens`` maps
    a disposition to how many numeric tokens have it; ``unaccounted`` holds (place, token).
    """

    document_id: str
    file_name: str
    unit_name: str
    fiscal_year: int | None
    document_kind: str | None
    figures: int
    indicators: int
    claims: int
    projects: int
    tables: dict[str, tuple[str, ...]]
    tokens: dict[str, int]
    unaccounted: tuple[tuple[str, str], ...]

    @property
    def identity(self) -> tuple[str, int | None, str | None]:
        """What only one document can be: the budget of a unit for a year, or its accounts."""
        return self.unit_name, self.fiscal_year, self.document_kind


@dataclass(slots=True)
class BuildReport:
    """The outcome of a build; ``warehouse`` is None when nothing could be read.

    ``taken`` are the documents that had not changed and were not read again; ``reread`` says
    which figures of unchanged files are read otherwise than by the reader before.
    """

    documents: list[DocumentSummary] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: Sequence[Skipped] = ()
    verdicts: dict[str, int] = field(default_factory=dict)
    restated: int = 0
    taken: set[str] = field(default_factory=set)
    reread: list[Reread] = field(default_factory=list)
    warehouse: Path | None = None

    @property
    def exit_status(self) -> int:
        """0 when every file was read, 2 when any could not be."""
        return 2 if self.problems else 0


def summarise(disclosure: Disclosure) -> DocumentSummary:
    """Return what was read of a document."""
    document = disclosure.document
    tables: dict[str, list[str]] = {}
    for section in disclosure.section:
        if section.kind not in _NOT_TABLES:
            tables.setdefault(section.status or "read", []).append(section.title or "?")
    tokens = Counter(number.disposition or "unaccounted" for number in disclosure.number)
    return DocumentSummary(
        document_id=document.document_id,
        file_name=document.file_name or "",
        unit_name=document.unit_name or "",
        fiscal_year=document.fiscal_year,
        document_kind=document.document_kind,
        figures=len(disclosure.figure),
        indicators=len(disclosure.indicator),
        claims=len(disclosure.claim),
        projects=len(disclosure.project),
        tables={status: tuple(titles) for status, titles in tables.items()},
        tokens=dict(sorted(tokens.items(), key=lambda item: (-item[1], item[0]))),
        unaccounted=tuple(
            (_place(number.page, number.line), number.token or "")
            for number in disclosure.number
            if number.disposition in (None, "unaccounted")
        ),
    )


def _place(page: int | None, line: int) -> str:
    return f"page {page}, line {line}" if page else f"line {line}"


def slip(error: Exception, name: str) -> Problem:
    """Return the problem of a file on which our own code failed, with the place in the code."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if "analysis" in Path(f.filename).parts] or frames
    where = f"{Path(own[-1].filename).name}, line {own[-1].lineno}" if own else "unknown place"
    reason = f"the reader failed on it ({type(error).__name__}: {error}; {where})"
    advice = "The document is left out; please report this with the file"
    return Problem(name, " ".join(reason.split()), advice)
