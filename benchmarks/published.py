"""Have the checks teeth on other bodies' documents: ``python -m benchmarks.published FOLDER``.

Of each PDF in a folder some money figures and percentages are changed, one at a time, in memory, as
in ``benchmarks.mutants``. The result is a section of docs/benchmarks.md. Not done here: rows left
out, units mistaken.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

from analysis.disclosure import records as r
from analysis.disclosure.read import disclose
from analysis.sources.document import Block, Cell, Document, Line, UnreadableSource
from analysis.sources.pdf import read_pdf
from benchmarks.mutants import Outcome, Trial, by_table, outcome_of, table, trial_of
from benchmarks.mutation import Mutant, one_digit, swapped
from benchmarks.section import write_section

_PROCESSES = 2
_MOST = 200  # mutants of one document
_CHANGES = (("one digit", one_digit), ("swap", swapped))


def mutants(document: Document, figures: Sequence[r.Figure]) -> Iterator[tuple[Mutant, Line]]:
    """Yield the mutants of the figures of a paged document, each with the line that it changes."""
    lines: dict[tuple[int | None, int], list[Line]] = defaultdict(list)
    for line in _lines(document):
        lines[line.page, line.line].append(line)
    for figure in figures:
        if figure.value is None or (figure.amount_wan is None and figure.unit != "percent"):
            continue
        printed, begin = figure.printed or "", (figure.col or 1) - 1
        end = begin + len(printed)
        for line in lines[figure.page, figure.line or 0]:
            if line.text[begin:end] != printed:
                continue
            for kind, change in _CHANGES:
                text = change(printed)
                if text is not None:
                    whole = line.text[:begin] + text + line.text[end:]
                    ids = (figure.figure_id,)
                    yield Mutant(kind, figure.table_kind or "", ids, text, ((0, whole),)), line
            break


def _lines(document: Document) -> Iterator[Line]:
    for block in document.blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from (line for cell in block.cells for line in cell.lines)


def changed(document: Document, at: Line, text: str) -> Document:
    """Return the document with another text in one line, of a cell or between the tables."""
    return replace(document, blocks=tuple(_changed(block, at, text) for block in document.blocks))


def _changed(block: Block, at: Line, text: str) -> Block:
    if isinstance(block, Line):
        return replace(block, text=text) if block is at else block
    cells = [cell for cell in block.cells if any(line is at for line in cell.lines)]
    if not cells:
        return block
    return block._replace(cells=tuple(_in_cell(cell, at, text) for cell in block.cells))


def _in_cell(cell: Cell, at: Line, text: str) -> Cell:
    lines = tuple(replace(line, text=text) if line is at else line for line in cell.lines)
    return cell._replace(lines=lines) if any(line is at for line in cell.lines) else cell


_TRIALS: dict[Path, tuple[Trial, list[tuple[Mutant, Line]]]] = {}


def _trial(path: Path, most: int) -> tuple[Trial, list[tuple[Mutant, Line]]]:
    if path not in _TRIALS:
        this = trial_of(read_pdf(path.read_bytes(), path.name))
        found = list(mutants(this.document, this.disclosure.figure))
        chosen = random.Random(0).sample(found, min(most, len(found)))
        _TRIALS[path] = this, chosen
    return _TRIALS[path]


def _run(path: Path, most: int, first: int) -> list[Outcome]:
    this, chosen = _trial(path, most)
    return [
        outcome_of(one, this, disclose(changed(this.document, line, one.lines[0][1])))
        for one, line in chosen[first::_PROCESSES]
    ]


def _is_read(path: Path, most: int) -> bool:
    try:
        _trial(path, most)
    except UnreadableSource as reason:
        print(f"left out: {reason}")
        return False
    return True


def page(found: dict[str, list[Outcome]]) -> str:
    """Return the section of docs/benchmarks.md; ``found`` holds outcomes by file name."""
    outcomes = [outcome for of_file in found.values() for outcome in of_file]
    guarded = [outcome for outcome in outcomes if outcome.identities]
    lines = [
        "## Mutants of published PDF files",
        "",
        "Made by `python -m benchmarks.published FOLDER`; not edited by hand. As above, with some",
        "figures of each file: the middle digit changed, or two digits swapped.",
        "",
        *table("figures", [("all", outcomes), ("in at least one identity", guarded)]),
        "",
        *table("file", sorted(found.items())),
        "",
        *table("table", by_table(outcomes)),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Run mutants of every PDF in a folder and write the section."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    options.add_argument("folder", type=Path, help="folder of PDF files")
    options.add_argument("--most", type=int, default=_MOST, help="mutants of one file")
    given = options.parse_args()
    paths = [path for path in sorted(given.folder.rglob("*.pdf")) if _is_read(path, given.most)]
    found: dict[str, list[Outcome]] = {}
    with ProcessPoolExecutor(_PROCESSES) as pool:
        for path in paths:
            parts = [pool.submit(_run, path, given.most, first) for first in range(_PROCESSES)]
            found[path.name] = [outcome for part in parts for outcome in part.result()]
    text = page(found)
    write_section("published", text)
    print(text)


if __name__ == "__main__":
    main()
