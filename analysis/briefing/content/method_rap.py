"""Which criteria of the NHS levels of RAP are met: looked up in the folder, not claimed.

The criteria and what each asks for are data (``method_rap.yml``). What nothing in the folder can
show, such as a review by a colleague, is said to be unknown.

Not done here: judging how well a criterion is met.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.briefing import tables
from analysis.briefing.checkout import commit
from analysis.briefing.content.context import connection_of
from analysis.briefing.content.phrases import blocks
from analysis.briefing.content.quantities import counted
from analysis.briefing.markdown import Markdown
from analysis.briefing.numbers import TERMS, read_yaml
from analysis.briefing.report import Report
from analysis.measures import Quantity
from analysis.paths import project_root

if TYPE_CHECKING:
    import duckdb

__all__ = ["LEVELS", "found", "rap"]

LEVELS = ("baseline", "silver", "gold")
_RESULTS = ("met", "failed", "unknown")
_FILE = TERMS / "rap.yml"
_CONDITIONS = ("exists", "contains", "lacks", "rows", "keyed", "commit")


def rap(report: Report) -> Markdown:
    """The levels, each with what was found, and the criteria as a table."""
    results = found(project_root(), connection_of(report))
    frame = pl.DataFrame(
        [
            (
                report.plain(f"rap.{criterion['level']}"),
                criterion[report.language],
                report.plain(f"rap.{result}"),
                criterion[f"evidence_{report.language}"],
            )
            for criterion, result in results
        ],
        schema=dict.fromkeys(("level", "criterion", "found", "evidence"), pl.String),
        orient="row",
    )
    taken = Counter(result for _, result in results)
    numbers = {result: _number(report, taken[result], result) for result in _RESULTS}
    criteria = counted(report, len(results), "count.criteria")
    labels = {column: report.plain(f"method.rap.{column}") for column in frame.columns}
    listed = "\n".join(f"- {line}" for line in _levels(report, results))
    return blocks(
        report.say("method.rap.lead", criteria=criteria, **numbers),
        listed,
        report.table(
            tables.build(frame, labels, plain=("criterion", "evidence")),
            name="rap",
            caption=report.say("method.rap.caption"),
            widths=(12, 40, 16, 32),
            size="8pt",
        ),
    )


def found(root: Path, connection: duckdb.DuckDBPyConnection) -> list[tuple[Mapping[str, Any], str]]:
    """Each criterion with what was found: met, failed or unknown."""
    return [(criterion, _look_up(criterion, root, connection)) for criterion in read_yaml(_FILE)]


def _look_up(
    criterion: Mapping[str, Any], root: Path, connection: duckdb.DuckDBPyConnection
) -> str:
    asked = [condition for condition in _CONDITIONS if condition in criterion]
    if not asked:
        return "unknown"
    holds = {
        "exists": lambda globs: all(any(root.glob(glob)) for glob in globs),
        "contains": lambda files: all(
            re.search(pattern, _text(root / file), re.MULTILINE)
            for file, patterns in files.items()
            for pattern in patterns
        ),
        "lacks": lambda files: (
            not any(
                re.search(pattern, _text(root / file), re.MULTILINE)
                for file, patterns in files.items()
                for pattern in patterns
            )
        ),
        "rows": lambda names: all(
            connection.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone() for name in names
        ),
        "keyed": lambda _: _keyed(root / "data" / "processed" / "datapackage.json"),
        "commit": lambda _: commit(root) is not None,
    }
    return "met" if all(holds[name](criterion[name]) for name in asked) else "failed"


def _text(path: Path) -> str:
    """The text of a file; empty where there is none."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def _keyed(package: Path) -> bool:
    """Whether every table of the data package declares its key."""
    text = _text(package)
    resources = json.loads(text)["resources"] if text else []
    return bool(resources) and all(r.get("schema", {}).get("primaryKey") for r in resources)


def _levels(report: Report, results: list[tuple[Mapping[str, Any], str]]) -> list[Markdown]:
    """Each level: reached only with all criteria of its own and of those below it."""
    lines, below = [], set()
    for level in LEVELS:
        below |= {result for criterion, result in results if criterion["level"] == level}
        state = "failed" if "failed" in below else "unknown" if "unknown" in below else "met"
        lines.append(
            report.say(
                "method.rap.result",
                level=report.plain(f"rap.{level}"),
                result=report.plain(f"rap.level_{state}"),
            )
        )
    return lines


def _number(report: Report, number: int, result: str) -> Quantity:
    return counted(report, number, "count.rap", found=report.plain(f"rap.{result}"))
