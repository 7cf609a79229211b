"""Mutants of paged documents: one line is changed, in a cell or between the tables."""

from analysis.sources.document import Cell, Document, Grid, Line, SourceFile
from benchmarks.published import changed, mutants
from tests.factories import make_figure


def a_document() -> tuple[Document, Line, Line]:
    prose, amount = Line("收入 12.50 万元", 3, 2), Line("12.50", 3, 2)
    grid = Grid((Cell(0, 0, (Line("合计", 3, 2),)), Cell(0, 1, (amount,))), 1, 2, 2)
    return Document(SourceFile("a.pdf", "0" * 64, "pdf", None, 1), (prose, grid)), prose, amount


def test_a_mutant_changes_the_line_in_which_its_figure_is_printed() -> None:
    document, prose, amount = a_document()
    place = {"page": 2, "line": 3}
    figures = [
        make_figure("revenue_summary/total/total", "12.50", col=1, **place),
        make_figure("narrative/revenue.1/amount", "12.50", col=4, **place),
        make_figure("revenue_summary/001/total", "9.00", col=1, **place),
    ]
    found = list(mutants(document, figures))
    assert [(m.kind, m.printed, line is amount) for m, line in found] == [
        ("one digit", "17.50", True),
        ("swap", "21.50", True),
        ("one digit", "17.50", False),
        ("swap", "21.50", False),
    ]
    for mutant, line in found:
        after = changed(document, line, mutant.lines[0][1])
        texts = [one.text for one in after.printed]
        assert texts.count(mutant.lines[0][1]) == 1 and len(texts) == len(document.printed)
        assert after.blocks[0] is prose or line is prose
