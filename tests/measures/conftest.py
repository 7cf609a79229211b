"""A warehouse to fill, for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.measures.factories import Shelf


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    made = Shelf()
    yield made
    made.connection.close()
