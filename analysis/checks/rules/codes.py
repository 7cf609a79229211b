"""Codes that are misprints: what the name, the place and the amounts of a row say of its code.

Not done here: finding them (``misprints``).
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.checks.facts import Facts
from analysis.checks.messages import LANGUAGES, phrase, place, word
from analysis.checks.misprint import STANDARD, Misprint
from analysis.checks.relation import Relation


def misprinted_codes(facts: Facts) -> Iterator[Relation]:
    """A row stands under the code that its name, its place and its amounts belong to.

    The relation holds no figure: it is the code cell that is doubted.
    """
    for misprint in facts.misprints:
        row = facts.tables[misprint.table].rows[misprint.code]
        cell = next(cell for cell in row.cells.values() if cell.value is not None)
        english, chinese = (_reasons(misprint, language) for language in LANGUAGES)
        yield Relation(
            f"{misprint.table}/{misprint.row}",
            op="given",
            verdict="contradiction",
            severity=None if misprint.mends else "notation",
            variant="either" if misprint.either else None if misprint.printed else "left_out",
            words={
                "code": misprint.printed,
                "needed": misprint.code,
                "name": misprint.name,
                "at": (place(cell, "en"), place(cell, "zh")),
                "reasons": (english, chinese),
                "table": f"@{misprint.named_in}",
            },
        )


def _reasons(misprint: Misprint, language: str) -> str:
    """Return what speaks for the other code, in words."""
    texts = []
    if misprint.named_in == STANDARD:
        texts.append(phrase("code_standard", language))
    elif misprint.named_in:
        table = word("tables", misprint.named_in, language)
        texts.append(phrase("code_elsewhere", language).format(table=table))
    if misprint.before and misprint.after:
        text = phrase("code_between", language)
        texts.append(text.format(before=misprint.before, after=misprint.after))
    if misprint.mends:
        texts.append(phrase("code_mends", language).format(n=misprint.mends))
    return phrase("code_and", language).join(texts)
