"""Runs the cells of a .qmd once, in one kernel, and gives one markdown text for all formats.

Cells show markdown (objects with ``_repr_markdown_``, or printed text with ``output: asis``).
Inline expressions are asked of the kernel in the order of the document, one request a stretch of
prose, as Quarto's own notebook runner does (user_expressions of Jupyter's execute request).

Not done here: starting the kernel (``kernel.py``), talking to it (``client.py``); pictures or
tables of other types than markdown: they are refused with their line.
"""

from __future__ import annotations

import re
import sys
from collections import deque
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from analysis.briefing.render.client import ASKED_AHEAD, client_of
from analysis.briefing.render.errors import at
from analysis.briefing.render.kernel import Kernel
from analysis.briefing.render.qmd import INLINE, Cell, Prose, Qmd

__all__ = ["execute"]

_ANSI = re.compile(r"\x1b\[[0-9;]*m")


def execute(qmd: Qmd, kernel: Kernel, *, echo: bool = False) -> str:
    """The markdown of ``qmd`` with all cells and inline expressions run in ``kernel``.

    Raises RenderError, with the line of the cell, when a cell or an expression fails.
    """
    with client_of(kernel, qmd) as client:
        return "\n".join(_texts(qmd, client, echo))


def _texts(qmd: Qmd, client: NotebookClient, echo: bool) -> Iterator[str]:
    parts = iter(qmd.parts)
    asked: deque[tuple[Prose | Cell, str]] = deque()
    number = 0
    while True:
        for part in islice(parts, ASKED_AHEAD - len(asked)):
            asked.append((part, _ask(client, part)))
        if not asked:
            return
        part, question = asked.popleft()
        if isinstance(part, Prose):
            yield _prose(qmd, client, part, question)
        else:
            yield _cell(qmd, client, part, number, question, echo)
            number += 1


def _ask(client: NotebookClient, part: Prose | Cell) -> str:
    """The id of the question to the kernel; empty where there is nothing to ask."""
    channel: Any = client.kc
    if isinstance(part, Cell):
        return str(channel.execute(part.source)) if part.source.strip() else ""
    expressions = {str(i): match[1] for i, match in enumerate(INLINE.finditer(part.text))}
    return str(channel.execute("", user_expressions=expressions)) if expressions else ""


def _cell(
    qmd: Qmd, client: NotebookClient, cell: Cell, number: int, question: str, echo: bool
) -> str:
    node = client.nb.cells[number]
    channel: Any = client.kc
    channel.already = question
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


def _prose(qmd: Qmd, client: NotebookClient, prose: Prose, question: str) -> str:
    if not question:
        return prose.text
    content = (client.wait_for_reply(question) or {})["content"]
    answers = content.get("user_expressions", {})
    parts, last = [], 0
    for i, match in enumerate(INLINE.finditer(prose.text)):
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
