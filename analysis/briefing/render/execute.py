"""Runs the cells of a .qmd once, in one kernel, and gives one markdown text for all formats.

Cells show markdown (objects with ``_repr_markdown_``, or printed text with ``output: asis``).
Inline expressions are asked of the kernel in the order of the document, one request a stretch of
prose, as Quarto's own notebook runner does (user_expressions of Jupyter's execute request).

Not done here: pictures or tables of other types than markdown; they are refused with their line.
"""

from __future__ import annotations

import ast
import os
import re
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import nbformat.v4 as nbf
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from analysis.briefing.render.errors import at
from analysis.briefing.render.qmd import INLINE, Cell, Prose, Qmd

__all__ = ["execute"]

# A kernel lives for one report: to look for what is no longer used takes time and frees nothing;
# nobody debugs it, and its cells belong into no one's history.
_LAUNCH = (
    "import gc, runpy, sys; gc.disable(); sys.modules['debugpy'] = None; "
    "runpy.run_module('ipykernel_launcher', run_name='__main__')"
)
_OPTIONS = ["--HistoryManager.enabled=False"]
_KERNEL = [sys.executable, "-c", _LAUNCH, "-f", "{connection_file}", *_OPTIONS]
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


def execute(qmd: Qmd, env: Mapping[str, str], *, echo: bool = False) -> str:
    """The markdown of ``qmd`` with all cells and inline expressions run.

    ``env`` is added to the kernel's environment; its working directory is the file's folder.
    Raises RenderError, with the line of the cell, when a cell or an expression fails.
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
            texts = _run(qmd, client, echo)
    return "\n".join(texts)


def _own_kernel(client: NotebookClient, sockets: str, imports: str) -> None:
    """This very Python, over sockets in a folder of its own: no kernelspec, no open port."""
    manager: Any = client.create_kernel_manager()
    manager.client_factory = _importing(imports, manager.client_factory)
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


def _importing(imports: str, usual: Any) -> type:
    """The usual client, but it lets the kernel import while it listens for last words.

    Jupyter's client listens for a fifth of a second, after the kernel has answered its first
    question, whether more comes. The imports go out right behind that question.
    """

    class Client(usual):
        asked = False

        def kernel_info(self) -> str:
            question: str = super().kernel_info()
            if not self.asked:
                self.asked = True
                self.execute(imports, silent=True, store_history=False)
            return question

    return Client


def _run(qmd: Qmd, client: NotebookClient, echo: bool) -> list[str]:
    texts: list[str] = []
    number = 0
    for part in qmd.parts:
        if isinstance(part, Prose):
            texts.append(_prose(qmd, client, part))
        else:
            texts.append(_cell(qmd, client, part, number, echo))
            number += 1
    return texts


def _cell(qmd: Qmd, client: NotebookClient, cell: Cell, number: int, echo: bool) -> str:
    node = client.nb.cells[number]
    try:
        client.execute_cell(node, number, execution_count=number + 1)
    except CellExecutionError as error:
        trace = _ANSI.sub("", error.traceback).strip()
        raise at(qmd.path, cell.line, f"the cell failed:\n{trace}") from None
    except (CellTimeoutError, DeadKernelError) as error:
        raise at(qmd.path, cell.line, f"the kernel died in this cell: {error}") from error
    if cell.options.get("include") is False:
        return ""
    parts = []
    if cell.options.get("echo", echo):
        parts.append(f"```python\n{cell.source}\n```\n")
    if cell.options.get("output", True) is not False:
        parts += [_output(qmd, cell, output) for output in node.outputs]
    return "\n".join(parts)


def _output(qmd: Qmd, cell: Cell, output: Any) -> str:
    if output.output_type == "stream":
        if output.name == "stderr":
            sys.stderr.write(output.text)
            return ""
        if cell.options.get("output") == "asis":
            return str(output.text)
        raise at(qmd.path, cell.line, "the cell prints text; give it the option `output: asis`")
    if "text/markdown" in output.data:
        return str(output.data["text/markdown"]) + "\n"
    shown = output.data.get("text/plain", "")[:60]
    raise at(
        qmd.path,
        cell.line,
        f"the cell shows {shown!r}, which is not markdown; show what say(), chart() or table() "
        "return, or end the line with a semicolon",
    )


def _prose(qmd: Qmd, client: NotebookClient, prose: Prose) -> str:
    found = list(INLINE.finditer(prose.text))
    if not found:
        return prose.text
    expressions = {str(i): match[1] for i, match in enumerate(found)}
    channel: Any = client.kc
    request = channel.execute("", user_expressions=expressions)
    content = (client.wait_for_reply(request) or {})["content"]
    answers = content.get("user_expressions", {})
    parts, last = [], 0
    for i, match in enumerate(found):
        answer = answers.get(str(i), content)
        if answer["status"] != "ok":
            line = prose.line + prose.text.count("\n", 0, match.start())
            reason = f"{answer.get('ename', 'error')}: {answer.get('evalue', '')}"
            raise at(qmd.path, line, f"`{match[1]}` failed: {reason}")
        parts += [prose.text[last : match.start()], _inline(answer["data"])]
        last = match.end()
    return "".join([*parts, prose.text[last:]])


def _inline(data: Mapping[str, str]) -> str:
    if "text/markdown" in data:
        return data["text/markdown"]
    text = data["text/plain"]
    if text[:1] in "'\"" and text[:1] == text[-1:]:
        return re.sub(r"([\\`*_{}\[\]()>#+\-.!])", r"\\\1", text[1:-1])
    return text
