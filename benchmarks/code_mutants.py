"""Misprinted codes: ``python -m benchmarks.code_mutants``.

Every classification code of the text documents is misprinted in turn, in memory, in some ways that
a hand slips. Reading and checks run on each mutant; the result is a section of docs/benchmarks.md.
Not done here: mutants of figures (``benchmarks.mutants``).
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.checks.run import check_records
from analysis.disclosure.read import disclose
from analysis.disclosure.records import Number
from analysis.sources.document import Document, Line
from analysis.sources.text import read_text
from benchmarks.section import write_section

RAW = Path("data") / "raw"
KINDS = ("one digit", "swap", "letter for digit", "digit left out", "class as 7")
_PROCESSES = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one misprint: new findings, and whether one names it with the right code."""

    kind: str
    findings: int
    named: bool
    lost: int


def misprints(code: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, misprinted code): one of each kind that changes the code."""
    middle = len(code) // 2
    made = {
        "one digit": code[:middle] + str((int(code[middle]) + 5) % 10) + code[middle + 1 :],
        "swap": code[: middle - 1] + code[middle] + code[middle - 1] + code[middle + 1 :],
        "letter for digit": code.replace("0", "O", 1),
        "digit left out": code[:-1],
        "class as 7": "7" + code[3:],
    }
    yield from ((kind, text) for kind, text in made.items() if text != code)


def _outcomes(path: str, part: int) -> list[Outcome]:
    """Run the misprints of every ``_PROCESSES``-th code of a document, from ``part`` on."""
    document = read_text(Path(path).read_bytes(), path)
    original = disclose(document)
    known = {r.check_id for r in check_records(original) if r.verdict == "contradiction"}
    codes = [n for n in original.number if (n.note or "").startswith(("function", "economic"))]
    found = []
    for number in codes[part::_PROCESSES]:
        for kind, text in misprints(number.token):
            changed = disclose(_printed(document, number, text))
            results = [
                r
                for r in check_records(changed)
                if r.verdict == "contradiction" and r.check_id not in known
            ]
            named = any(
                r.rule == "code_misprint" and number.token in (r.message_en or "") for r in results
            )
            lost = len(original.figure) - len(changed.figure)
            found.append(Outcome(kind, len({r.finding_id for r in results}), named, max(lost, 0)))
    return found


def _printed(document: Document, number: Number, text: str) -> Document:
    begin = number.col - 1
    end = begin + len(number.token)
    return Document(
        document.file,
        tuple(
            replace(block, text=block.text[:begin] + text + block.text[end:])
            if isinstance(block, Line) and block.line == number.line
            else block
            for block in document.blocks
        ),
    )


def page(outcomes: list[Outcome]) -> str:
    """Return the section of docs/benchmarks.md."""
    lines = [
        "## Misprinted codes",
        "",
        "Made by `make mutants`; not edited by hand. Every classification code is misprinted in",
        "turn. *Noticed*: a finding that the document did not have. *Named*: a finding says which",
        "code it is and which it should be. *Alone*: it is the only new finding; the amounts are",
        "left in peace. *Figures lost*: figures of the document that are not read any more.",
        "",
        "| misprint | number | noticed | named | alone | figures lost |",
        "|---|---|---|---|---|---|",
    ]
    for kind in ("all", *KINDS):
        found = [o for o in outcomes if kind in ("all", o.kind)]
        rates = [
            100 * sum(map(hit, found)) / len(found)
            for hit in (
                lambda o: o.findings > 0,
                lambda o: o.named,
                lambda o: o.named and o.findings == 1,
            )
        ]
        shown = " | ".join(f"{rate:.1f} %" for rate in rates)
        lines.append(f"| {kind} | {len(found)} | {shown} | {sum(o.lost for o in found)} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Run every misprint of the text documents in data/raw and write the section."""
    paths = sorted(str(path) for path in RAW.rglob("*.txt") if path.is_file())
    outcomes: list[Outcome] = []
    with ProcessPoolExecutor(_PROCESSES) as pool:
        for path in paths:
            for found in pool.map(_outcomes, [path] * _PROCESSES, range(_PROCESSES)):
                outcomes += found
    text = page(outcomes)
    write_section("codes", text)
    print(text)


if __name__ == "__main__":
    main()
