"""Checking documents whose records are at hand, in a copy of this process while this one stores.

The checks take about as long as DuckDB takes to store a document and to write its files. Where no
copy can be made, or it dies, they run here. Not done here: the checks, which are handed in
(``computed``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from analysis.warehouse.beside import Beside, Lost, Talk, can_copy, processors
from analysis.warehouse.computed import CheckAtHand, Verdict

if TYPE_CHECKING:
    from analysis.disclosure.recorder import Disclosure

_MOST = 8  # of so many documents the records are kept; of more, of none


class AtHand:
    """The documents of a build, as long as they are few, and what the checks say of them.

    ``check`` gives the function that checks; it is imported where it is needed.
    """

    def __init__(self, check: Callable[[], CheckAtHand], expected: int) -> None:
        self._check = check
        self._documents: list[Disclosure] = []
        self._is_over = expected > _MOST
        wanted = not self._is_over and processors() > 1 and can_copy()
        self._checker = Beside(self._check_beside) if wanted else None

    def _check_beside(self, talk: Talk) -> None:
        check = self._check()
        documents = []
        while document := talk.hear():
            documents.append(document)
        talk.say(check(documents))

    def put(self, document: Disclosure) -> None:
        """Add a document."""
        if self._is_over:
            return
        self._documents.append(document)
        self._say(document)
        if len(self._documents) > _MOST:
            self._is_over, self._documents = True, []

    def verdicts(self, document_ids: Sequence[str]) -> Sequence[Verdict] | None:
        """Return what the checks say; None where other documents, or more, were stored."""
        self._say(None)
        if self._is_over or list(document_ids) != [d.document.document_id for d in self._documents]:
            return None
        if self._checker:
            try:
                verdicts: Sequence[Verdict] = self._checker.hear()
                return verdicts
            except Lost:
                self.close()
        return self._check()(self._documents)

    def close(self) -> None:
        """End the process that checks, if there is one."""
        if self._checker:
            self._checker.end()
            self._checker = None

    def _say(self, document: Disclosure | None) -> None:
        if self._checker:
            try:
                self._checker.say(document)
            except Lost:
                self.close()
