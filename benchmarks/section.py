"""Writing one section of docs/benchmarks.md without touching the others.

A section stands between two comments that carry its name. Not done here: measuring.
"""

from __future__ import annotations

from pathlib import Path

PATH = Path("docs") / "benchmarks.md"


def write_section(name: str, text: str, path: Path = PATH) -> None:
    """Put ``text`` in place of the section ``name``, at the end where it is new."""
    begin, end = f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->\n"
    page = path.read_text(encoding="utf-8") if path.exists() else "# Benchmarks\n\n"
    before, found, rest = page.partition(begin)
    after = rest.partition(end)[2] if found else ""
    if not found and not before.endswith("\n\n"):
        before = before.rstrip("\n") + "\n\n"
    path.write_text(before + begin + text + end + after, encoding="utf-8")
