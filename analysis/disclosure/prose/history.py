"""Prior-year budgets out of the sentence where they stand.

Years are read in order; an amount belongs to the year named last before it, and to the part of
the project that its phrase names (``component``, empty for the whole). What was paid, counted or
changed is a claim only. Not done here: judging whether parts were merged into the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.disclosure import records as r
from analysis.disclosure.joined import Joined
from analysis.disclosure.projects.naming import project_id as identity_of
from analysis.disclosure.prose import changes
from analysis.disclosure.prose.claims import About, Claims, printed_sentence
from analysis.disclosure.prose.history_reasons import read_reason
from analysis.disclosure.prose.outline import items_of, sentences_of
from analysis.disclosure.prose.phrases import Measured, measure_of, noun_after, subject_before
from analysis.disclosure.prose.subjects import subject_key
from analysis.disclosure.prose.tokens import Quantity, scan, speak_for
from analysis.disclosure.prose.years import years_in
from analysis.disclosure.recorder import Recorder

_SECTION = "history"
_GENERIC = re.compile(
    r"预算|经费|金额|资金|安排|总额|数额|总数|合计|共计|共|为|约|是|项目|支出|情况|分别|均|各|都"
    r"|年初|财政|批复|核定|(?:19|20)\d\d\s*年度?|当年|今年|上年|去年|前年|本年度?|[\s：:，,、“”（）()]"
)
_NAME_END = re.compile(r"(?:预算|经费|金额|资金|安排|为|约)+$")
_PART_OF = re.compile(r"(?:包含|含|其中|包括)[^，,；;。]*$")
_EACH = re.compile(r"(?:均|都|每年|各)[^，,；;。]{0,8}$")
_RESPECTIVELY = re.compile(r"分别[^，,；;。]{0,6}$")
_ONLY_SEAM = re.compile(r"[、和及与，,\s]*")
_PAYING = re.compile(r"赔付|支付|发放|拨付")


class _Told(NamedTuple):
    """A figure with the years it is for and what its phrase names."""

    found: Quantity
    text: Joined
    lead: str
    what: Measured
    years: tuple[int, ...]
    name: str

    @property
    def is_budget(self) -> bool:
        """True for the budget of a year, not a part of it, a change or a payment."""
        return self.what.measure == "amount" and not _PART_OF.search(self.lead)


def read_history(text: Joined, project_id: str, recorder: Recorder) -> None:
    """Record each year's budget of a project, every other figure, and reasons for the change."""
    told = list(_told(text, recorder))
    in_parts = {
        year
        for each in told
        if each.is_budget and each.name and identity_of(each.name) != project_id
        for year in each.years
    }
    claims = Claims(recorder, project_id)
    budget: r.Claim | None = None
    for each in told:
        if each.is_budget:
            own = identity_of(each.name) == project_id and not in_parts.intersection(each.years)
            budget = _store_years(each, "" if own else each.name, project_id, claims)
        else:
            _store_claim(each, budget, claims)
    for item in items_of(text):
        read_reason(item, project_id, recorder)


def _told(text: Joined, recorder: Recorder) -> Iterator[_Told]:
    """Yield the figures of the text with their years, as far as the text has told them."""
    years: list[int] = []
    waiting: list[int] = []  # years named before, whose amounts come in the same order
    last = Measured("", None)
    for sentence in (s.text for item in items_of(text) for s in sentences_of(item, _SECTION)):
        cursor = 0
        for found in speak_for(scan(sentence), sentence, recorder):
            lead = sentence.text[cursor : found.begin]
            cursor = found.end
            if named := years_in(lead, recorder.fiscal_year):
                years, waiting = named, []
            goes_on = bool(_ONLY_SEAM.fullmatch(lead))
            what = measure_of(sentence.text, lead, found)
            if goes_on and last.measure == "paid" and found.kind == "money":
                what = last
            pays = what.measure == "count" and _PAYING.search(lead)
            last = Measured("paid", None) if pays else what
            meant = years[-1:] or [recorder.fiscal_year]
            if len(years) > 1 and _EACH.search(lead):
                meant = years
            elif len(years) > 1 and _RESPECTIVELY.search(lead):
                meant, waiting = years[:1], years[1:]
            elif waiting and goes_on:
                meant = [waiting.pop(0)]
            yield _Told(found, sentence, lead, what, tuple(meant), _name(lead))


def _name(lead: str) -> str:
    """Return what the phrase before an amount names; empty where it names nothing."""
    clause = re.split(r"[，,；;。：:]", lead)[-1]
    clause = re.split(r"(?:19|20)\d\d\s*年度?|[前上去]年", clause)[-1].strip("、和及与 \t\u3000")
    return _NAME_END.sub("", clause.replace(" ", "")) if _GENERIC.sub("", clause) else ""


def _store_years(told: _Told, component: str, project_id: str, claims: Claims) -> r.Claim:
    rows = claims.recorder.out.project_year
    taken = {(row.project_id, row.fiscal_year, row.component) for row in rows}
    row_key = f"{project_id}.{_SECTION}.{told.years[0]}" + (f".{component}" if component else "")
    again = (project_id, told.years[0], component) in taken
    claim = claims.add(
        told.found,
        told.text,
        About(component, f"project/{project_id}", "amount", fiscal_year=told.years[0]),
        section="",
        section_key=_SECTION,
        row_key=None if again else row_key.replace("/", "."),
    )
    for year in told.years:
        if (project_id, year, component) not in taken:
            rows.append(
                r.ProjectYear(
                    document_id=claim.document_id,
                    project_id=project_id,
                    fiscal_year=year,
                    component=component,
                    amount_wan=told.found.cell(told.text).amount_wan,
                    sentence=printed_sentence(told.text),
                    figure_id=claim.figure_id,
                )
            )
    return claim


def _store_claim(told: _Told, budget: r.Claim | None, claims: Claims) -> None:
    phrase = subject_before(told.lead)
    year, what = told.years[-1], told.what
    part = what.measure == "amount"
    base = changes.base_year(told.text.text[: told.found.begin], claims.recorder.fiscal_year)
    about = About(
        subject=phrase
        or (noun_after(told.text.text, told.found) if what.measure == "count" else ""),
        subject_key=subject_key(phrase) if part else f"project/{claims.project_id}",
        measure=what.measure,
        direction=what.direction,
        fiscal_year=year,
        base_year=(base or year - 1) if what.direction else None,
        parent=budget if part and budget and budget.fiscal_year == year else None,
    )
    claims.add(told.found, told.text, about, section="", section_key=_SECTION)
