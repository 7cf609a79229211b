"""Whether there is anything to build: what the last build was made from, and what it left.

Beside the warehouse lies a small hidden file with a digest of all that went in (names and bytes of
the raw files, links, notes, code, libraries) and the size and time of each file that came out. When
neither has changed there is nothing to do. Not done here: building.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from analysis.paths import Layout
from analysis.sources.discover import RawFolderMissing, file_name, find_files
from analysis.warehouse.datapackage import PACKAGE_FILE, files_of
from analysis.warehouse.readings import content_hash
from analysis.warehouse.report import BuildReport, Problem
from analysis.warehouse.versions import builder_version, reader_version

STATE_FILE = ".built.json"
_ENTRIES = {"inputs", "reader", "outputs", "problems", "documents"}


class LastBuild(NamedTuple):
    """The last build, when nothing has changed since: what it could not read."""

    problems: Sequence[Problem]
    documents: int


def inputs(where: Layout) -> str:
    """Return the digest of the files that a build is made from; raises RawFolderMissing."""
    digest = hashlib.sha256()
    found = find_files(where.raw)
    for path in found.documents:
        try:
            content = content_hash(path)
        except OSError as error:
            content = str(error.strerror)
        digest.update(f"\n{file_name(path, where.raw)}\n{content}".encode())
    for skipped in found.skipped:
        digest.update(f"\n{skipped.file_name}".encode())
    for path in (where.links, where.arrivals):
        digest.update(b"\n\n" + (path.read_bytes() if path.is_file() else b""))
    return digest.hexdigest()


def _with_code(digest: str) -> str:
    """Return the digest of all that a build is made from; ``digest`` is that of the files."""
    return hashlib.sha256(f"{builder_version()}\n{digest}".encode()).hexdigest()


def last_build(where: Layout) -> LastBuild | None:
    """Return the last build when a new one would give the same; None when there is work to do."""
    state = _read(where.processed)
    if state is None or state["inputs"] != _with_code(inputs(where)):
        return None
    if state["outputs"] != _outputs(where.processed):
        return None
    problems = [Problem(**problem) for problem in state["problems"]]
    return LastBuild(problems, state["documents"])


def behind(where: Layout) -> bool:
    """Whether the raw files, or the code, are others than those that the warehouse was made from.

    False where that is not known: a warehouse that came without its note, no raw folder.
    """
    state = _read(where.processed)
    with suppress(RawFolderMissing):
        return state is not None and state["inputs"] != _with_code(inputs(where))
    return False


def documents_of(where: Layout) -> int | None:
    """Return how many documents the warehouse holds; None where the last build did not make it."""
    state, name = _read(where.processed), where.warehouse.name
    if state is None or state["outputs"].get(name) != _outputs(where.processed).get(name):
        return None
    count: int = state["documents"]
    return count


def reader_changed(processed: Path) -> bool:
    """Whether the last warehouse was made by another reader than today's, or it is not known."""
    state = _read(processed)
    return state is None or state["reader"] != reader_version()


def remember(where: Layout, digest: str, report: BuildReport) -> None:
    """Note what a build was made from and what it left; ``digest`` is that of its files."""
    if report.warehouse is None:
        return
    state = {
        "inputs": _with_code(digest),
        "reader": reader_version(),
        "outputs": _outputs(where.processed),
        "problems": [asdict(problem) for problem in report.problems],
        "documents": len(report.documents),
    }
    with suppress(OSError):  # without it the next build does its work again
        (where.processed / STATE_FILE).write_text(json.dumps(state, ensure_ascii=False), "utf-8")


def _read(processed: Path) -> dict[str, Any] | None:
    try:
        state = json.loads((processed / STATE_FILE).read_text("utf-8"))
        return state if set(state) >= _ENTRIES else None
    except (OSError, ValueError, TypeError):
        return None


def _outputs(processed: Path) -> dict[str, list[int]]:
    """Return the size and the time of each file that a build left."""
    places = [Layout(processed, processed, processed).warehouse, processed / PACKAGE_FILE]
    found = {}
    for path in [*places, *files_of(processed)]:
        with suppress(OSError):
            found[path.name] = [path.stat().st_size, path.stat().st_mtime_ns]
    return found
