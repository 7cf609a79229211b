"""Talks to the kernel that runs the cells of a .qmd, and keeps it busy.

A kernel that waits for its next question stands still while the answer to the last one is read:
it imports what the cells will need before it is asked for anything, and has the next questions
(``ASKED_AHEAD``) at hand while it answers one.

Not done here: starting the kernel (``kernel.py``), what is asked (``execute.py``).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import nbformat.v4 as nbf
from jupyter_client.asynchronous.client import AsyncKernelClient
from nbclient import NotebookClient

from analysis.briefing.render.kernel import Kernel
from analysis.briefing.render.qmd import Cell, Qmd

__all__ = ["ASKED_AHEAD", "client_of"]

# Questions that wait in the kernel; what it answers waits for us in turn, and ZeroMQ drops messages
# beyond a thousand.
ASKED_AHEAD = 16


@contextmanager
def client_of(kernel: Kernel, qmd: Qmd) -> Iterator[NotebookClient]:
    """A client of ``kernel`` for the cells of ``qmd``, once the kernel answers.

    ``kc.already`` is set to a question that was asked before (the id that ``kc.execute`` gave), for
    ``execute_cell`` to wait for its answer instead of asking.
    """
    cells = [nbf.new_code_cell(p.source) for p in qmd.parts if isinstance(p, Cell)]
    manager: Any = _Manager(kernel, _imports(qmd))
    client = NotebookClient(nbf.new_notebook(cells=cells), km=manager, timeout=None)
    with client.setup_kernel():
        try:
            yield client
        finally:
            channels: Any = client.kc
            channels.stop_channels()


class _Manager:
    """The kernel as nbclient asks its manager for it."""

    has_kernel = True

    def __init__(self, kernel: Kernel, imports: str) -> None:
        self._kernel = kernel
        self._imports = imports

    def client(self) -> AsyncKernelClient:
        channels = _Channels(connection_file=str(self._kernel.connection))
        channels.load_connection_file()
        channels.kernel, channels.imports = self._kernel, self._imports
        return channels


class _Channels(AsyncKernelClient):
    """The usual channels, but the kernel imports from the start, and knows questions beforehand.

    Jupyter's client listens for a fifth of a second, after the kernel has answered its first
    question, whether more comes. The imports go out right behind that question.
    """

    kernel: Kernel
    imports = ""
    already: str | None = None

    async def _async_is_alive(self) -> bool:
        return self.kernel.is_alive

    is_alive = _async_is_alive

    def kernel_info(self) -> str:
        question = str(super().kernel_info())
        imports, self.imports = self.imports, ""
        if imports:
            self.execute(imports, silent=True, store_history=False)
        return question

    def execute(self, code: str, *args: Any, **options: Any) -> str:
        asked, self.already = self.already, None
        return asked or str(super().execute(code, *args, **options))


def _imports(qmd: Qmd) -> str:
    """Python that imports what the cells will, and leaves no name; what fails, its cell tells."""
    lines = []
    for part in qmd.parts:
        with suppress(SyntaxError):
            body = ast.parse(part.source).body if isinstance(part, Cell) else ()
            lines += [ast.unparse(s) for s in body if isinstance(s, ast.Import | ast.ImportFrom)]
    each = f"for line in {lines}:\n    try: exec(line, {{}})\n    except Exception: pass"
    return f"exec({each!r}, {{}})"
