"""The list of units that a department or unit consists of.

Not done here: whether a unit is subordinate in law; the list's own words decide.
"""

from __future__ import annotations

import re

from analysis.disclosure import records as r
from analysis.disclosure.joined import piece
from analysis.disclosure.prose.derivation_rows import add_derivation
from analysis.disclosure.prose.outline import section_key
from analysis.disclosure.prose.reasons import add_statement
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.regions import Region

_ITEM = re.compile(r"\s*\d{1,2}\s*[、．.]\s*(?P<name>[^，。；：]{3,40}?)\s*[。；;]?\s*$")
_HEADING = re.compile(r"\s*[一二三四五六七八九十]{1,3}、\s*(?P<title>.+?)\s*$")
_ITSELF = re.compile(r"机关$|本级[）)]?$|本部[）)]?$")


def read_unit_list(region: Region, claims: list[r.Claim], recorder: Recorder) -> None:
    """Record the units listed, and hold the number of subordinate ones against the count."""
    counted = [claim for claim in claims if claim.subject_key == "subordinate_units"]
    subordinate = 0
    inside = section_key(region.title) == "organisation"
    for line in region.lines:
        heading = _HEADING.match(line.text)
        if heading:
            inside = section_key(heading["title"]) == "organisation"
        item = _ITEM.match(line.text) if inside else None
        if item is None:
            continue
        text = piece(line, item.start("name"), item.end("name"))
        itself = bool(_ITSELF.search(item["name"]))
        subordinate += not itself
        add_statement(
            recorder,
            "listed_unit",
            subject_key="itself" if itself else "subordinate_units",
            value=item["name"],
            sentence=line.text.strip(),
            place=text.place(0),
        )
    for claim in counted:
        if subordinate:
            add_derivation(recorder, "count_sum", claim, [()] * subordinate)
