"""The knowledge files of the checks (``*.yml`` in this folder), parsed once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where it is there


@cache
def read_yaml(name: str) -> Any:
    """Return the parsed content of ``<name>.yml``."""
    return yaml.load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"), _LOADER)
