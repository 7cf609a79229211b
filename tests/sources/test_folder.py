"""A document in several files is one document whose pages still lead to their file."""

import hashlib

import pytest

from analysis.sources.document import Cell, Document, Grid, Line, SourceFile
from analysis.sources.folder import combine


def part(name: str, *pages: int | None, pictures: tuple[int, ...] = ()) -> Document:
    lines = tuple(Line(f"{name} {n}", 1, page) for n, page in enumerate(pages))
    file = SourceFile(name, hashlib.sha256(name.encode()).hexdigest(), name[-3:], None, 10)
    return Document(file, lines, picture_pages=pictures)


def test_pages_count_on_from_file_to_file_and_lead_back() -> None:
    whole = combine([part("a.pdf", 1, 2), part("b.txt", None), part("c.pdf", 1)], "2031")
    assert [block.page for block in whole.blocks] == [1, 2, 3, 4]
    found = [whole.locate(block.page) for block in whole.blocks]
    assert [(file.name, page) for file, page in found] == [
        ("a.pdf", 1),
        ("a.pdf", 2),
        ("b.txt", 1),
        ("c.pdf", 1),
    ]


def test_lines_in_cells_and_pictures_are_moved_too() -> None:
    table = Grid((Cell(0, 0, (Line("1", 1, 1),)),), 1, 1, 1)
    second = part("b.pdf", pictures=(2,))
    second = Document(second.file, (table,), picture_pages=(2,))
    whole = combine([part("a.pdf", 1), second], "2031")
    grid = whole.blocks[1]
    assert isinstance(grid, Grid)
    assert (grid.page, grid.cells[0].lines[0].page, whole.picture_pages) == (2, 2, (3,))


def test_the_hash_of_the_whole_depends_on_contents_and_not_on_order_or_name() -> None:
    one, two, three = part("a.pdf", 1), part("b.pdf", 1), part("c.pdf", 1)
    assert combine([one, two], "x").file.sha256 == combine([two, one], "y").file.sha256
    assert combine([one, two], "x").file.sha256 != combine([one, three], "x").file.sha256
    assert combine([one, part("b.txt", 1)], "x").file.format == "pdf+txt"


def test_a_document_of_one_file_leads_to_it() -> None:
    alone = part("a.pdf", 1, 2)
    assert alone.locate(2) == (alone.file, 2)


def test_a_document_without_files_is_refused() -> None:
    with pytest.raises(ValueError, match="2031: a document needs"):
        combine([], "2031")
