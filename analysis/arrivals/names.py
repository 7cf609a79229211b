"""Names under which what arrives is kept: safe on every file system, and still telling.

Not done here: what the files hold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

# Everything but letters and digits of any script, and a few signs that no shell or system minds.
_UNSAFE = re.compile(r"[^\w.()（）+-]+")
_LONGEST = 100  # characters; of Chinese ones three bytes each, and a name may have 255 bytes
_LONGEST_BYTES = 200


def safe_name(name: str) -> str:
    """Return a file name without blanks, quotes, separators or leading dots.

    >>> safe_name("../武昌区 '民政局' 2025.pdf")
    '武昌区-民政局-2025.pdf'
    """
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > 8:
        stem, suffix = name, ""
    stem = _UNSAFE.sub("-", stem).strip("-. ")[:_LONGEST] or "document"
    while len(stem.encode()) > _LONGEST_BYTES:
        stem = stem[:-1]
    suffix = re.sub(r"\W", "", suffix).lower()
    return f"{stem}.{suffix}" if suffix else stem


def free_name(name: str, taken: Container[str]) -> str:
    """Return the name, or the next one with a number that is not taken."""
    stem, dot, suffix = name.rpartition(".") if "." in name else (name, "", "")
    number, candidate = 1, name
    while candidate in taken:
        number += 1
        candidate = f"{stem}-{number}{dot}{suffix}"
    return candidate
