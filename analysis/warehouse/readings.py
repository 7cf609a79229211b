"""What was read of a document, kept until the document or the reader changes.

A reading is kept under the digest of the document's bytes, of what a person said of it, and of the
reader (``versions``): whatever changes, the document is read again. Only readings are kept, never
refusals: a missing library can be installed without any byte of ours changing. They lie beside the
warehouse in a hidden folder, are pickled (nobody but the build writes there), and may be deleted at
any time. Not done here: reading.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.warehouse.notes import Note
from analysis.warehouse.versions import reader_version

if TYPE_CHECKING:
    from analysis.disclosure.recorder import Disclosure

FOLDER = ".readings"


def content_hash(path: Path) -> str:
    """Return the SHA-256 of a file, or of the names and bytes of a folder's files.

    Raises OSError when something cannot be opened.
    """
    if not path.is_dir():
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    parts = sorted(p for p in path.iterdir() if p.is_file())
    told = "\n".join(f"{content_hash(part)} {part.name}" for part in parts)
    return hashlib.sha256(told.encode()).hexdigest()


@dataclass(slots=True)
class Readings:
    """The readings in a folder; ``trusted`` False takes none of them (all is read anew)."""

    folder: Path
    trusted: bool = True
    taken: set[str] = field(default_factory=set)  # names of the documents that were not read again
    _used: set[str] = field(default_factory=set)  # names of the files

    def key(self, path: Path, note: Note | None) -> str | None:
        """Return the digest of a document and what was said of it; None where it cannot be opened.

        The reader is added when a file is looked for: to digest it takes a while.
        """
        try:
            content = content_hash(path)
        except OSError:
            return None
        said = f"{note.fiscal_year}\n{note.unit_name}" if note else "\n"
        return hashlib.sha256(f"{content}\n{said}".encode()).hexdigest()

    def get(self, key: str | None, name: str) -> Disclosure | None:
        """Return the reading of a document that goes by ``name`` now; None where none is kept."""
        if key is None or not self.trusted:
            return None
        file = self._file(key)
        try:
            kept, disclosure = pickle.loads(file.read_bytes())
        except Exception:  # not there, cut off, of another shape: the document is read again
            return None
        if kept != file.name:
            return None
        self._used.add(file.name)
        self.taken.add(name)
        disclosure.document.file_name = name
        return disclosure

    def holds(self, key: str | None) -> bool:
        """Whether a reading is likely there; ``get`` has the last word."""
        if key is None or not self.trusted or not self.folder.is_dir():
            return False
        return self._file(key).is_file()

    def put(self, key: str | None, disclosure: Disclosure) -> None:
        """Keep a reading. A folder that cannot be written to costs time, not the build."""
        if key is None:
            return
        file = self._file(key)
        self._used.add(file.name)
        aside = file.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(pickle.dumps((file.name, disclosure), pickle.HIGHEST_PROTOCOL))
            os.replace(aside, file)

    def tidy(self) -> None:
        """Remove every reading that was neither taken nor put."""
        for file in self.folder.glob("*.reading*"):
            if file.name not in self._used:
                with suppress(OSError):
                    file.unlink()

    def _file(self, key: str) -> Path:
        """The file of a reading by today's reader."""
        name = hashlib.sha256(f"{reader_version()}\n{key}".encode()).hexdigest()
        return self.folder / f"{name}.reading"
