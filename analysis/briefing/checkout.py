"""What version control says of the project's folder.

Not done here: telling it (``content/method_facts.py``).
"""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

__all__ = ["commit"]


@cache
def commit(root: Path) -> tuple[str, bool] | None:
    """The commit of the folder and whether it was changed since; None without version control."""
    head = _git(root, "rev-parse", "HEAD")
    if head is None:
        return None
    changed = _git(root, "status", "--porcelain", "--", "analysis", "report.qmd", "data/raw")
    return head, bool(changed)


def _git(root: Path, *arguments: str) -> str | None:
    """What git says; None where there is no git, or no repository of the project's own."""
    if not (root / ".git").exists():
        return None
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()
