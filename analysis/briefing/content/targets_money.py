"""Targets beside the money of their project: asked for less, or only paid less?

Not done here: what became of a target (``analysis.measures``), the shape of the chart.
"""

from __future__ import annotations

from analysis.briefing import tables
from analysis.briefing.charts.beside import beside
from analysis.briefing.content.context import Row, rows_of
from analysis.briefing.content.phrases import blocks, joined, left_out
from analysis.briefing.content.quantities import counted, quantity, rounded
from analysis.briefing.content.targets import annual
from analysis.briefing.filters import about
from analysis.briefing.markdown import Markdown
from analysis.briefing.names import name
from analysis.briefing.report import Report
from analysis.measures import Quantity
from analysis.measures.columns import frame_of

__all__ = ["money_chart", "money_text"]


def money_text(report: Report) -> Markdown:
    """For each combination of money and targets the projects that show it.

    The section is left out where the document sets no targets for the year.
    """
    rows = _known(report)
    if not rows:
        return report.say("targets.money.none") if annual(report) else left_out()
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row["money"], row["targets"]), []).append(row)
    lines = [
        report.say(
            "targets.pattern",
            money=report.plain(f"money.{money}"),
            targets=report.plain(f"targets.became.{became}"),
            projects=joined(report, [_item(report, row) for row in members]),
        )
        for (money, became), members in groups.items()
    ]
    listed = "\n".join(f"- {line}" for line in lines)
    return blocks(report.say("targets.money.lead"), listed)


def money_chart(report: Report) -> Markdown:
    """The change of each project's money beside the targets that ask for less or more."""
    rows = [row for row in _known(report) if row["change_pct"] is not None]
    if not rows:
        return Markdown("")
    frame = frame_of(
        [
            {
                "project": row["project_id"],
                "name": name(row["name"], report.language, "project"),
                "change": row["change_pct"],
                "label": _percent(report, row),
                "label_src": report.passports.reference(rounded(quantity(row, "change_pct"))),
                **report.sourced(
                    amount=quantity(row, "change_wan"),
                    less=_count(report, row["lowered"] + row["dropped"], "less"),
                    more=_count(report, row["raised"] + row["new"], "more"),
                    kept=_count(report, row["kept"], "kept"),
                ),
            }
            for row in rows
        ]
    )
    listed = (
        report.plain(
            "targets.money.alt_row",
            name=entry["name"],
            change=rounded(quantity(row, "change_pct")),
            less=entry["less"],
            more=entry["more"],
        )
        for entry, row in zip(frame.iter_rows(named=True), rows, strict=True)
    )
    labels = {c: report.plain(f"targets.money.{c}") for c in ("name", "amount")}
    labels["label"] = report.plain("targets.money.change")
    labels |= {c: report.plain(f"targets.money.{c}") for c in ("less", "more", "kept")}
    titles = (report.plain("targets.money.change"), report.plain("targets.money.targets"))
    return report.chart(
        lambda sheet: beside(frame, *titles, sheet),
        name="targets-money",
        caption=report.say("targets.money.caption"),
        alt_text=report.plain("targets.money.alt", listed=" ".join(listed)),
        data=tables.build(frame, labels, right=("label",)),
        rows=[about([row["project_id"]]) for row in rows],
    )


def _known(report: Report) -> list[Row]:
    """The projects with money or targets to compare, the deepest cut first."""
    rows = [
        row
        for row in rows_of(report, "targets_and_money")
        if row["money"] != "unknown" or row["targets"] != "unknown"
    ]
    return sorted(rows, key=lambda row: (row["change_pct"] is None, row["change_pct"] or 0))


def _item(report: Report, row: Row) -> Markdown:
    called = name(row["name"], report.language, "project")
    change = rounded(quantity(row, "change_pct"))
    return report.say("targets.pattern.item", name=called, change=change)


def _percent(report: Report, row: Row) -> str:
    return report.words.number(rounded(quantity(row, "change_pct")), "signed")


def _count(report: Report, number: int, what: str) -> Quantity:
    return counted(report, number, f"targets.money.{what}")
