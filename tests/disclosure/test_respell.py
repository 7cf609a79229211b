"""One misread character of a title does not lose its table; what leaves a choice stays as it is."""

from __future__ import annotations

import pytest

from analysis.disclosure.respell import respell
from analysis.sources.document import Block, Cell, Document, Grid, Line, SourceFile


def read(text: str, *unsure: int) -> Line:
    """A line of which recognition is not sure of the characters at these places."""
    sure = tuple(0.6 if i in unsure else 0.99 for i in range(len(text)))
    return Line(text, 1, 1, confidence=min(sure), confidences=sure)


def respelt(block: Block) -> Block:
    [found] = respell(Document(SourceFile("a", "0" * 64, "scan", None, 1), (block,))).blocks
    return found


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (read("额门支出总表", 0), "部门支出总表"),
        (read("三、财政拨款收支总丧", 9), "三、财政拨款收支总表"),
        (read("额门支出总表"), "额门支出总表"),  # recognition is sure of it
        (read("颜门支出息表", 0, 4), "颜门支出息表"),  # two are too many
        (read("部门口支总表", 2), "部门收支总表"),
        (read("某口支出总表", 1), "某口支出总表"),  # 局, 院, 所 …: whose table it is
        (read("项目支出用途表", 4), "项目支出用途表"),
        (read("8,603.77", 3), "8,603.77"),
    ],
)
def test_a_title_is_put_right_where_one_character_can_do_it(line: Line, text: str) -> None:
    found = respelt(line)
    assert isinstance(found, Line)
    assert (found.text, found.confidences) == (text, line.confidences)


def test_a_title_is_put_right_where_recognition_was_nearly_sure_of_the_character() -> None:
    sure = (1.0,) * 5 + (0.94, 1.0, 1.0, 1.0)
    found = respelt(Line("一般公共预舞支出表", 1, 1, confidence=0.94, confidences=sure))
    assert isinstance(found, Line)
    assert found.text == "一般公共预算支出表"


def test_text_that_nobody_had_to_recognise_is_not_touched() -> None:
    assert respelt(Line("额门支出总表", 1, 1)) == Line("额门支出总表", 1, 1)


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("1一般公共预算财政拨款收入", "1.一般公共预算财政拨款收入"),
        ("12个社区", "12个社区"),
        ("1.其他收入", "1.其他收入"),
    ],
)
def test_the_ordinal_of_a_funding_source_gets_its_point_again(text: str, read_as: str) -> None:
    found = respelt(Grid((Cell(0, 0, (read(text),)),), 1, 1, 1))
    assert isinstance(found, Grid)
    [line] = found.cells[0].lines
    assert line.text == read_as
    assert len(line.confidences) == len(read_as)
