"""The explanation of the budget in words, and the description of the unit.

Each sentence is read where it stands: under its heading, in its list. Not done here: the
grammar of a sentence (``sentences``), the texts of project sheets (``text_figures``).
"""

from __future__ import annotations

from analysis.disclosure.joined import piece
from analysis.disclosure.outcome import READ, Outcome
from analysis.disclosure.prose.claims import Claims
from analysis.disclosure.prose.function_names import FunctionNames
from analysis.disclosure.prose.organisation import read_unit_lists
from analysis.disclosure.prose.outline import Heading, ordinal_kind, outline, running_lines
from analysis.disclosure.prose.parts import derive_parts
from analysis.disclosure.prose.sentences import Reader
from analysis.disclosure.prose.statements import read_statements
from analysis.disclosure.prose.titles import section_key
from analysis.disclosure.prose.torn import Torn
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.regions import Region


def read_narrative(region: Region, recorder: Recorder) -> Outcome:
    """Record every amount, change, percentage and count of the narrative, reasons, statements."""
    first_key = section_key(region.title) or "narrative"
    reader = _read(region, first_key, recorder)
    derive_parts(reader.scope.lists, recorder)
    return READ


def read_organisation(region: Region, recorder: Recorder) -> Outcome:
    """Record what the description of the unit states: duties have no figures, the units do."""
    first_key = section_key(region.title) or "overview"
    begun = len(recorder.out.claim)
    _read(region, first_key, recorder)
    read_unit_lists(region.lines, recorder.out.claim[begun:], recorder)
    return READ


def _read(region: Region, first_key: str, recorder: Recorder) -> Reader:
    lines = running_lines(region.blocks, recorder)
    reader = Reader(Claims(recorder), FunctionNames())
    torn = Torn(lines, region.lines, recorder)
    under = ordinal_kind(piece(region.headings[-1]))
    for part in outline(lines, first_key, under):
        if isinstance(part, Heading):
            reader.scope.enter_section()
            reader.names.enter(part.title)
            torn.enter_section()
        else:
            reader.read(part)
            torn.look_at(part.text)
            read_statements(part.text, part.section_key, recorder)
    torn.mark()
    return reader
