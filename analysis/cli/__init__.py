"""The command line ``budget``.

Each command is a module of its own, imported only when it is called: a build must not wait for
libraries that draw tables. Not done here: any work; commands call the stages and print.

Exit status: 0 done, 1 the documents contradict themselves (only with ``check --strict``),
2 wrong use or unreadable input.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from importlib import import_module
from typing import Any

import click

from analysis import __version__

# Objects that may be made before Python looks which of them are used no longer: nearly all are, to
# the end of a command, and to look at each again and again took a twentieth of a build.
_BEFORE_LOOKING = 100_000

COMMANDS = {
    "build": "Build the warehouse from the published documents.",
    "check": "Does each document agree with itself?",
    "report": "Render the briefing.",
    "add": "Add a new document (next year's).",
    "explain": "Lead a figure back to where it is printed.",
    "compare": "Compare two years, or two documents.",
    "export": "Write the warehouse as Parquet, CSV or Excel; the charts as pictures.",
    "doctor": "Say what is installed, what can be read, what is built.",
}


class LazyGroup(click.Group):
    """A group that imports ``analysis.cli.<name>`` when the command ``<name>`` is called."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run as a program, which ends at once: to take apart what it made is a tenth of a build.

        Where a thread or another process may still be at work, it ends as Python ends.
        """
        try:
            return self.main(*args, **kwargs)
        except SystemExit as end:
            alone = threading.active_count() == 1 and "multiprocessing" not in sys.modules
            if alone and isinstance(end.code, int):
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(end.code)
            raise

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order in which they are used."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"analysis.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="budget")
def main() -> None:
    """Read, check and explain published Chinese unit budgets."""
    gc.set_threshold(_BEFORE_LOOKING)
