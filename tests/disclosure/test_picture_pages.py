"""Pages that are pictures, where text recognition is not installed, are told as not readable."""

from __future__ import annotations

import pytest

from analysis.disclosure.read import disclose
from analysis.sources.document import Document, Line, SourceFile
from analysis.warehouse.report import summarise

FILE = SourceFile("a.pdf", "0" * 64, "pdf", None, 1)
LINES = tuple(
    Line(text, number, 1) for number, text in enumerate(("某市某某局2024年单位预算", "总收入"), 1)
)


@pytest.mark.parametrize(
    ("pages", "titles"), [((), ()), ((2,), ("第2页",)), ((3, 5), ("第3、5页",))]
)
def test_the_build_and_the_briefing_name_the_pages(
    pages: tuple[int, ...], titles: tuple[str, ...]
) -> None:
    read = disclose(Document(FILE, LINES, picture_pages=pages))
    assert summarise(read).tables.get("not_readable", ()) == titles
    notes = [s.note or "" for s in read.section if s.kind == "picture_pages"]
    assert all("ocr" in note for note in notes)
    assert [note.partition(":")[0] for note in notes] == [
        f"page {', '.join(map(str, pages))}" for _ in titles
    ]
