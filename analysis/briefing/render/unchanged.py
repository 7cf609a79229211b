"""Whether there is anything to render: what each report was last made from, and how it was left.

A report looks at much of its project: its source, the warehouse, the code, the lock, the commit,
for its section on method even the tests. So one digest takes in every file of the project's folder,
the libraries and what was asked for. It lies in a small hidden file beside the reports, with the
size and time of each. Where neither has changed there is nothing to render.

Not done here: rendering.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from analysis.briefing.checkout import commit
from analysis.paths import project_root
from analysis.warehouse.versions import reader_version

__all__ = ["LastRendering", "made_from"]

_STATE_FILE = ".rendered.json"
_PACKAGE = Path(__file__).resolve().parents[2]
_NOT_AN_INPUT = "BUDGET_CACHE"  # what it holds can be made again, and is named by what it is from


def made_from(qmd: Path, out_dir: Path, env: Mapping[str, str], renderer: str) -> str:
    """The digest of all that a report is made from: ``env`` is what reaches its cells.

    Hidden folders, environments, what was rendered and what Python compiled are left out.
    """
    root = project_root(qmd.parent)
    asked = {k: v for k, v in {**os.environ, **env}.items() if k.startswith("BUDGET_")}
    asked.pop(_NOT_AN_INPUT, None)
    digest = hashlib.sha256(reader_version().encode())
    digest.update(json.dumps([renderer, sorted(asked.items()), str(commit(root))]).encode())
    folders = {qmd.parent.resolve(), root.resolve(), _PACKAGE}
    left_out = {out_dir.resolve(), Path(root, "reports").resolve()}
    files = {file for folder in folders for file in _files(folder, left_out)}
    for file in sorted({*files, asked.get("BUDGET_WAREHOUSE", "")}):
        with suppress(OSError), open(file, "rb", buffering=0) as opened:
            content = opened.read()
            digest.update(f"\n{os.path.relpath(file, root)} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _files(folder: Path, left_out: Iterable[Path]) -> Iterator[str]:
    names_left_out = {str(path) for path in left_out}
    for where, folders, names in os.walk(folder):
        folders[:] = [
            name
            for name in folders
            if not name.startswith((".", "__pycache__"))
            and (path := os.path.join(where, name)) not in names_left_out
            and not os.path.exists(os.path.join(path, "pyvenv.cfg"))
        ]
        yield from (os.path.join(where, name) for name in names if not name.startswith("."))


class LastRendering:
    """Which files in ``out_dir`` were made from what has this ``digest`` (``made_from``)."""

    def __init__(self, out_dir: Path, digest: str) -> None:
        self._file = out_dir / _STATE_FILE
        self._digest = digest
        self._known = _read(self._file)

    def is_left(self, path: Path) -> bool:
        """Whether ``path`` lies there as it was made, and would be made the same."""
        return _left(path) is not None and self._known.get(path.name) == self._entry(path)

    def remember(self, paths: Iterable[Path]) -> None:
        """Note that these files are made."""
        self._known |= {path.name: self._entry(path) for path in paths}
        with suppress(OSError):  # without it the next rendering does its work again
            text = json.dumps(self._known, ensure_ascii=False, indent=1, sort_keys=True)
            self._file.write_text(text, "utf-8")

    def _entry(self, path: Path) -> dict[str, Any]:
        return {"made_from": self._digest, "left": _left(path)}


def _read(file: Path) -> dict[str, Any]:
    try:
        known = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _left(path: Path) -> list[int] | None:
    try:
        return [path.stat().st_size, path.stat().st_mtime_ns]
    except OSError:
        return None
