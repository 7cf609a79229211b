"""An invented document of the next year, made from a published text so that its identities hold.

The text is changed like a bureau would change it: the years move on, a project goes, one comes, one
gets another name, rows go and come, amounts move, last year's columns repeat this year's figures,
and one of them is restated. Then every sum is made to hold again: the relations that the checks
find in the new text are solved as linear equations, in exact fractions, over all printed figures.
Percentages follow from the amounts. Not done here: assertions; a table that the text does not have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from analysis.checks.catalogue import rules_by_id
from analysis.checks.relation import Relation
from analysis.checks.run import examine
from analysis.disclosure import records as r
from analysis.disclosure.read import disclose
from analysis.disclosure.recorder import Disclosure
from analysis.plain import plain
from analysis.sources.text import read_text
from tests.equations import solve
from tests.reprint import write

CENT = Decimal("0.01")
# By what this year's project budgets are multiplied, in turn.
_FACTORS = [Decimal(f) for f in ("1.03", "1.05", "0.97", "1.09", "1.06", "0.80")]
_PAY = Decimal("1.06")
_RESTATED_BY = Decimal("20.00")
_NEW_CODE, _NEW_NAME, _NEW_AMOUNT = "2080208", "基层政权建设和社区治理", "120.00"
_NEW_ECONOMIC = ("30215", "会议费", "4.00")
_HISTORY = re.compile(r"(预算变动情况[ \t]*\n).*?(?=\n[ \t]*项目资金来源)", re.S)


@dataclass(frozen=True, slots=True)
class NextYear:
    """The new text, and what was done to it: names for the tests to look for."""

    text: str
    year: int
    dropped: str
    added: str
    renamed: tuple[str, str]
    new_codes: tuple[str, ...]
    gone_codes: tuple[str, ...]
    restated: tuple[str, Decimal, Decimal]  # figure's row in last year's column, before, now


def make_next_year(text: str, name: str = "next.txt") -> NextYear:
    """Return next year's document made from the text of this year's."""
    text = text.replace("\r\n", "\n")
    before = parse(text, name)
    year = (before.document.fiscal_year or 0) + 1
    renamed, dropped = _projects_to_change(before)
    added = "适老化改造补助经费"
    new_name = "婚俗改革与登记服务经费"
    text = _rewrite_histories(_move_years(text, year), before, renamed, dropped)
    text = replace_name(text, renamed, new_name)
    text = replace_name(text, dropped, added)
    text = _new_sheet_words(text, added)
    gone = _operating_code_to_drop(before)
    text = _with_rows(_without_row(text, gone))
    draft = parse(text, name)
    wanted, restated = _wanted(draft, before, {added: dropped, new_name: renamed})
    text = _solved(text, name, draft, before, wanted)
    return NextYear(
        text=text,
        year=year,
        dropped=dropped,
        added=added,
        renamed=(renamed, new_name),
        new_codes=(_NEW_CODE, _NEW_ECONOMIC[0]),
        gone_codes=(gone,),
        restated=restated,
    )


def parse(text: str, name: str = "next.txt") -> Disclosure:
    """Read a text as the build does."""
    return disclose(read_text(text.encode(), name))


def replace_name(text: str, old: str, new: str) -> str:
    """Put another name in place of one, wherever lines break it; the lines keep their number."""
    pattern = re.compile(r"\s*".join(map(re.escape, old)))
    return pattern.sub(lambda found: new + "\n" * found[0].count("\n"), text)


def _projects_to_change(before: Disclosure) -> tuple[str, str]:
    """The project to rename (the one with a code) and the one to drop (the last)."""
    projects = sorted(before.project, key=lambda p: p.line or 0)
    renamed = next(p for p in projects if p.code and p.name)
    return renamed.name or "", projects[-1].name or ""


def _move_years(text: str, year: int) -> str:
    recent = "|".join(str(year - back) for back in (1, 2, 3))
    return re.sub(rf"(?<!\d)({recent})(?=\s*年)", lambda m: str(int(m[1]) + 1), text)


def _rewrite_histories(text: str, before: Disclosure, *unlike: str) -> str:
    """Let each sheet tell the two years before as this year's document told them."""
    year = (before.document.fiscal_year or 0) + 1
    projects = iter(sorted(before.project, key=lambda p: p.line or 0))

    def history(found: re.Match[str]) -> str:
        project = next(projects)
        if project.name == unlike[-1]:  # it makes room for a new one, which has no past
            return found[1] + f"\n {year}年新增项目。 \n"
        told = {
            line.fiscal_year: line.amount_wan
            for line in before.project_year
            if line.project_id == project.project_id and not line.component
        }
        last, this = told.get(year - 2), project.current_wan
        return (
            f"{found[1]}\n1.前两年预算安排情况：{year - 2} 年预算金额 {_shown(last)} 万元；"
            f"{year - 1} 年预算\n\n金额 {_shown(this)}万元。 \n\n"
            f"2.当年预算变动情况及理由：按工作需要安排。 \n"
        )

    return _HISTORY.sub(history, text)


def _new_sheet_words(text: str, added: str) -> str:
    """Give the sheet of the added project a content of its own."""
    begin = text.rindex("项目名称", 0, text.rindex("长期绩效目标表"))
    sheet = text[begin:]
    head, mark, rest = sheet.partition("第三部分")
    for old, new in (
        ("赔付金", "补助金"),
        ("被保险对象", "受助老人"),
        ("保费", "改造费"),
        ("医疗费用进", "改造费用进"),
        ("困难群众", "高龄老人"),
    ):
        head = replace_name(head, old, new)
    return text[:begin] + head + mark + rest


def _operating_code_to_drop(before: Disclosure) -> str:
    """An operating expense that stands in no other table: the smallest of some size."""
    amounts = {
        line.code or "": line.amount_wan
        for line in before.budget_line
        if line.table_kind == "general_basic_expenditure" and line.column_key == "operating"
    }
    small = [
        (amount, code)
        for code, amount in amounts.items()
        if amount and amount > 4 and len(code) == 5 and code not in ("30212", "30217", "30231")
    ]
    return min(small)[1]


def _without_row(text: str, code: str) -> str:
    return re.sub(rf"(?m)^ *{code} .*\n", "", text)


def _with_rows(text: str) -> str:
    """Add a functional code to both expenditure tables, and an economic one."""
    blocks = (
        f"{_NEW_CODE} \n\n  {_NEW_NAME} {_NEW_AMOUNT} 0.00 {_NEW_AMOUNT} \n\n",
        f"{_NEW_CODE} \n\n  {_NEW_NAME} \n\n{_NEW_AMOUNT} 0.00 0.00 0.00 {_NEW_AMOUNT} \n\n",
    )
    parts = re.split(r"(?m)^(?=2080299 *$)", text)
    assert len(parts) == 3, "the code stands in two tables"
    text = parts[0] + blocks[0] + parts[1] + blocks[1] + parts[2]
    code, name, amount = _NEW_ECONOMIC
    row = f" {code}  {name} {amount} 0.00 {amount} \n\n"
    return re.sub(r"(?m)^(?= *30217 )", row, text, count=1)


def _wanted(
    draft: Disclosure, before: Disclosure, names: Mapping[str, str]
) -> tuple[dict[str, Decimal], tuple[str, Decimal, Decimal]]:
    """Say which figures are to have which amount: what is not said follows, or stays."""
    old = {(y.side, y.item_key, y.fiscal_year): y.amount_wan for y in before.yearly_total}
    year = draft.document.fiscal_year or 0
    wanted: dict[str, Decimal] = {}
    restated = ("", Decimal(0), Decimal(0))
    for line in draft.yearly_total:
        if line.fiscal_year == year or line.figure_id is None:
            continue
        amount = old[line.side, line.item_key, line.fiscal_year] or Decimal(0)
        if line.fiscal_year == year - 1 and line.item_key in ("project", "appropriation", "total"):
            if line.item_key == "project":
                restated = (f"{line.side}/{line.item_key}", amount, amount + _RESTATED_BY)
            amount += _RESTATED_BY
        wanted[line.figure_id] = amount
    for number, project in enumerate(sorted(draft.project, key=lambda p: p.line or 0)):
        amount = ((project.current_wan or Decimal(0)) * _FACTORS[number % 6]).quantize(CENT)
        for figure_id in (project.current_figure_id, project.total_figure_id):
            if figure_id:
                wanted[figure_id] = amount
    wanted |= _indicators_moved_on(draft) | _reception_lowered(draft) | _pay_raised(draft)
    return wanted, restated


def _indicators_moved_on(draft: Disclosure) -> dict[str, Decimal]:
    """Let last year's value be this year's target of the document before, and so on back."""
    values = {figure.figure_id: figure for figure in draft.figure}
    moved: dict[str, Decimal] = {}
    for row in draft.indicator:
        ids = (row.year_before_last_figure_id, row.last_year_figure_id, row.target_figure_id)
        for figure_id, source_id in pairwise(ids):
            if figure_id and source_id:
                figure, source = values[figure_id], values[source_id]
                if figure.unit == source.unit and source.value is not None:
                    moved[figure_id] = source.value
    return moved


def _reception_lowered(draft: Disclosure) -> dict[str, Decimal]:
    """Cut official reception by a few cents, in its table, its economic code and the prose."""
    by = Decimal("0.04")
    figures = {
        line.figure_id: line.amount_wan
        for line in [*draft.three_public, *draft.budget_line]
        if line.figure_id and line.amount_wan is not None
    }
    wanted = {
        line.figure_id: figures[line.figure_id] - by
        for line in draft.three_public
        if line.item in ("total", "reception") and line.figure_id
    }
    for cell in draft.budget_line:
        if cell.code == "30217" and cell.amount_wan and cell.figure_id:
            wanted[cell.figure_id] = cell.amount_wan - by
    for claim in draft.claim:
        of_it = (claim.subject_key or "").startswith("three_public/")
        if of_it and claim.measure == "change" and claim.figure_id and claim.value:
            wanted[claim.figure_id] = by
    return wanted


def _pay_raised(draft: Disclosure) -> dict[str, Decimal]:
    """Raise the largest kind of pay; that a function gets it follows."""
    pay = [
        (line.amount_wan, line.figure_id)
        for line in draft.budget_line
        if line.table_kind == "general_basic_expenditure" and line.column_key == "personnel"
        if line.level and line.level > 1 and line.amount_wan and line.figure_id
    ]
    amount, figure_id = max(pay)
    return {figure_id: (amount * _PAY).quantize(CENT)}


def _solved(
    text: str, name: str, draft: Disclosure, before: Disclosure, wanted: Mapping[str, Decimal]
) -> str:
    run = examine(draft)
    severity = {rule: entry.severity for rule, entry in rules_by_id().items()}
    equations = []
    for relation, judgement in run.judged:
        scope = (relation.severity or severity[relation.rule]) != "arithmetic"
        fails = judgement.verdict == "contradiction"
        # What was just as much as it may be at most is to stay so.
        full = relation.op == "at_most" and not judgement.difference and _of_money(relation)
        tested = (relation.op == "equal" or full) and judgement.verdict != "not_checkable"
        if tested and not (fails and scope):
            equations.append(relation)
    values = solve(equations, wanted)
    money = {figure.figure_id: figure for figure in draft.figure}
    text = write(text, [(money[k], value) for k, value in values.items() if k in money])
    return _with_percentages(text, name)


def _of_money(relation: Relation) -> bool:
    return all(cell.unit == "wan_yuan" for cell in relation.cells)


def _with_percentages(text: str, name: str) -> str:
    """Set each percentage to the quotient of its amounts."""
    draft = parse(text, name)
    figures = {figure.figure_id: figure for figure in draft.figure}
    values: list[tuple[r.Figure, Decimal]] = []
    for relation, judgement in examine(draft).judged:
        cell = relation.left[0].factors[0] if relation.op == "ratio" else None
        if cell and cell.figure_id and judgement.right is not None:
            step = cell.step or Decimal(1)
            rounded = abs(judgement.right).quantize(step, ROUND_HALF_UP)
            values.append((figures[cell.figure_id], rounded))
    return write(text, values)


def _shown(amount: Decimal | None) -> str:
    return plain(amount or Decimal(0))
