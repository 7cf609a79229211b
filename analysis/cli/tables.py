"""Printing tables to a terminal, a log or a pipe.

Not done here: what is in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table


def print_table(table: Table) -> None:
    """Print a table as wide as the terminal, or 160 characters where there is none."""
    from rich.console import Console

    for column in table.columns:
        column.overflow = "fold"  # nothing is cut off
    console = Console()
    if not console.is_terminal:  # a log or a pipe has no width of its own
        console = Console(width=160)
    console.print(table)


def escape(text: str) -> str:
    """Return a text in which rich sees no markup."""
    return text.replace("[", r"\[")
