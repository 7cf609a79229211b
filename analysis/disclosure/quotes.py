"""The printed line on which each figure stands, so that a reader sees it without the file.

Not done here: the lines around it (``budget explain`` shows those from the raw file).
"""

from __future__ import annotations

from collections import defaultdict

from analysis.disclosure.privacy import mask_line
from analysis.disclosure.recorder import Recorder
from analysis.sources.document import Document

_BETWEEN_CELLS = "  "


def quote_figures(document: Document, recorder: Recorder) -> None:
    """Give each figure its printed line, the cells of a ruled row side by side."""
    wanted = {(figure.page, figure.line) for figure in recorder.out.figure}
    printed: dict[tuple[int | None, int | None], list[str]] = defaultdict(list)
    for line in document.printed:
        place = (line.page, line.line)
        if place in wanted:
            printed[place].append(line.text.strip())
    quotes = {place: mask_line(_BETWEEN_CELLS.join(texts)) for place, texts in printed.items()}
    for figure in recorder.out.figure:
        figure.quote = quotes.get((figure.page, figure.line))
