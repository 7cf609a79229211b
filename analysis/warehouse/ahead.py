"""Reading documents in a copy of this process, while this one imports what it stores them with.

Importing DuckDB and opening a warehouse takes nearly as long as importing the readers and reading a
document, so on a second processor the one costs no time beside the other. Not done here: many
documents, which a pool of processes reads (``pool``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analysis.warehouse.beside import Beside, Lost, Talk
from analysis.warehouse.job import Job, read_job

if TYPE_CHECKING:
    from analysis.disclosure.recorder import Disclosure
    from analysis.warehouse.report import Problem


class Ahead:
    """Reads jobs in a process that starts at once."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = jobs
        self._reader = Beside(self._read)

    def _read(self, talk: Talk) -> None:
        for job in self._jobs:
            talk.say(read_job(job))

    def outcomes(self) -> Iterator[Disclosure | Problem]:
        """Give the outcomes in the order of the jobs; what the process leaves is read here."""
        talks = True
        try:
            for job in self._jobs:
                outcome = None
                if talks:
                    try:
                        outcome = self._reader.hear()
                    except Lost:
                        talks = False
                yield outcome or read_job(job)
        finally:
            self._reader.end()
