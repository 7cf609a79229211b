"""Is this file a whole PDF that can be opened without harm? Looked at before any parsing.

Not done here: reading; repairing a damaged file (half a budget read in silence is worse than
none).
"""

from __future__ import annotations

import re
import zlib

from analysis.sources.document import UnreadableSource
from analysis.sources.limits import check_size, limits, refuse

_HEAD = 1024  # the mark may stand behind a few other bytes
_TAIL = 65536  # some servers append to the file
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PACKED = re.compile(rb"/(?:FlateDecode|LZWDecode|Fl|LZW)\b")
_ONLY_FLATE = re.compile(rb"/Filter\s*\[?\s*/FlateDecode\s*(?:\]|/(?!\w+Decode)|>>)")
_AGAIN = "Download the document again"
_CHUNK = 1 << 20


def guard_pdf(data: bytes, file_name: str) -> None:
    """Raise UnreadableSource for bytes that are no PDF, not all of one, or packed to do harm."""
    check_size(data, file_name)
    if b"%PDF-" not in data[:_HEAD]:
        page = re.match(rb"\s*<(?:!doctype|html|head|script)", data[:_HEAD], re.IGNORECASE)
        found = "a web page, perhaps an error page" if page else "other data under this name"
        raise UnreadableSource(file_name, f"this is no PDF: it is {found}", _AGAIN)
    if b"startxref" not in data[-_TAIL:]:
        raise UnreadableSource(
            file_name, "the PDF is cut off: its end, with the list of its parts, is missing", _AGAIN
        )
    _guard_expansion(data, file_name)


def _guard_expansion(data: bytes, file_name: str) -> None:
    total = 0
    # What is packed and then locked with a password cannot be told from damage.
    locked = b"/Encrypt" in data
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - 1024) : found.start()]
        head = head[head.rfind(b"obj") + 3 :]
        if b"/Image" in head:
            continue  # a picture is not unpacked for its text
        if len(_PACKED.findall(head)) > 1:
            raise refuse(file_name, "a part of the PDF is packed more than once", "max_expansion")
        if not _PACKED.search(head):
            continue
        end = data.find(b"endstream", found.end())
        packed = data[found.end() : end if end >= 0 else len(data)]
        checked = not locked and _ONLY_FLATE.search(head) is not None
        total += _unpacked_size(packed, file_name, font=b"/Length1" in head, checked=checked)
        if total > limits().max_expanded_bytes:
            raise refuse(file_name, "the PDF unpacks to more than allowed", "max_expanded_bytes")


def _unpacked_size(packed: bytes, file_name: str, *, font: bool, checked: bool) -> int:
    """The size of a part; its own checksum tells damage, which the PDF library reads over."""
    most = limits()
    size, unpacker, rest = 0, zlib.decompressobj(), packed
    while rest and not unpacker.eof:
        try:
            part = unpacker.decompress(rest, _CHUNK)
        except zlib.error as error:
            if not checked:
                break  # packed in another way
            raise UnreadableSource(
                file_name, "the PDF is damaged: a part of it cannot be unpacked", _AGAIN
            ) from error
        if not part and unpacker.unconsumed_tail == rest:
            break
        size, rest = size + len(part), unpacker.unconsumed_tail
        if size > most.free_expansion_bytes and size > most.max_expansion * len(packed):
            raise refuse(
                file_name,
                f"a part of the PDF unpacks to more than {most.max_expansion} times its size",
                "max_expansion",
            )
        if size > most.max_page_bytes and not font:
            raise refuse(
                file_name,
                f"a part of the PDF unpacks to more than {most.max_page_bytes / 2**20:.0f} MB",
                "max_page_bytes",
            )
    return size
