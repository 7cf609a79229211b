"""Bars of Markdown whose tables a program guessed become blanks; those that were written stay."""

import pytest

from analysis.sources.document import Grid, Line
from analysis.sources.text import read_text

GUESSED = """某市某局2031年部门预算
支出总表
| 编制部门：某市某局 |     |     | 单位：元 |
| ----------- | --- | --- | ---- |
功能分类科目编码
|     | 功能分类科目名称 | 合计  | 基本支出 |
| --- | -------- | --- | ---- |
| 204 06 | 01 行政运行 | 50.00 | 50.00 |
204 06 06 律师管理 20.00  20.00
|     |     | 15  |     |
"""
WRITTEN = """# 某市某局2031年部门预算

支出总表

| 科目编码 | 科目名称 | 合计 |
| -------- | -------- | ---- |
| 204      | 公共安全 | 50.00 |

注：无
"""


def blocks(text: str) -> list[Line | Grid]:
    return [b for b in read_text(text.encode(), "a.md").blocks if isinstance(b, Grid) or b.text]


def test_rows_that_stand_outside_of_their_table_show_that_it_was_guessed() -> None:
    found = blocks(GUESSED)
    assert all(isinstance(block, Line) and "|" not in block.text for block in found)
    assert [line.text.split() for line in found if isinstance(line, Line)][4:6] == [
        ["功能分类科目名称", "合计", "基本支出"],
        ["204", "06", "01", "行政运行", "50.00", "50.00"],
    ]


def test_what_stood_between_bars_keeps_its_line_and_column() -> None:
    [line] = [b for b in blocks(GUESSED) if isinstance(b, Line) and "行政运行" in b.text]
    raw = GUESSED.split("\n")[line.line - 1]
    assert line.text.index("50.00") == raw.index("50.00")


@pytest.mark.parametrize("text", [WRITTEN, WRITTEN.replace("\n\n注：无", "\n注：无")])
def test_a_table_that_was_written_stays_one(text: str) -> None:
    assert [block for block in blocks(text) if isinstance(block, Grid)]


def test_breaks_within_cells_show_a_guess_whose_marks_and_widths_say_nothing() -> None:
    broken = WRITTEN.replace("科目编码", "科目<br>编码").replace(
        "注：无", "- （一）**2031年**<u>无</u>"
    )
    found = blocks(broken)
    assert all(isinstance(block, Line) for block in found)
    texts = [line.text for line in found if isinstance(line, Line)]
    assert not any(mark in text for text in texts for mark in ("|", "<", "*", "#", "- "))
    assert texts[-1].split() == ["（一）", "2031年", "无"]
    assert "  " not in "".join(text.strip() for text in texts)
