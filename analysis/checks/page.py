"""docs/checks.md, made from the catalogue: ``python -m analysis.checks.page``.

A test holds the file and the catalogue equal. Not done here: anything that is not in the catalogue
or in ``page.yml``.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from analysis.checks.catalogue import Rule, rules
from analysis.checks.knowledge import read_yaml

PATH = Path("docs") / "checks.md"


def page() -> str:
    """Return the text of docs/checks.md."""
    words = read_yaml("page")
    parts = [f"# {words['title']}\n", words["introduction"].strip() + "\n"]
    for family, found in groupby(rules(), key=lambda rule: rule.family):
        parts.append(f"## {family}. {words['families'][family]}\n")
        parts += [_entry(rule) for rule in found]
    return "\n".join(parts)


def _entry(rule: Rule) -> str:
    lines = [
        f"### `{rule.id}`\n",
        f"{rule.title.en}. {rule.title.zh}。\n",
        f"- relation: `{rule.show}`",
        f"- severity: {rule.severity}",
        f"- basis: {rule.basis}",
    ]
    for name, message in rule.messages.items():
        label = f"message ({name})" if name else "message"
        lines += [f"- {label}: {message.en}", f"  {message.zh}"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PATH.write_text(page(), encoding="utf-8")
