"""What can be said of the prose only when the whole document is read.

Not done here: required items, the ledger.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.disclosure.joined import piece
from analysis.disclosure.prose.function_names import settle_paths
from analysis.disclosure.prose.statements import read_heading
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.regions import Region


def finish_prose(regions: Sequence[Region], recorder: Recorder) -> None:
    """Record what the headings state; put codes where the prose named items by their names."""
    for region in regions:
        for line in region.headings:
            read_heading(piece(line), recorder)
    settle_paths(recorder)
