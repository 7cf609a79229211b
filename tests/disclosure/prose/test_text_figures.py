"""Texts without a grammar of their own: every amount, percentage and count is a claim."""

from __future__ import annotations

from analysis.disclosure.prose.text_figures import read_text_figures
from tests.disclosure.prose.factories import PROJECT, a_recorder, a_text, said


def test_every_quantity_of_a_text_is_a_claim_under_its_project_and_part() -> None:
    recorder = a_recorder()
    read_text_figures(
        a_text(
            "1.购买服务：实施 15个社工项目；购买专业社工 18 人。\n2.于 2027年 4月起投入\n300万元，覆盖率达100%。"
        ),
        "content",
        PROJECT,
        recorder,
    )
    assert said(recorder.out, "claim_id", "measure", "value") == [
        (f"{PROJECT}.content.1", "count", "15"),
        (f"{PROJECT}.content.2", "count", "18"),
        (f"{PROJECT}.content.3", "amount", "300"),
        (f"{PROJECT}.content.4", "rate", "100"),
    ]
    assert recorder.out.claim[2].fiscal_year == 2027
    assert {figure.table_kind for figure in recorder.out.figure} == {"project_sheet"}
    assert set(recorder.uses.values()) == {
        ("ordinal", "number of an item"),
        ("date", "year"),
        ("date", "month"),
    }


def test_claims_of_a_second_text_are_numbered_on() -> None:
    recorder = a_recorder()
    for text in ("完成率达100%", "合格率达95%"):
        read_text_figures(a_text(text), "basis", PROJECT, recorder)
    assert [claim.claim_id for claim in recorder.out.claim] == [
        f"{PROJECT}.basis.1",
        f"{PROJECT}.basis.2",
    ]


def test_a_text_without_a_number_records_nothing() -> None:
    recorder = a_recorder()
    read_text_figures(a_text("贯彻“十四五”规划，提升水平。"), "goal", None, recorder)
    assert (recorder.out.claim, recorder.out.figure, recorder.uses) == ([], [], {})


def test_a_reason_for_a_project_gives_no_reason_for_a_change() -> None:
    recorder = a_recorder()
    read_text_figures(a_text("主要原因是需要 3 台设备。"), "reason", PROJECT, recorder)
    assert recorder.out.reason == []
    assert said(recorder.out, "measure", "value") == [("count", "3")]
