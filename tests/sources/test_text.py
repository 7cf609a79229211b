"""Text files of any usual encoding become lines that lead back to the raw file."""

import pytest

from analysis.sources.document import UnreadableSource
from analysis.sources.text import read_text

SENTENCE = "一、2024年单位预算总收入 8603.77 万元。\n\n第一个一等奖一万元\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_the_same_text_is_read_from_every_usual_encoding(encoding: str) -> None:
    document = read_text(SENTENCE.encode(encoding), "a.txt")
    assert [line.text for line in document.lines] == SENTENCE.split("\n")[:-1]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_count_from_one_whatever_ends_them(line_end: str) -> None:
    document = read_text(SENTENCE.replace("\n", line_end).encode(), "a.txt")
    assert [(line.line, line.text) for line in document.lines][-1] == (3, "第一个一等奖一万元")


def test_the_line_count_is_that_of_the_raw_file() -> None:
    assert len(read_text(b"a\nb", "a.txt").lines) == len(read_text(b"a\nb\n", "a.txt").lines) == 2


@pytest.mark.parametrize("data", [b"", b" \n\t\n"])
def test_an_empty_file_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match=r"empty\.txt: the file is empty"):
        read_text(data, "empty.txt")


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 8, b"\xff\xff\xff\xff\x81", b"abc\x00def" * 100]
)
def test_bytes_that_are_no_text_are_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match="Save the document as UTF-8"):
        read_text(data, "random.txt")


def test_a_form_feed_within_a_line_ends_it_and_the_columns_stay_those_of_the_file() -> None:
    document = read_text("支出总表\f收入总表 1.00\n\f合计\n".encode(), "a.txt")
    assert [(line.line, line.text) for line in document.lines] == [
        (1, "支出总表"),
        (1, "    \f收入总表 1.00"),
        (2, "\f合计"),
    ]
