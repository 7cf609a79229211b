"""Which code, knowledge and libraries a reading or a build rests on, as one digest each.

A reading may be kept only as long as the reader that made it: the digest changes with every byte of
code or data of the stages that read, with Python, and with the installed libraries (another PDF
library may see other cells). Not done here: the version that people see (``analysis.__version__``).
"""

from __future__ import annotations

import hashlib
import os
import sys
import sysconfig
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_READING = ("sources", "disclosure")
_BUILDING = ("warehouse", "measures", "checks", "pipeline.py", "paths.py")
_KINDS = (".py", ".csv", ".yml", ".sql")


@cache
def reader_version() -> str:
    """Return the digest of everything that makes a document into records."""
    return _digest(_READING, "\n".join([sys.version, *_libraries()]))


@cache
def builder_version() -> str:
    """Return the digest of everything that makes documents into a warehouse."""
    return _digest(_BUILDING, reader_version())


def _digest(parts: Iterable[str], rests_on: str) -> str:
    digest = hashlib.sha256(rests_on.encode())
    for part in parts:
        place = _PACKAGE / part
        for name in sorted(_files(place)) if place.is_dir() else [str(place)]:
            with open(name, "rb", buffering=0) as file:
                data = file.read()
            digest.update(f"\n{os.path.relpath(name, _PACKAGE)} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def _files(folder: Path) -> Iterable[str]:
    for where, _, names in os.walk(folder):
        yield from (os.path.join(where, name) for name in names if name.endswith(_KINDS))


def _libraries() -> list[str]:
    """The installed packages with their versions: the names of their ``.dist-info`` folders."""
    folders = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    names = {name for f in folders if os.path.isdir(f) for name in os.listdir(f)}
    return sorted(name for name in names if name.endswith(".dist-info"))
