"""How other places word their explanations: every number has its subject, and nothing is blamed.

The sentences follow published budgets and final accounts of several provinces; the bodies have no
names.
"""

from __future__ import annotations

import pytest

from analysis.checks.run import check_disclosures
from analysis.disclosure.read import disclose
from analysis.disclosure.recorder import Disclosure
from analysis.sources.document import Document, Line, SourceFile


def read(*texts: str) -> Disclosure:
    lines = tuple(Line(text, number) for number, text in enumerate(texts, 1))
    return disclose(Document(SourceFile("a.txt", "0" * 64, "text", "utf-8", 1), lines))


def blamed(read: Disclosure) -> list[str]:
    results = check_disclosures([read])
    return [
        f"{x.rule}: {x.formula}"
        for x in results
        if x.verdict == "contradiction" and x.rule != "required_items"
    ]


def keys(read: Disclosure) -> dict[str, str | None]:
    return {f"{c.value:f}": c.subject_key for c in read.claim if c.measure == "amount"}


BUDGET = (
    "某市某中心2025年单位预算情况说明",
    "二、单位收支总体情况",
    "支出预算：2025年年初预算数371.29万元，其中：社会保障和就业支出预算330.67万元，卫生健康支出预算"
    "16.06万元，住房保障支出预算24.56万元。支出预算较2024年增加64.46万元。",
)
FINAL = (
    "某省某厅2023年度部门决算",
    "第三部分 2023年度部门决算情况说明",
    "七、一般公共预算财政拨款“三公”经费支出决算情况说明",
    "2023年度“三公”经费财政拨款支出决算为62.07万元，完成全年预算84.82万元的73.2%，比上年决算数增加"
    "38.97万元，增长168.7%；比2019年决算数减少24.87万元，降低28.6%。其中：因公出国（境）费支出决算为"
    "12.02万元，完成预算12.02万元的100%，比上年决算数增加12.02万元；公务用车购置及运行维护费支出决算为"
    "27.46万元，完成预算29.6万元的92.8%，比上年决算数增加6.32万元，增长29.9%；公务接待费支出决算为"
    "22.59万元，完成预算43.2万元的52.3%，比上年决算数增加20.63万元，增长1,055.4%。",
)
AGAINST_BUDGET = (
    "某市某园2017年度部门决算",
    "第三部分 2017年度部门决算情况说明",
    "三、一般公共预算财政拨款支出决算情况",
    "2017年度一般公共预算财政拨款支出总计1741.75万元，与上年相比减少53.7万元，降低2.99%；完成年初预算"
    "100%，决算数大于预算数55.93万元。",
)
STAFF = (
    "某市某园2017年度部门决算",
    "第一部分 某市某园概况",
    "二、机构设置",
    "实际正式教职工62人，其中副高级职称4人，中级职称25人，初级职称23人，管理人员10人，退休职工28人。",
)
POSTS = (
    "某市某中心2018年部门预算及“三公”经费预算编制说明",
    "第一部分 某市某中心概况",
    "三、人员构成及编制现状",
    "人员编制总数为15人，实有在职人员总数14人，实有退休人员0人。具体情况如下：",
    "专技岗7人；管理岗位4人；工勤岗3人。",
)
BEHIND_NOTHING = (
    "某市某会2023年部门预算公开",
    "第三部分 2023年部门预算情况说明",
    "（二）政府采购预算安排情况说明。",
    "2023年政府采购预算17000元。按资金类型划分，一般公共预算拨款17000元，上年结转结余资金0元。",
    "按项目类型，分为货物类采购、工程类采购和服务类采购三种类型。其中：货物类采购10000元，占政府采购预算"
    "58.8%；工程类采购0元，占政府采购预算0%；服务类采购7000元，占政府采购预算41.2%。",
)
TWO_SIDES = (
    "某部某局2024年部门预算",
    "第三部分 2024年部门预算情况说明",
    "四、关于某局2024年财政拨款收支预算情况的总体说明",
    "某局2024年财政拨款收支总预算5,100.00万元。收入包括:一般公共预算当年拨款收入5,000.00万元、上年结转"
    "100.00万元;支出包括:社会保障和就业支出4,500.00万元、卫生健康支出600.00万元。",
)
EACH = (
    "某县某局2022年度单位决算",
    "第二部分 2022年度单位决算情况说明",
    "一、收入支出决算总体情况说明",
    "2022年度收、支总计各是4125.49,4143.91万元。与2021年相比，收、支总计各减少1267.86，2570.97万元，"
    "各下降23.51%、38.28%。",
)
CODES = (
    "某市某局2022年部门决算",
    "第三部分 2022年部门决算情况说明",
    "一、支出决算说明",
    "（一）205-教育支出23653万元，同比增加2954万元，增长14.27%，其中：",
    "1、20501-教育管理事务23653万元，同比增加2954万元，增长14.27%。",
)
CHAPTERS = (
    "某县某中心2024年单位预算公开",
    "六、一般公共预算基本支出情况说明",
    "2024年本年一般公共预算基本支出247.63万元。其中：工资福利支出预算201.69万元，商品和服务支出预算"
    "44.54万元，对个人和家庭补助支出预算1.40万元。",
)


@pytest.mark.parametrize(
    "texts", [BUDGET, FINAL, AGAINST_BUDGET, STAFF, POSTS, BEHIND_NOTHING, CHAPTERS]
)
def test_right_figures_in_other_words_raise_no_alarm(texts: tuple[str, ...]) -> None:
    found = read(*texts)
    assert blamed(found) == []
    assert found.claim and all(n.disposition != "unaccounted" for n in found.number)


@pytest.mark.parametrize(
    ("texts", "right", "wrong"),
    [
        (FINAL, "168.7%", "186.7%"),
        (FINAL, "增加6.32万元", "增加6.23万元"),
        (AGAINST_BUDGET, "2.99%", "3.99%"),
        (STAFF, "初级职称23人", "初级职称73人"),
        (BEHIND_NOTHING, "41.2%", "42.1%"),
        (TWO_SIDES, "4,500.00万元", "4,600.00万元"),
        (CODES, "14.27%，其中", "14.72%，其中"),
        (CHAPTERS, "44.54万元", "54.54万元"),
    ],
)
def test_a_wrong_figure_among_them_is_noticed(
    texts: tuple[str, ...], right: str, wrong: str
) -> None:
    changed = tuple(text.replace(right, wrong) for text in texts)
    assert changed != texts
    assert blamed(read(*changed))


def test_a_class_called_a_budget_is_that_class() -> None:
    found = keys(read(*BUDGET))
    assert (found["371.29"], found["330.67"]) == ("total_expenditure", "function/208")


def test_a_code_before_the_name_of_an_item_is_a_code_and_no_figure() -> None:
    found = read(*CODES)
    assert {n.token for n in found.number if n.disposition == "code"} == {"205", "20501"}
    assert keys(found)["23653"] in ("function/205", None)
    assert all(c.base_year == 2021 for c in found.claim if c.measure.startswith("change"))


def test_what_final_accounts_hold_their_spending_against_is_no_spending() -> None:
    measures = {f"{c.value:f}": c.measure for c in read(*FINAL, *AGAINST_BUDGET[3:]).claim}
    assert (measures["84.82"], measures["62.07"]) == ("budgeted", "executed")
    assert (measures["55.93"], measures["53.7"]) == ("against_budget", "change")
