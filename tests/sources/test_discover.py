"""What a raw file is comes from its content; what is left out is left out knowingly."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path

import pytest

from analysis.sources.discover import READERS, RawFolderMissing, find_files, load
from analysis.sources.document import UnreadableSource
from analysis.sources.recognise import _rows, recognise
from tests.factories import RAW, budget_text, raw_folder


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


FOREIGN = {
    "pdf": b"%PDF-1.7\n%\xe2\xe3",
    "docx": zipped("[Content_Types].xml", "word/document.xml"),
    "xlsx": zipped("xl/workbook.xml"),
    "zip": zipped("a.txt"),
    "ole": bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 64,
    "image": b"\x89PNG\r\n\x1a\n",
    "html": b"\xef\xbb\xbf\n<!DOCTYPE HTML><html>404",
    "rtf": b"{\\rtf1 a}",
    "ofd": zipped("OFD.xml", "Doc_0/Document.xml"),
    "opendocument": zipped("mimetype", "content.xml"),
    "xlsb": zipped("xl/workbook.bin"),
    "pptx": zipped("ppt/presentation.xml"),
    "gzip": b"\x1f\x8b\x08a",
    "rar": b"Rar!\x1a\x07\x00",
    "7z": b"7z\xbc\xaf\x27\x1c",
    "web_archive": b"MIME-Version: 1.0\nContent-Type: multipart/related",
    "heic": b"\0\0\0\x18ftypheic",
    "excel_xml": b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook '
    b'xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
    "word_xml": b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">',
}
FORMATS = {row["format"] for row in _rows("signatures.csv")} | {
    row["format"] for name in ("zip_parts.csv", "markup.csv") for row in _rows(name)
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_format_is_known_by_its_content(kind: str) -> None:
    assert recognise(FOREIGN[kind])[0] == kind


def test_every_format_that_is_known_has_a_reader_or_its_own_advice() -> None:
    advised = {row["format"] for row in _rows("advice.csv")} - {"damaged_zip"}  # no format
    assert advised | (FORMATS & set(READERS)) == FORMATS
    assert set(FOREIGN) == FORMATS - {"duckdb"}


@pytest.mark.parametrize("kind", sorted(set(FOREIGN) - set(READERS)))
def test_a_format_without_a_reader_is_refused_with_advice_whatever_its_name(
    tmp_path: Path, kind: str
) -> None:
    raw = raw_folder(tmp_path, {"budget.txt": FOREIGN[kind]})
    with pytest.raises(UnreadableSource) as refusal:
        load(raw / "budget.txt", raw)
    assert refusal.value.file_name == "budget.txt"
    assert recognise(FOREIGN[kind])[1] in refusal.value.reason
    assert re.search(r"save it as|Unpack", refusal.value.advice)


def test_an_archive_is_refused_with_the_names_of_its_files(tmp_path: Path) -> None:
    data = zipped("tables.xls").replace(b"tables", "预算".encode("gbk") + b"01")
    raw = raw_folder(tmp_path, {"a.zip": data, "b.zip": zipped("1", "2", "3", "4", "5", "6")})
    with pytest.raises(UnreadableSource, match=r"a zip archive \(with 预算01\.xls\)"):
        load(raw / "a.zip", raw)
    with pytest.raises(UnreadableSource, match=r"with 1, 2, 3, 4 and 2 more"):
        load(raw / "b.zip", raw)


def test_a_word_file_that_is_cut_off_is_to_be_downloaded_again(tmp_path: Path) -> None:
    raw = raw_folder(tmp_path, {"a.docx": FOREIGN["docx"][:40]})
    with pytest.raises(UnreadableSource, match=r"cut off or damaged\. Download the file again"):
        load(raw / "a.docx", raw)


def test_a_pdf_that_lies_in_an_archive_as_it_is_does_not_make_it_a_pdf() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name in ("a.pdf", "b.pdf"):
            archive.writestr(name, b"%PDF-1.7\n%%EOF\n")
    assert recognise(packed.getvalue())[0] == "zip"
    assert recognise(b"\r\n\r\n%PDF-1.7\n")[0] == "pdf"


def test_a_reader_whose_library_is_not_installed_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(READERS, "pdf", "nosuchlibrary:read")
    raw = raw_folder(tmp_path, {"a.pdf": FOREIGN["pdf"]})
    with pytest.raises(UnreadableSource, match=r"nosuchlibrary .* not installed.*\[pdf\]"):
        load(raw / "a.pdf", raw)


def test_a_damaged_office_file_is_said_to_be_damaged() -> None:
    assert "damaged" in recognise(FOREIGN["docx"][:40])[1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_whatever_its_encoding_and_name(tmp_path: Path, encoding: str) -> None:
    raw = raw_folder(tmp_path, {"a b's.pdf": budget_text().encode(encoding)})
    document = load(raw / "a b's.pdf", raw)
    assert document.lines[0].text == "某市某某局2024年单位预算"
    assert document.file.name == "a b's.pdf"


def test_documentation_and_hidden_files_are_left_out_with_a_reason(tmp_path: Path) -> None:
    left_out = ["README.md", "LICENSE", ".DS_Store", "2025/README.txt", ".git/config", "~$a.docx"]
    raw = raw_folder(tmp_path, dict.fromkeys([*left_out, "b.txt", "2025/a.txt"], "x"))
    found = find_files(raw)
    assert [path.relative_to(raw).as_posix() for path in found.documents] == ["2025/a.txt", "b.txt"]
    assert {skipped.file_name for skipped in found.skipped} == set(left_out)
    assert all(skipped.reason for skipped in found.skipped)


def test_several_files_in_one_folder_are_one_document(tmp_path: Path) -> None:
    files = {"2025/README.md": "x", "2025/tables.txt": "收支总表", "2025/prose.txt": "说明"}
    raw = raw_folder(tmp_path, files | {"2024/a.txt": "x", "b.txt": "x", "c.txt": "x"})
    names = [path.relative_to(raw).as_posix() for path in find_files(raw).documents]
    assert names == ["2024/a.txt", "2025", "b.txt", "c.txt"]
    document = load(raw / "2025", raw)
    assert [part.file.name for part in document.parts] == ["2025/prose.txt", "2025/tables.txt"]
    assert [line.text for line in document.lines] == ["说明", "收支总表"]


def test_a_document_of_which_one_file_cannot_be_read_names_the_file(tmp_path: Path) -> None:
    raw = raw_folder(tmp_path, {"2025/a.txt": "x", "2025/b.pdf": FOREIGN["rtf"]})
    with pytest.raises(UnreadableSource, match=r"2025/b\.pdf: this is a rich text file"):
        load(raw / "2025", raw)


def test_a_word_file_of_the_old_kind_is_refused_with_what_to_do(tmp_path: Path) -> None:
    old = FOREIGN["ole"] + "WordDocument".encode("utf-16-le")
    raw = raw_folder(tmp_path, {"a.doc": old})
    with pytest.raises(UnreadableSource, match=r"\(\.doc, \.wps\).*save it as \.docx or PDF"):
        load(raw / "a.doc", raw)


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    raw = raw_folder(tmp_path, {})
    with pytest.raises(UnreadableSource, match=r"gone\.txt: the file cannot be opened"):
        load(raw / "gone.txt", raw)


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RawFolderMissing, match="no document in the folder"):
        find_files(raw_folder(tmp_path, {".hidden": "x"}))


def test_the_hashes_in_the_readme_are_those_of_the_published_files() -> None:
    text = (RAW / "README.md").read_text("utf-8")
    stated = re.findall(r"`([0-9a-f]{64})`", text)
    actual = {p: hashlib.sha256(p.read_bytes()).hexdigest() for p in find_files(RAW).documents}
    assert sorted(stated) == sorted(actual.values())
    assert all(path.name in text for path in actual)


def test_the_files_of_a_folder_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    pages = {f"whole/第{n}页.txt": f"{n}\n" for n in (10, 9, 2, 1)}
    raw = raw_folder(tmp_path, {**pages, "whole/a.txt": "a\n"})
    document = load(raw / "whole", raw)
    assert [line.text for line in document.lines] == ["a", "1", "2", "9", "10"]
