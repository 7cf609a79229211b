"""The kernel that runs the cells of a .qmd, and how it is kept busy.

A kernel that waits for its next question stands still while the answer to the last one is read:
it imports what the cells will need before it is asked for anything, and has the next questions
(``ASKED_AHEAD``) at hand while it answers one.

Not done here: what is asked and what becomes of the answers (``execute.py``).
"""

from __future__ import annotations

import ast
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import nbformat.v4 as nbf
from nbclient import NotebookClient

from analysis.briefing.render.qmd import Cell, Qmd

__all__ = ["ASKED_AHEAD", "kernel_of"]

# Questions that wait in the kernel; what it answers waits for us in turn, and ZeroMQ drops messages
# beyond a thousand.
ASKED_AHEAD = 16

# A kernel lives for one report: to look for what is no longer used takes time and frees nothing;
# nobody debugs it, and its cells belong into no one's history.
_LAUNCH = (
    "import gc, runpy, sys; gc.disable(); sys.modules['debugpy'] = None; "
    "runpy.run_module('ipykernel_launcher', run_name='__main__')"
)
_OPTIONS = ["--HistoryManager.enabled=False"]
_KERNEL = [sys.executable, "-c", _LAUNCH, "-f", "{connection_file}", *_OPTIONS]


@contextmanager
def kernel_of(qmd: Qmd, env: Mapping[str, str]) -> Iterator[NotebookClient]:
    """A client with a kernel for the cells of ``qmd``, which ends with the context.

    ``env`` is added to the kernel's environment; its working directory is the file's folder. The
    client's ``kc.already`` is set to a question that was asked before (the id that ``kc.execute``
    gave), for ``execute_cell`` to wait for its answer instead of asking.
    """
    cells = [nbf.new_code_cell(p.source) for p in qmd.parts if isinstance(p, Cell)]
    environment = {**os.environ, "PYTHONHASHSEED": "0", **env}
    with tempfile.TemporaryDirectory(prefix="kernel-") as sockets:
        client = NotebookClient(
            nbf.new_notebook(cells=cells),
            timeout=None,
            shutdown_kernel="immediate",
            resources={"metadata": {"path": str(qmd.path.parent)}},
        )
        _own_kernel(client, sockets, _imports(qmd))
        with client.setup_kernel(env=environment):
            yield client


def _own_kernel(client: NotebookClient, sockets: str, imports: str) -> None:
    """This very Python, over sockets in a folder of its own: no kernelspec, no open port."""
    manager: Any = client.create_kernel_manager()
    manager.client_factory = _busy(imports, manager.client_factory)
    manager.transport = "ipc"
    manager.ip = f"{sockets}/k"
    manager.connection_file = f"{sockets}/connection.json"
    manager.kernel_spec.argv = _KERNEL


def _imports(qmd: Qmd) -> str:
    """Python that imports what the cells will, and leaves no name; what fails, its cell tells."""
    lines = []
    for part in qmd.parts:
        with suppress(SyntaxError):
            body = ast.parse(part.source).body if isinstance(part, Cell) else ()
            lines += [ast.unparse(s) for s in body if isinstance(s, ast.Import | ast.ImportFrom)]
    each = f"for line in {lines}:\n    try: exec(line, {{}})\n    except Exception: pass"
    return f"exec({each!r}, {{}})"


def _busy(imports: str, usual: Any) -> type:
    """The usual client, but the kernel imports from the start, and knows questions beforehand.

    Jupyter's client listens for a fifth of a second, after the kernel has answered its first
    question, whether more comes. The imports go out right behind that question.
    """

    class Client(usual):
        imported = False
        already: str | None = None

        def kernel_info(self) -> str:
            question: str = super().kernel_info()
            if not self.imported:
                self.imported = True
                self.execute(imports, silent=True, store_history=False)
            return question

        def execute(self, code: str, *args: Any, **options: Any) -> str:
            asked, self.already = self.already, None
            return asked or str(super().execute(code, *args, **options))

    return Client
