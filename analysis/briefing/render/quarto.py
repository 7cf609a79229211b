"""Renders with Quarto, when it is there (1.6 or later).

Quarto runs the cells once a format, in a kernel of its own; ``_quarto.yml`` names the same
templates and filters that the embedded renderer uses. It writes its working files beside the
source, under fixed names: each rendering has a project folder of its own, so that two at once do
not take each other's.

Not done here: installing Quarto (environment.yml brings it).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from analysis.briefing.render.errors import RenderError

__all__ = ["find_quarto", "quarto_pages"]

_OLDEST = (1, 6)
_LAST_LINES = 30  # of its log: a traceback, or what Typst says
_TARGETS = {"html": ("html", "html"), "pdf": ("typst", "pdf")}


def find_quarto() -> tuple[str, str] | None:
    """Path and version of a Quarto that serves, or None."""
    path = shutil.which("quarto")
    if path is None:
        return None
    done = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    match = re.search(r"(\d+)\.(\d+)(?:\.\d+)?", done.stdout)
    if done.returncode or not match or (int(match[1]), int(match[2])) < _OLDEST:
        return None
    return path, match[0]


def quarto_pages(
    quarto: str,
    qmd: Path,
    formats: tuple[str, ...],
    env: Mapping[str, str],
    work: Path,
    timestamp: int,
) -> dict[str, bytes]:
    """The pages of ``qmd`` by format (html, pdf); ``work`` is an empty directory to write in.

    Raises RenderError with what Quarto said last.
    """
    from analysis.briefing import fonts

    project, output = _project(qmd, work / "project"), work / "output"
    # _quarto.yml calls `python` before and after rendering: it has to be this one.
    own_python = str(Path(sys.executable).parent)
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([own_python, os.environ.get("PATH", "")]),
        "QUARTO_PYTHON": sys.executable,
        "PYTHONHASHSEED": "0",
        "TYPST_FONT_PATHS": str(fonts.fonts_dir()),
        "SOURCE_DATE_EPOCH": str(timestamp),
        **env,
    }
    pages = {}
    for name in formats:
        target, suffix = _TARGETS[name]
        log = work / f"{name}.log"
        command = [quarto, "render", qmd.name, "--to", target]
        command += ["--output-dir", str(output), "--execute-dir", str(qmd.parent)]
        # What is quiet keeps errors to itself, too; the log has them.
        command += ["--quiet", "--log", str(log), "--log-format", "plain", "--log-level", "info"]
        done = subprocess.run(
            command, cwd=project, env=environment, capture_output=True, text=True, check=False
        )
        written = output / f"{qmd.stem}.{suffix}"
        if done.returncode or not written.exists():
            raise RenderError(
                f"quarto render {qmd.name} --to {target} failed:\n{_said(done.stderr, log)}"
            )
        pages[name] = written.read_bytes()
    return pages


def _said(stderr: str, log: Path) -> str:
    """The last lines of what Quarto said: to stderr, or else in its log."""
    said = stderr.strip()
    if not said and log.is_file():
        said = log.read_text("utf-8", errors="replace").strip()
    lines = [line for line in said.splitlines() if line.strip()]
    return "\n".join(lines[-_LAST_LINES:]) or "without a word"


def _project(qmd: Path, folder: Path) -> Path:
    """``folder`` as a project: links to what lies beside ``qmd``, less what Quarto wrote."""
    folder.mkdir()
    for path in qmd.parent.iterdir():
        if not path.name.startswith((".", f"{qmd.stem}_files", f"{qmd.stem}.quarto")):
            (folder / path.name).symlink_to(path)
    return folder
