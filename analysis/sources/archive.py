"""Is this packed office file (Word, Excel) whole, and can it be unpacked without harm?

Not done here: reading what is in it.
"""

from __future__ import annotations

import io
import zipfile

from analysis.sources.document import UnreadableSource
from analysis.sources.limits import check_size, limits, refuse

_AGAIN = "Download the document again, or save it anew in an office program"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
# Names of parts in the older container, as it writes them.
_WORD, _EXCEL, _LOCKED = (
    name.encode("utf-16-le") for name in ("WordDocument", "Workbook", "EncryptedPackage")
)


def open_archive(data: bytes, file_name: str, part: str, kind: str) -> zipfile.ZipFile:
    """Return the open archive of an office file that holds ``part``.

    ``kind`` names the expected format. Raises UnreadableSource for anything else: another
    format, damage, a password, an archive that unpacks beyond the limits, or XML that defines
    entities, which no office program writes.
    """
    check_size(data, file_name)
    if data.startswith(_OLE):
        raise old_format(data, file_name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableSource(
            file_name, f"this is no {kind}, or it is cut off or damaged", _AGAIN
        ) from error
    if part not in names:
        raise UnreadableSource(file_name, f"this is a packed file, but no {kind}", _AGAIN)
    _guard_expansion(archive, data, file_name)
    _guard_parts(archive, file_name)
    return archive


def old_format(data: bytes, file_name: str) -> UnreadableSource:
    """Return the error for an office file of the kind used before 2007, or one with a password."""
    if _LOCKED in data:
        return UnreadableSource(
            file_name,
            "the file is encrypted and asks for a password",
            "Save a copy without password protection",
        )
    if _WORD in data:
        return UnreadableSource(
            file_name,
            "this is a Word or WPS file of the old kind (.doc, .wps), which no reader knows",
            "Open it in an office program and save it as .docx or PDF",
        )
    return UnreadableSource(
        file_name,
        "this is an office file of the old kind that is neither Word nor Excel",
        "Open it in an office program and save it as .docx, .xlsx or PDF",
    )


def is_old_excel(data: bytes) -> bool:
    """Return whether the bytes are an Excel file of the kind used before 2007 (.xls)."""
    book = "Book".encode("utf-16-le")
    return data.startswith(_OLE) and _LOCKED not in data and (_EXCEL in data or book in data)


def _guard_expansion(archive: zipfile.ZipFile, data: bytes, file_name: str) -> None:
    most = limits()
    sizes = [(info.file_size, info.compress_size, info.filename) for info in archive.infolist()]
    if sum(size for size, _, _ in sizes) > most.max_expanded_bytes:
        raise refuse(file_name, "the file unpacks to more than allowed", "max_expanded_bytes")
    for size, packed, name in sizes:
        if size > most.free_expansion_bytes and size > most.max_expansion * max(packed, 1):
            raise refuse(
                file_name,
                f"its part {name} unpacks to more than {most.max_expansion} times its size",
                "max_expansion",
            )


def _guard_parts(archive: zipfile.ZipFile, file_name: str) -> None:
    for info in archive.infolist():
        if info.flag_bits & 1:
            raise UnreadableSource(
                file_name, "the file is encrypted", "Save a copy without password protection"
            )
        if not info.filename.endswith((".xml", ".rels")):
            continue
        try:
            text = archive.read(info)
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
            raise UnreadableSource(
                file_name, f"the file is damaged: its part {info.filename} cannot be read", _AGAIN
            ) from error
        except Exception as error:  # zlib.error, and what other packings raise
            raise UnreadableSource(
                file_name, f"the file is damaged: its part {info.filename} cannot be read", _AGAIN
            ) from error
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise UnreadableSource(
                file_name,
                f"its part {info.filename} defines entities, which no office program writes",
                "Do not open it; ask the publisher for the document",
            )
