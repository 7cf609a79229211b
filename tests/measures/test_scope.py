"""What an analysis is about, and what it may know."""

from __future__ import annotations

import pytest

from analysis.measures.pairs import NoSuchPair, document_pairs, previous_document
from analysis.measures.reading import documents
from analysis.measures.scope import NoSuchDocument, choose, narrow, read_years
from tests.measures.factories import Shelf


def shelf() -> Shelf:
    """Two units; one has three years."""
    made = Shelf()
    for year in (2030, 2031, 2032):
        document_id = made.document(year, unit="甲局", name="a")
        made.figure(document_id, f"{year}.00")
    made.document(2031, unit="乙局", name="b")
    return made


def chosen(**asked: str) -> str:
    scope = choose(shelf().connection, **asked)
    assert scope is not None
    return scope.document.document_id


def test_without_a_word_it_is_the_document_of_the_latest_year() -> None:
    assert chosen() == "2032-a"


@pytest.mark.parametrize(
    ("asked", "document_id"),
    [
        ({"document": "2031-b"}, "2031-b"),
        ({"document": "2030"}, "2030-a"),
        ({"unit": "乙"}, "2031-b"),
        ({"unit": "甲", "document": "2031"}, "2031-a"),
        ({"unit": "甲", "years": "2030-2031"}, "2031-a"),
        ({"years": "2030"}, "2030-a"),
    ],
)
def test_an_id_a_year_or_a_part_of_the_unit_names_a_document(
    asked: dict[str, str], document_id: str
) -> None:
    assert chosen(**asked) == document_id


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"document": "2031"}, "several documents fit '2031'. There are: 2031-a 甲局 2031; 2031-b"),
        ({"document": "1999"}, "no document fits '1999'. There are: 2030-a"),
        ({"unit": "丙"}, "no document fits '丙'"),
        ({"years": "2040-2041"}, "no document fits '2040-2041'"),
        ({"years": "2O30"}, "expected 2024 or 2023-2025"),
        ({"years": "2031-2030"}, "expected 2024 or 2023-2025"),
    ],
)
def test_what_fits_nothing_or_two_units_is_refused_with_what_there_is(
    asked: dict[str, str], words: str
) -> None:
    with pytest.raises(NoSuchDocument, match=words.replace("-", "[-]").replace(".", "[.]")):
        choose(shelf().connection, **asked)


def test_an_empty_warehouse_is_about_nothing() -> None:
    assert choose(Shelf().connection) is None


def test_one_year_is_a_range_of_itself() -> None:
    assert read_years("2031") == (2031, 2031)
    assert read_years(" 2030 – 2031 ") == (2030, 2031)


def test_a_narrowed_connection_sees_the_unit_up_to_that_year_and_nothing_else() -> None:
    connection = shelf().connection
    scope = choose(connection, "2031-a")
    assert scope is not None
    narrow(connection, scope)
    assert list(documents(connection)) == ["2030-a", "2031-a"]
    printed = connection.execute("SELECT printed FROM figure ORDER BY printed").fetchall()
    assert printed == [("2030.00",), ("2031.00",)]


def test_a_narrowed_connection_does_not_see_documents_of_another_kind() -> None:
    made = Shelf()
    for year, kind in ((2030, "final_accounts"), (2030, "unit_budget"), (2031, "unit_budget")):
        made.document(year, name=kind, kind=kind)
    scope = choose(made.connection, "2031")
    assert scope is not None
    narrow(made.connection, scope)
    assert list(documents(made.connection)) == ["2030-unit_budget", "2031-unit_budget"]


def test_only_documents_of_one_unit_and_kind_are_a_pair() -> None:
    made = Shelf()
    for year, kind in ((2030, "final_accounts"), (2030, "unit_budget"), (2031, "unit_budget")):
        made.document(year, name=kind, kind=kind)
    made.document(2031, unit="乙局", name="other", kind="unit_budget")
    expected = ("2030-unit_budget", "2031-unit_budget")
    assert document_pairs(made.connection, "2030", "2031") == [expected]
    assert previous_document(made.connection, "2031-unit_budget") == "2030-unit_budget"
    assert previous_document(made.connection, "2031-other") is None


def test_two_documents_that_do_not_belong_together_are_compared_only_by_their_ids() -> None:
    made = Shelf()
    one, other = (made.document(2030 + n, unit=None, name="x") for n in range(2))
    with pytest.raises(NoSuchPair, match="no unit has a document both for 2030 and for 2031"):
        document_pairs(made.connection, "2030", "2031")
    assert document_pairs(made.connection, one, other) == [(one, other)]
