"""Where what can always be made again is kept: the empty warehouse, fonts, drawings, chart scripts.

Not done here: deciding when a thing is stale (its name carries what it depends on).
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

__all__ = ["cache_dir", "put"]


def cache_dir() -> Path:
    """The user's cache directory for this project, or what ``BUDGET_CACHE`` names."""
    if chosen := os.environ.get("BUDGET_CACHE"):
        return Path(chosen)
    import platformdirs

    return platformdirs.user_cache_path("budget-analysis")


def put(path: Path, content: bytes) -> None:
    """Write ``content`` beside ``path`` and move it in place, making the folder if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    part.write_bytes(content)
    part.replace(path)
