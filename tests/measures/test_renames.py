"""Suggestions of renames: what may be one under two names."""

from analysis.measures.renames import rename_suggestions
from tests.measures.factories import Shelf


def suggested(*pairs: tuple[str, str, str]) -> set[str]:
    """Two documents with one row each per (code, name, classification), before and after."""
    shelf = Shelf()
    documents = [shelf.document(year, name=name) for year, name in ((2030, "a"), (2031, "b"))]
    for document, (code, name, classification) in zip(documents, pairs, strict=True):
        shelf.insert(
            "budget_line", document_id=document, fiscal_year=2031, code=code, name=name,
            table_kind="expenditure_summary", classification=classification, level=3,
            column_key="total", **shelf.cell(document, "5.00"),
        )  # fmt: skip
    found = rename_suggestions(shelf.connection, *documents)
    return set(found["line"].to_list())


def test_a_code_lives_on_under_a_code_of_its_classification_and_level() -> None:
    name = ("基层政权和社区建设", "基层政权建设和社区治理")
    assert suggested(("2080208", name[0], "function"), ("2013904", name[1], "function")) == {
        "code,2080208,2013904,2031,"
    }
    assert not suggested(("2080208", name[0], "function"), ("20139", name[1], "function"))
    assert not suggested(("20802", name[0], "function"), ("30139", name[1], "economic"))
    assert not suggested(("基层政权", name[0], "project"), ("2013904", name[1], "function"))


def test_words_that_all_other_expenditure_has_make_no_names_alike() -> None:
    names = ("其他民政管理事务支出", "其他行政事业单位医疗支出")
    assert not suggested(("2080299", names[0], "function"), ("2101199", names[1], "function"))
