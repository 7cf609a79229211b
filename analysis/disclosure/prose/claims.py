"""Recording a figure of the prose: the figure with its address, and the claim about it.

Not done here: finding out what a figure is said of.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from analysis.disclosure import records as r
from analysis.disclosure.joined import Joined
from analysis.disclosure.privacy import mask_line
from analysis.disclosure.prose.tokens import Quantity
from analysis.disclosure.recorder import Recorder

_BREAK = re.compile(r"\s*\n\s*")


def printed_sentence(text: Joined) -> str:
    """Return a sentence as it may be stored: no line breaks, no persons."""
    return _printed(text.text)


@lru_cache(maxsize=256)
def _printed(text: str) -> str:
    return mask_line(_BREAK.sub("", text).strip())


class About(NamedTuple):
    """What a figure is said of."""

    subject: str = ""
    subject_key: str | None = None
    measure: str = "amount"
    direction: str | None = None
    fiscal_year: int | None = None
    base_year: int | None = None
    parent: r.Claim | None = None


class Claims:
    """Writes the claims of one text; numbers them on from those that the section has."""

    def __init__(self, recorder: Recorder, project_id: str | None = None) -> None:
        """Take the recorder, and the project whose sheet the text stands in."""
        self.recorder, self.project_id = recorder, project_id
        self._counts: Counter[str] = Counter(
            claim.claim_id.rpartition(".")[0] for claim in recorder.out.claim
        )

    def next_key(self, section_key: str) -> str:
        """Return ``<section_key>.<running number>``, after the project where there is one."""
        prefix = f"{self.project_id}.{section_key}" if self.project_id else section_key
        self._counts[prefix] += 1
        return f"{prefix}.{self._counts[prefix]}"

    def add(
        self,
        quantity: Quantity,
        text: Joined,
        about: About,
        *,
        section: str,
        section_key: str,
        row_key: str | None = None,
    ) -> r.Claim:
        """Store a figure and the claim about it; ``text`` is the sentence it stands in."""
        row_key = row_key or self.next_key(section_key)
        cell = quantity.cell(text)
        year = about.fiscal_year or self.recorder.fiscal_year
        figure_id = self.recorder.figure(
            cell,
            table_kind="project_sheet" if self.project_id else "narrative",
            row_key=row_key,
            column_key=about.measure,
            fiscal_year=year,
            row_name=about.subject or self.project_id,
        )
        claim = r.Claim(
            document_id=self.recorder.document_id,
            claim_id=row_key,
            section=section or None,
            section_key=section_key,
            project_id=self.project_id,
            subject=about.subject or None,
            subject_key=about.subject_key,
            measure=about.measure,
            direction=about.direction,
            fiscal_year=year,
            base_year=about.base_year,
            value=cell.value,
            unit=cell.unit,
            parent_claim_id=about.parent.claim_id if about.parent else None,
            sentence=printed_sentence(text),
            line=cell.place.line if cell.place else None,
            figure_id=figure_id,
        )
        self.recorder.out.claim.append(claim)
        return claim
