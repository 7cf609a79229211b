"""The raw file itself, to hold the warehouse against."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def raw_lines() -> list[str]:
    """The printed lines of the real document, in order."""
    [file] = (Path(__file__).parents[2] / "data" / "raw").glob("*2024*.txt")
    return file.read_text(encoding="utf-8").split("\n")
