"""A sentence of the narrative becomes claims, reasons and statements of “unchanged”.

The figures are read from left to right; each is said of the phrase before it, or, where that
names nothing (“比2023年预算增加…”), of the figure before. Figures inside a stated reason speak
for themselves only. Not done here: headings and depth (``outline``), checks of any kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.disclosure import records as r
from analysis.disclosure.projects.naming import project_id
from analysis.disclosure.prose import changes
from analysis.disclosure.prose.claims import About, Claims, printed_sentence
from analysis.disclosure.prose.comparison import compared_claim, moved_claim
from analysis.disclosure.prose.function_names import FunctionNames
from analysis.disclosure.prose.outline import Sentence, item_title
from analysis.disclosure.prose.phrases import measure_of, noun_after, subject_before
from analysis.disclosure.prose.reasons import add_reasons, add_statement
from analysis.disclosure.prose.scope import Scope, list_marks, open_brackets
from analysis.disclosure.prose.subjects import subject_key
from analysis.disclosure.prose.tokens import Quantity, scan, speak_for
from analysis.disclosure.prose.years import year_of

# A reason ends where figures of something else begin; “二是…” is one more reason.
_REASON_END = re.compile(
    r"[。！]|[；;](?!\s*(?:[二三四五六七八九十]+是|另一?|同时|以及))(?=[^；;。]*\d)|其中[：:，,]"
)
_CLAUSE_END = re.compile(r"[，；;。]|(?<!\d),")
_SIDE = re.compile(r"(?:预算)?(收入|支出)(?:预算)?(?:主要)?")
_OF_BUDGET = ("budgeted", "against_budget")  # said of what was spent, which stands before
_OF_ANOTHER = ("change", "change_pct", "change_times", "share_pct", "rate", *_OF_BUDGET)
_NEXT = re.compile(r"\s*[,，、和及]\s*")
_SHARE_OF = re.compile(r"占[^，,。；;]*$")  # “占“三公”经费的”: what follows is a share of that
_SOURCES = ("general", "fund", "capital", "higher_level_grants", "carried_forward")
Span = tuple[int, int, int]  # where a reason is announced, where it begins, where it ends


@dataclass(slots=True)
class Reader:
    """Reads the sentences of one text in order and keeps what later sentences refer to."""

    claims: Claims
    names: FunctionNames
    scope: Scope = field(default_factory=Scope)
    figures_only: bool = False  # no reasons, no statements, keys of money sources only

    def read(self, sentence: Sentence) -> None:
        """Record what one sentence says."""
        text = sentence.text.text
        self.scope.enter_sentence(sentence.depth, sentence.opens_item, text)
        quantities = speak_for(scan(sentence.text), sentence.text, self.claims.recorder)
        if sentence.opens_item and not quantities:
            self.scope.title = item_title(sentence.text)
        reasons = [] if self.figures_only else list(_reasons(text))
        events: list[tuple[int, Quantity | Span | None]] = [
            *((found.begin, found) for found in quantities),
            *((span[0], span) for span in reasons),
            *((at, None) for at in changes.unchanged_at(text) if not self.figures_only),
        ]
        cursor, unchanged = 0, 0
        ahead = dict(zip(quantities, [*quantities[1:], None], strict=False))
        for at, event in sorted(events, key=lambda pair: pair[0]):
            inside = any(start <= at < end for _, start, end in reasons)
            if isinstance(event, Quantity):
                self._figure(sentence, event, cursor, inside, ahead[event])
                cursor = event.end
            elif event is not None:
                self._reason(sentence, event, text[cursor : event[0]])
            elif not inside:
                self._unchanged(sentence, text[max(cursor, unchanged) : at], text[:at])
                unchanged = at
        self._open_lists(text[cursor:], sentence, cursor)

    def _figure(
        self,
        sentence: Sentence,
        found: Quantity,
        cursor: int,
        inside: bool,
        following: Quantity | None,
    ) -> None:
        scope, text, year = self.scope, sentence.text.text, self.claims.recorder.fiscal_year
        lead = text[cursor : found.begin]
        if not inside:
            self._open_lists(lead, sentence, cursor)
            scope.follow_brackets(text, found.begin)
        if not inside and self._goes_on(lead, found, sentence):
            return
        what = measure_of(text, lead, found)
        of_current = _SHARE_OF.search(lead) or what.measure in _OF_BUDGET
        phrase = "" if of_current else subject_before(lead)
        after = noun_after(text, found) if what.measure == "count" else ""
        compared = changes.compared_year(lead, year) if what.measure == "amount" else None
        moved = compared or (what.direction and changes.base_year(lead, year))
        if moved and scope.current and self._key(phrase, sentence) is None:
            phrase = ""  # “比2023年收支预算总数增加 9 万元”: like is compared with like
        if compared and not phrase:
            parts_and_wholes = scope.parts_and_wholes()
            scope.current = (
                compared_claim(parts_and_wholes, found, following, sentence.text) or scope.current
            )
        if not (phrase or after or inside or scope.current):
            phrase = scope.title
        of_another = compared is not None or what.measure in _OF_ANOTHER
        current = None if inside or phrase or after else scope.current
        base = changes.base_year(text[: found.begin], year) if what.direction else None
        if current is not None:
            said = printed_sentence(sentence.text)
            moving = moved_claim(self.claims.recorder.out.claim, what.measure, said)
            current = moving or current
            if moving and what.direction:  # “增加 9 万元，增长 3%”: against the same year
                base = changes.base_year(lead, year) or moving.base_year
        parts = None if inside or of_another or current else scope.part_list(found)
        if parts is not None and scope.repeats(parts, lead):
            parts = None
        parent = parts.parent if parts else None
        counted = found.kind == "count"
        key = None if inside else self._key(phrase + after, sentence, parent, counted=counted)
        if parts is None and not (inside or of_another or current or counted):
            parts = scope.beside_item(key)
            parent = parts.parent if parts else None
        own_year = compared or year_of(lead, year)
        known = parent or scope.current
        about = About(
            subject=current.subject or "" if current else after or phrase,
            subject_key=current.subject_key if current else key,
            measure=what.measure,
            direction=what.direction,
            fiscal_year=own_year or (known.fiscal_year if known and not inside else year),
            base_year=base,
            parent=parent,
        )
        claim = self.claims.add(
            found, sentence.text, about, section=sentence.section, section_key=sentence.section_key
        )
        if parts is not None:
            scope.add_part(parts, claim)
        if not inside:
            scope.direction = what.direction or scope.direction
            if not of_another and current is None:
                scope.take(claim, sentence.depth, found)

    def _goes_on(self, lead: str, found: Quantity, sentence: Sentence) -> bool:
        """Record a figure that only a comma parts from the one before: “各是 9 万元、8 万元”.

        Which of the things named before is whose is not told, so neither figure has a key.
        """
        claims = self.claims.recorder.out.claim
        before = claims[-1] if claims else None
        if before is None or before.sentence != printed_sentence(sentence.text):
            return False
        same = {"money": ("wan_yuan", "yuan"), "percent": ("percent",)}.get(found.kind, ())
        if before.unit not in same or not _NEXT.fullmatch(lead):
            return False
        before.subject_key = None
        about = About(
            before.subject or "",
            None,
            before.measure or "amount",
            before.direction,
            before.fiscal_year,
            before.base_year,
        )
        self.claims.add(
            found, sentence.text, about, section=sentence.section, section_key=sentence.section_key
        )
        return True

    def _key(
        self,
        phrase: str,
        sentence: Sentence,
        parent: r.Claim | None = None,
        *,
        counted: bool = False,
    ) -> str | None:
        """Return the key of a phrase; uses of a fund are numbered, projects go by their name."""
        key = subject_key(phrase, sentence.section_key, self.names, counted=counted)
        if self.figures_only:
            return key if key in _SOURCES else None
        if parent is not None and parent.subject_key == "project" and key != "project":
            return f"project/{project_id(phrase)}"
        if parent is not None and parent.subject_key == "vehicles_planned" and key:
            return key.replace("vehicles_owned", "vehicles_planned")
        if parent is not None and parent.subject_key == "fund" and key in (None, "fund"):
            uses = [c for c in self.claims.recorder.out.claim if _is_part(c, parent)]
            return f"fund_use/{len(uses) + 1}"
        return key

    def _open_lists(self, lead: str, sentence: Sentence, offset: int = 0) -> None:
        """Open the lists that the words before a figure announce.

        “财政拨款支出预算中，” and “财政拨款支出主要内容如下：” name the whole themselves.
        """
        for mark in list_marks().finditer(lead):
            kind = (mark.lastgroup or "").rstrip("0123456789")
            within = kind == "within"
            named = _CLAUSE_END.split(lead[: mark.start() + within])[-1]
            key = self._key(named, sentence) if within or kind == "complete" else None
            whole = self._claim_of(key, sentence) if key else None
            side = _SIDE.fullmatch(named.strip()) if kind == "complete" else None
            if side:  # “收支总预算 10 万元。收入包括：…；支出包括：…”
                of_side = "total_revenue" if side[1] == "收入" else "total_expenditure"
                keys = ("total", of_side, "appropriation")  # 财政拨款收支总预算
                whole = next(filter(None, (self._claim_of(k, sentence) for k in keys)), None)
            if within:
                self.scope.current = whole
            elif whole:
                self.scope.refer(whole, sentence.depth)
            depth = open_brackets(sentence.text.text, offset + mark.start())
            again = lead[: mark.start()].rstrip().endswith(("；", ";"))
            self.scope.open_list(
                sentence.depth,
                whole,
                named=within or side is not None,
                complete=kind == "complete",
                brackets=depth,
                again=again,
            )

    def _claim_of(self, key: str, sentence: Sentence) -> r.Claim | None:
        for claim in reversed(self.claims.recorder.out.claim):
            same = (claim.section_key, claim.subject_key, claim.measure)
            if same == (sentence.section_key, key, "amount"):
                return claim
        return None

    def _reason(self, sentence: Sentence, span: Span, lead: str) -> None:
        begin, start, end = span
        text, current = sentence.text, self.scope.current
        announced = lead + text.text[begin:start]
        phrase = subject_before(lead)
        key = subject_key(phrase, sentence.section_key, self.names) if phrase else None
        before = changes.last_direction(announced) or self.scope.direction
        add_reasons(
            self.claims.recorder,
            reason=text.text[start:end],
            place=text.place(start if start < len(text.text) else begin),
            sentence=text.text,
            section=sentence.section,
            section_key=sentence.section_key,
            project_id=self.claims.project_id,
            subject_key=key or (current.subject_key if current else None),
            direction=before,
            names=self.names,
        )

    def _unchanged(self, sentence: Sentence, lead: str, before: str) -> None:
        clause = _CLAUSE_END.split(before)[-1]  # “与2023年预算数 9 万元持平”: a figure between
        year = self.claims.recorder.fiscal_year
        base = changes.base_year(lead, year) or changes.base_year(clause, year)
        if base is None:
            return
        current = self.scope.current
        phrase = subject_before(changes.without_comparison(lead))
        key = subject_key(phrase, sentence.section_key, self.names) if phrase else None
        self.scope.direction = "unchanged"
        add_statement(
            self.claims.recorder,
            "unchanged",
            subject_key=key or (current.subject_key if current else None),
            value=str(base),
            sentence=sentence.text.text,
            place=sentence.text.place(len(before)),
        )


def _is_part(claim: r.Claim, parent: r.Claim) -> bool:
    return claim.parent_claim_id == parent.claim_id


def _reasons(text: str) -> Iterator[Span]:
    offset = 0
    while found := changes.reason_at(text, offset):
        begin, start = found
        stop = _REASON_END.search(text, start)
        end = stop.start() if stop else len(text)
        yield begin, start, end
        offset = end
