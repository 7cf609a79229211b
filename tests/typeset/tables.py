"""The coded and two-sided tables of a document, laid out from the records that were read.

Tables that the text has only as headings (they were pictures) are invented from the figures that
it has. Not done here: the sheets (``overall``, ``sheets``).
"""

from __future__ import annotations

from analysis.disclosure.recorder import Disclosure
from tests.typeset.layout import Part, Ruled, Spot

CODED = {
    "expenditure_summary": "部门支出总表",
    "general_expenditure": "一般公共预算支出表（分功能科目）",
    "general_expenditure_by_unit": "一般公共预算支出表（分单位）",
    "general_basic_expenditure": "一般公共预算基本支出表",
    "fund_expenditure": "政府性基金预算支出表",
}
_WORDS = {"total": "合计", "basic": "基本支出", "personnel": "人员经费", "operating": "公用经费"}
_WORDS["project"] = "项目支出"
UNIT = "单位：万元"


def printed_figures(disclosure: Disclosure) -> dict[str | None, str]:
    """What each figure is printed as; blank cells have none."""
    return {figure.figure_id: figure.printed or "" for figure in disclosure.figure}


def coded_part(disclosure: Disclosure, kind: str) -> Part:
    """Return a coded table; 小计 and the parts of the basic expenditure stand under one head."""
    printed = printed_figures(disclosure)
    lines = [line for line in disclosure.budget_line if line.table_kind == kind]
    columns = [key for key in _WORDS if any(line.column_key == key for line in lines)]
    unit = "unit" in (lines[0].classification or "")
    table = Ruled([2, 5, *([2] * len(columns))], header=2)
    table.row("单位编码" if unit else "科目编码", "单位名称" if unit else "科目名称")
    deep = "personnel" in columns and "basic" in columns
    column = 2
    for key in columns:
        word = _WORDS[key]
        if deep and key in ("basic", "personnel", "operating"):
            if key == "basic":
                table.spots.append(Spot("基本支出", 0, column, width=3))
            table.spots.append(Spot("小计" if key == "basic" else word, 1, column))
        else:
            table.spots.append(Spot(word, 0, column, height=2))
        column += 1
    table.spots[0], table.spots[1] = (Spot(table.spots[i].text, 0, i, height=2) for i in (0, 1))
    table.height = 2
    amounts = {(ln.code, ln.column_key): printed.get(ln.figure_id, "") for ln in lines}
    for code, name in {line.code: line.name for line in lines}.items():
        label = ("", "合计") if code == "total" else (code or "", name or "")
        table.row(*label, *(amounts[code, key] for key in columns))
    return Part(CODED[kind], [CODED[kind], UNIT, table])


def appropriation_part(disclosure: Disclosure) -> Part:
    """财政拨款收支总表: revenue left, expenditure right, ordinals before the items."""
    printed = printed_figures(disclosure)
    sides: dict[str, list[tuple[str, str]]] = {"revenue": [], "expenditure": []}
    numbers = [0, 0]
    for line in disclosure.summary_line:
        if line.table_kind != "appropriation_summary":
            continue
        level, mark = line.level or 0, ""
        if level:
            numbers = [numbers[0] + 1, 0] if level == 1 else [numbers[0], numbers[1] + 1]
            mark = f"{_chinese(numbers[0])}、" if level == 1 else f"（{_chinese(numbers[1])}）"
        else:
            numbers = [0, 0]
        item = (f"{mark}{line.item}", printed.get(line.figure_id, ""))
        sides[line.side or ""].append(item)
    return Part("财政拨款收支总表", ["财政拨款收支总表", UNIT, _two_sided(**sides)])


def _two_sided(revenue: list[tuple[str, str]], expenditure: list[tuple[str, str]]) -> Ruled:
    table = Ruled([5, 2, 5, 2], header=2)
    table.row(("收入", 2), ("支出", 2))
    table.row("项目", "预算数", "项目", "预算数")
    longest = max(len(revenue), len(expenditure)) - 1
    for side in (revenue, expenditure):
        side[-1:-1] = [("", "")] * (longest + 1 - len(side))
    for left, right in zip(revenue, expenditure, strict=True):
        table.row(*left, *right)
    return table


def three_public_part(disclosure: Disclosure) -> Part:
    """“三公”经费: one row under a header of two levels."""
    printed = printed_figures(disclosure)
    values = {row.item: printed.get(row.figure_id, "") for row in disclosure.three_public}
    table = Ruled([2] * 6, header=2)
    table.height = 2
    table.spots += [
        Spot("“三公”经费合计", 0, 0, height=2),
        Spot("因公出国（境）费", 0, 1, height=2),
        Spot("公务用车购置及运行费", 0, 2, width=3),
        Spot("小计", 1, 2),
        Spot("公务用车购置费", 1, 3),
        Spot("公务用车运行费", 1, 4),
        Spot("公务接待费", 0, 5, height=2),
    ]
    order = ("total", "overseas", "vehicles", "vehicle_purchase", "vehicle_running", "reception")
    table.row(*(values[key] for key in order))
    title = "一般公共预算“三公”经费支出表"
    return Part("三公经费支出表", [title, UNIT, table])


def capital_part(disclosure: Disclosure) -> Part:
    """国有资本经营预算: a header, and the note that there is nothing to print."""
    [line] = [ln for ln in disclosure.budget_line if ln.table_kind == "capital_expenditure"]
    table = Ruled([2, 5, 2, 2, 2], header=1)
    table.row("科目编码", "科目名称", "合计", "基本支出", "项目支出")
    table.row("", "", "", "", "")
    title = "国有资本经营预算支出表"
    return Part(title, [title, UNIT, table, line.reading_note or ""])


def invented_parts(disclosure: Disclosure) -> list[Part]:
    """收支总表, 收入总表 and 项目支出情况表, of which the text has only the headings."""
    printed = printed_figures(disclosure)
    lines = [ln for ln in disclosure.budget_line if ln.column_key == "total"]
    outlay = [ln for ln in lines if ln.table_kind == "expenditure_summary"]
    totals = {ln.table_kind: printed.get(ln.figure_id, "") for ln in lines if ln.code == "total"}
    grand = totals["expenditure_summary"]
    general = totals["general_expenditure"]
    [fund] = [printed[ln.figure_id] for ln in lines if ln.code == "2296002"][:1]
    summary = _two_sided(
        [
            ("一、一般公共预算拨款收入", general),
            ("二、政府性基金预算拨款收入", fund),
            ("本年收入合计", grand),
            ("上年结转", ""),
            ("收入总计", grand),
        ],
        [
            *((ln.name or "", printed[ln.figure_id]) for ln in outlay if ln.level == 1),
            ("本年支出合计", grand),
            ("支出总计", grand),
        ],
    )
    revenue = Ruled([2, 5, 2, 2, 2, 2], header=2)
    revenue.height = 2
    revenue.spots += [
        Spot("单位编码", 0, 0, height=2),
        Spot("单位名称", 0, 1, height=2),
        Spot("合计", 0, 2, height=2),
        Spot("本年收入", 0, 3, width=2),
        Spot("一般公共预算", 1, 3),
        Spot("政府性基金预算", 1, 4),
        Spot("上年结转", 0, 5, height=2),
    ]
    revenue.row("", "合计", grand, general, fund, "")
    revenue.row("501", "武昌区民政局", grand, general, fund, "")
    projects = Ruled([6, 3, 3, 3], header=1)
    projects.row("项目名称", "合计", "一般公共预算", "政府性基金预算")
    of_projects = {
        ln.table_kind: printed.get(ln.figure_id, "")
        for ln in disclosure.budget_line
        if (ln.code, ln.column_key) == ("total", "project")
    }
    whole, ordinary = (of_projects[k] for k in ("expenditure_summary", "general_expenditure"))
    projects.row("合计", whole, ordinary, fund)
    projects.row("彩票公益金安排的支出", fund, "", fund)
    for project in disclosure.project:
        amount = f"{project.current_wan:,.2f}"
        projects.row(project.name or "", amount, amount, "")
    return [
        Part("部门收支总表", ["部门收支总表", UNIT, summary]),
        Part("部门收入总表", ["部门收入总表", UNIT, revenue]),
        Part("项目支出情况表", ["项目支出情况表", UNIT, projects]),
    ]


def _chinese(number: int) -> str:
    digits = "〇一二三四五六七八九"
    if number < 10:
        return digits[number]
    tens = {1: "十", 2: "二十"}[number // 10]
    return tens + (digits[number % 10] if number % 10 else "")
