"""Reading one document: what is known of it beforehand, and what comes of it.

A slip of a reader is told as a problem of its document, so that the others are read all the same.
Not done here: in which process a job is done (``reading``).
"""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from analysis.sources.discover import file_name, load
from analysis.sources.document import UnreadableSource
from analysis.warehouse.computed import CheckAtHand
from analysis.warehouse.notes import Note
from analysis.warehouse.report import Problem, slip

if TYPE_CHECKING:
    from analysis.disclosure.recorder import Disclosure


class Job(NamedTuple):
    """A document to read: where it lies, what was said of it, the key of its reading."""

    path: Path
    raw: Path
    note: Note | None
    key: str | None

    @property
    def name(self) -> str:
        """The document's name in the warehouse."""
        return file_name(self.path, self.raw)


def read_document(path: Path, raw: Path, note: Note | None = None) -> Disclosure | Problem:
    """Return what a raw file discloses, or why it could not be read."""
    from analysis.disclosure.read import disclose

    year, unit = (note.fiscal_year, note.unit_name) if note else (None, None)
    try:
        return disclose(load(path, raw), year, unit)
    except UnreadableSource as error:
        return Problem(error.file_name, error.reason, error.advice)
    except Exception as error:  # a slip of a reader must not stop the other documents
        return slip(error, file_name(path, raw))


def read_job(job: Job) -> Disclosure | Problem:
    """Return what the document of a job discloses, or why it could not be read."""
    return read_document(job.path, job.raw, job.note)


def tell(jobs: Sequence[Job], check: Callable[[], CheckAtHand] | None, answers: int) -> NoReturn:
    """Read the jobs and check what they disclose; write what comes of it, and end this process.

    To the pipe ``answers`` goes the outcome of each job, then what ``check`` says of them all.
    """
    try:
        gc.disable()  # looking for what is no longer used takes time; a few readings are no burden
        os.dup2(2, 1)  # what a library prints must not run into what the other process prints
        disclosures = []
        with os.fdopen(answers, "wb") as told:
            for job in jobs:
                outcome = read_job(job)
                pickle.dump(outcome, told, pickle.HIGHEST_PROTOCOL)
                told.flush()
                if not isinstance(outcome, Problem):
                    disclosures.append(outcome)
            if check:
                pickle.dump(check()(disclosures), told, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)  # what has begun in the other process ends there; that tells of what is missing
