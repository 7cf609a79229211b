"""Prints project sheets and indicator tables the way text taken from a typeset PDF looks.

Cells come one after another without a grid; a cell's paragraph ends with a blank, a line that is
only broken does not; short cells of a row may share a line; blank lines stand anywhere between.
``Printer`` draws every free choice from a random source, so that tests try many layouts.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

from analysis.disclosure import records as r
from analysis.disclosure.recorder import Disclosure, Recorder
from analysis.disclosure.regions import Region
from analysis.sources.document import Line

_BESIDE_LATIN = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9])")


@dataclass(frozen=True)
class Row:
    """An indicator as it was written: levels only where they are printed."""

    name: str
    values: tuple[str, ...]
    basis: str = "计划数据"
    level1: str | None = None
    level2: str | None = None


@dataclass
class Printer:
    """Lays cells out as lines; ``trimmed`` cuts the blanks at line ends off."""

    random: random.Random = field(default_factory=lambda: random.Random(1))
    trimmed: bool = False
    lines: list[str] = field(default_factory=list)

    def cell(self, text: str, width: int | None = None, spaced: bool = False) -> None:
        """Print a cell, broken over lines of ``width`` characters."""
        if spaced:
            text = _BESIDE_LATIN.sub(" ", text)
        width = width or self.random.randint(4, 12)
        rest = text
        while len(rest) > width:
            at = width
            while rest[at - 1 : at + 1].isascii() or rest[at] == " " or rest[at - 1] == " ":
                at -= 1  # a compositor breaks no number and leaves no blank at a line's end
                if at < 2:
                    at = len(rest)
                    break
            if at == len(rest):
                break
            self.line(rest[:at])
            rest = rest[at:]
        self.line(rest + " ")

    def cells(self, *texts: str, spaced: bool = False) -> None:
        """Print cells of one row: short ones may share a line."""
        row: list[str] = []
        for text in texts:
            if len(text) <= 8 and self.random.random() < 0.6:
                row.append(_BESIDE_LATIN.sub(" ", text) if spaced else text)
                continue
            self._flush(row)
            self.cell(text, spaced=spaced)
        self._flush(row)

    def _flush(self, row: list[str]) -> None:
        if row:
            self.line(" ".join(row) + " ")
        row.clear()

    def line(self, text: str) -> None:
        self.lines.append(text.rstrip() if self.trimmed else text)
        if self.random.random() < 0.5:
            self.lines.append("")

    def header(self, horizon: str) -> None:
        self.line("年度绩效目标表 " if horizon == "annual" else "长期绩效目标表 ")
        self.cells("目标名称", "一级指标", "二级指标", "三级指标")
        if horizon == "annual":
            self.cell("指标值")
            self.cell("指标值确定依据", 3)
            self.cells("前年", "上年")
            self.cell("预计当年实现", 4)
        else:
            self.cell("指标值")
            self.cell("指标值确定依据", 6)

    def table(self, horizon: str, rows: list[Row], goal: str | None = "1") -> None:
        """Print an indicator table of a project sheet."""
        self.header(horizon)
        name = "年度绩效目标" if horizon == "annual" else "长期绩效目标"
        self.cell(name + (goal or ""), 6)
        for row in rows:
            for level in (row.level1, row.level2):
                if level:
                    self.cell(level, 5)
            self.cells(row.name, *row.values, row.basis)

    def region(self, kind: str = "project_sheets") -> Region:
        """Return what was printed as the region of a document."""
        heading = Line("十二、项目支出绩效目标表", 1)
        blocks = tuple(Line(text, number) for number, text in enumerate(self.lines, 2))
        return Region(kind, (heading,), blocks)


def make_recorder(year: int = 2025) -> Recorder:
    """Return a recorder of an empty document."""
    return Recorder(Disclosure(r.Document(f"{year}-00000000", fiscal_year=year)))


def print_sheet(
    printer: Printer,
    name: str = "城乡社区活动经费",
    *,
    heading: str | None = "（一）城乡社区活动经费项目 120.50万元。",
    details: tuple[tuple[str, str], ...] = (("活动组织", "100万元"), ("宣传", "20.50万元")),
    funding: tuple[tuple[str, str], ...] = (("一般公共预算财政拨款收入", "120.50万元"),),
    total: str = "120.50万元",
    reason: tuple[str, ...] = ("根据区政府工作部署，开展城乡社区活动。",),
    history: tuple[str, ...] = ("2023年预算金额80万元；2024年预算金额95.5万元。",),
    derivation: tuple[str, ...] = ("1.活动组织经费100万元。", "2.宣传经费20.50万元。"),
    long_term: list[Row] | None = None,
    annual: list[Row] | None = None,
    width: int = 30,
) -> None:
    """Print one project sheet."""
    if heading:
        printer.line(heading)
    printer.line("区直部门（单位）项目申报表（含绩效目标） ")
    printer.line("    资金单位：万元 ")
    printer.line("项目名称 " + name[:8] + ("" if len(name) > 8 else " "))
    if len(name) > 8:
        printer.line(name[8:] + " ")
    printer.line("项目代码 ZX/0012/03 ")
    printer.line("项目主管部门 某区民政局 项目执行单")
    printer.line("位 ")
    printer.line("社区服务中心 ")
    printer.line("项目负责人 王某 联系电话 81234567 ")
    printer.line("项目类型  1.部门项目         2.公共项目 □ ")
    printer.line("项目申请理由 ")
    for text in reason:
        printer.cell(text, width)
    printer.line("项目主要内容 ")
    printer.cell("1.组织活动；", width)
    printer.cell("2.开展宣传。", width)
    printer.line(f"项目总预算 {total} 项目当年预")
    printer.line("算 ")
    printer.line(f"{total} ")
    printer.line("项目前两年预算及当年")
    printer.line("预算变动情况 ")
    for text in history:
        printer.cell(text, width)
    printer.line("项目资金来源 资金来源项目 金额 ")
    printer.line(f"合计 {total} ")
    for number, (source, amount) in enumerate(funding, 1):
        printer.line(f"{number}.{source} {amount} ")
        printer.line(f"  其中：申请当年预算拨款 {amount} ")
    for char in "项目支出预算及测算依据":
        printer.line(char)
    printer.line(" ")
    printer.line("项目支出明细 金额 ")
    printer.line(f"合计 {total} ")
    for number, (item, amount) in enumerate(details, 1):
        printer.line(f"{number}.{item} {amount} ")
    printer.line("测算依据")
    printer.line("及说明 ")
    for text in derivation:
        printer.cell(text, width)
    printer.line("          目标说明 ")
    printer.line("长期绩效目标 1 ")
    printer.cell("逐步完善社区活动体系。", width)
    printer.line("年度绩效目标 1 ")
    printer.cell("全年开展社区活动12场。", width)
    if long_term:
        printer.table("long_term", long_term)
    if annual:
        printer.table("annual", annual)
