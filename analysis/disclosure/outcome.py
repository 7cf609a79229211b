"""How the reading of a region ended."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """``status`` is read, declared_empty or not_readable; ``note`` says what is odd about it."""

    status: str
    note: str | None = None

    def __gt__(self, other: Outcome) -> bool:
        order = ("read", "declared_empty", "not_readable")
        return order.index(self.status) > order.index(other.status)


READ = Outcome("read")
# A ruled table is there though nothing is filled in; its cells are blank, which is not zero.
READ_BLANK = Outcome("read", "the table is printed without any amount, and no note says why")


class UnreadableTable(Exception):
    """A table that cannot be read: what was expected, what was found, on which line."""
