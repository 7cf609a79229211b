"""Records: what ``analysis.record`` makes behaves like a dataclass with slots."""

import pickle
from functools import cached_property

import pytest

from analysis.record import Keeping, asdict, field, fields, fixed, record, replace


@record
class Row:
    """A row."""

    code: str
    name: str = "other"
    cells: list[int] = field(default_factory=list)


@record
class Sum:
    """A sum."""

    parts: tuple[int, ...]
    total: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        self.total = sum(self.parts)


@fixed
class Spot:
    """A spot."""

    line: int
    col: int = 1
    box: str | None = field(default=None, compare=False)

    @property
    def after(self) -> int:
        """The column behind it."""
        return self.col + 1


@fixed
class Page(Keeping):
    """A page."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        """Its words."""
        return self.text.split()


@record
class Named:
    """A thing that is known by its name."""

    name: str
    seen: int = 0

    def __hash__(self) -> int:
        return hash(self.name)


def test_fields_are_given_by_place_by_name_or_by_default() -> None:
    row = Row("208", cells=[1])
    assert (row.code, row.name, row.cells) == ("208", "other", [1])
    assert Spot(3, 4).after == 5
    with pytest.raises(TypeError, match=r"Row\.__init__\(\) missing .* 'code'"):
        Row()  # type: ignore[call-arg]


def test_a_default_is_made_anew_for_each_object() -> None:
    one, other = Row("1"), Row("2")
    one.cells.append(1)
    assert other.cells == []


def test_a_record_takes_no_other_attribute() -> None:
    with pytest.raises(AttributeError):
        Row("1").nmae = "x"  # type: ignore[attr-defined]


def test_objects_are_equal_by_their_fields_and_class() -> None:
    assert Row("1") == Row("1") != Row("2")
    assert Spot(1, 2, "a") == Spot(1, 2, "b"), "the box is not compared"
    assert Named("1") != Row("1")


def test_only_what_does_not_change_can_be_hashed() -> None:
    assert len({Spot(1), Spot(1), Spot(2)}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(Row("1"))


def test_what_a_class_defines_itself_stays() -> None:
    assert len({Named("a"), Named("a")}) == 1
    assert len({Named("a"), Named("a", 1)}) == 2


def test_a_record_says_its_fields() -> None:
    assert repr(Spot(1)) == "Spot(line=1, col=1, box=None)"
    assert fields(Row) == fields(Row("1")) == ("code", "name", "cells")
    assert asdict(Spot(1)) == {"line": 1, "col": 1, "box": None}


def test_a_copy_differs_in_what_is_named() -> None:
    assert replace(Spot(1, 2, "a"), line=9) == Spot(9, 2)
    assert replace(Spot(1, 2, "a"), line=9).box == "a"
    with pytest.raises(TypeError, match="column"):
        replace(Spot(1), column=2)


def test_a_field_may_be_worked_out_of_the_others() -> None:
    assert Sum((1, 2)).total == 3
    assert replace(Sum((1, 2)), parts=(4,)).total == 4
    assert fields(Sum) == ("parts", "total") and repr(Sum(())) == "Sum(parts=())"


def test_records_are_pickled() -> None:
    row = Row("1", cells=[3])
    assert pickle.loads(pickle.dumps(row)) == row


def test_a_record_keeps_what_it_computed() -> None:
    page = Page("a b")
    assert page.words is page.words
    again = pickle.loads(pickle.dumps(page))
    assert again == page and again.words == ["a", "b"]
