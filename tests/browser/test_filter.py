"""The form that narrows the report down: what it hides, what it counts, and that all comes back."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browser.driver import Browser
from tests.browser.test_report_page import WAIT_FOR_CHARTS

pytestmark = pytest.mark.slow

ARROW_DOWN, ENTER = "\ue015", "\ue007"
CHOOSE = """
    const form = document.getElementById('filters');
    const list = form.elements[arguments[0]];
    list.value = arguments[1];
    list.dispatchEvent(new Event('change', {bubbles: true}));
    return new Promise(done => setTimeout(done, 500));
"""
CHOICES = "return [...document.getElementById('filters').elements[arguments[0]].options].map(o => o.value)"
SHOWN = """
    return [...document.querySelectorAll(arguments[0])].filter(e => e.getClientRects().length)
        .map(e => [e.getAttribute('data-project'), e.getAttribute('data-table')]);
"""
STATUS = "return document.querySelector('#filters [role=status]').textContent"


@pytest.fixture
def report(page: Browser) -> Browser:
    """The page with its charts drawn and every fold open, so that what is hidden is hidden by choice."""
    page.run(WAIT_FOR_CHARTS)
    page.run("document.querySelectorAll('main details').forEach(d => { d.open = true; })")
    return page


def choices(page: Browser, kind: str) -> list[str]:
    first, *rest = page.run(CHOICES, kind)
    assert first == ""
    return rest


def counts(page: Browser) -> list[int]:
    """The numbers of the status: shown and all of projects, findings, tables, sources."""
    return [int(number) for number in re.findall(r"\d+", page.run(STATUS))]


def chart_texts(page: Browser, name: str) -> Any:
    return page.run(
        "return [...document.querySelectorAll('#chart-' + arguments[0] + ' .chart-live svg text')]"
        ".map(t => t.textContent)",
        name,
    )


def test_at_first_everything_is_shown_and_the_count_says_so(report: Browser) -> None:
    assert report.run("return document.querySelectorAll('.is-filtered').length") == 0
    found = counts(report)
    assert len(found) == 8 and found[::2] == found[1::2] and min(found) > 0
    assert found[0] == len(choices(report, "project"))
    live = "return document.querySelector('#filters [role=status]').getAttribute('aria-live')"
    assert report.run(live) == "polite"


def test_a_chosen_project_leaves_its_own_sections_rows_findings_and_panels(report: Browser) -> None:
    before = len(chart_texts(report, "paths"))
    *_, chosen = choices(report, "project")
    report.run(CHOOSE, "project", chosen)
    sections = report.run(SHOWN, "section[data-thing=project]")
    assert sections == [[chosen, None]]
    rows = report.run(SHOWN, "tr[data-project]")
    assert rows and {project for project, _ in rows} == {chosen}
    assert all(
        chosen in projects for projects, _ in report.run(SHOWN, ".finding li [data-project]")
    )
    assert counts(report)[0] == 1
    assert len(chart_texts(report, "paths")) < before / 2


def test_a_chosen_table_leaves_its_own_findings_checks_and_sources(report: Browser) -> None:
    for chosen in choices(report, "table")[:3]:
        report.run(CHOOSE, "table", chosen)
        sources = report.run(SHOWN, "[data-thing=source]")
        assert sources and all(chosen in tables.split("|") for _, tables in sources)
        assert report.run(SHOWN, "tr[data-thing=table]") == [[None, chosen]]
        shown = counts(report)
        assert shown[4] == 1 and shown[6] == len(sources)
        assert shown[6] < shown[7]


def test_both_choices_hold_together(report: Browser) -> None:
    project = choices(report, "project")[0]
    report.run(CHOOSE, "project", project)
    by_project = counts(report)[2]
    report.run(CHOOSE, "table", choices(report, "table")[0])
    assert counts(report)[2] <= by_project
    for projects, tables in report.run(SHOWN, ".finding li [data-thing=finding]"):
        assert project in projects and choices(report, "table")[0] in tables


def test_show_all_brings_everything_back(report: Browser) -> None:
    texts = chart_texts(report, "paths")
    report.run(CHOOSE, "project", choices(report, "project")[0])
    report.run(CHOOSE, "table", choices(report, "table")[0])
    assert report.run("return document.querySelectorAll('.is-filtered').length") > 0
    report.run(
        "document.querySelector('#filters button').scrollIntoView({behavior: 'instant', block: 'center'})"
    )
    report.click("#filters button[type=reset]")
    report.run("return new Promise(done => setTimeout(done, 800))")
    assert report.run("return document.querySelectorAll('.is-filtered').length") == 0
    assert counts(report)[::2] == counts(report)[1::2]
    assert chart_texts(report, "paths") == texts


def test_the_keyboard_alone_chooses_and_the_count_follows(report: Browser) -> None:
    report.run("document.getElementById('filters').elements.project.focus()")
    report.press(ARROW_DOWN)
    report.press(ENTER)
    report.run("return new Promise(done => setTimeout(done, 500))")
    assert report.run("return document.getElementById('filters').elements.project.value") != ""
    assert counts(report)[0] == 1


def test_print_shows_all_whatever_was_chosen(report: Browser) -> None:
    report.run(CHOOSE, "project", choices(report, "project")[0])
    report.run(CHOOSE, "table", choices(report, "table")[0])
    report.chromium("Emulation.setEmulatedMedia", media="print", features=[])
    hidden = """
        return [...document.querySelectorAll('.is-filtered')]
            .filter(e => getComputedStyle(e).display === 'none').length;
    """
    assert report.run(hidden) == 0
    drawn = "return getComputedStyle(document.querySelector('#chart-paths .chart-static')).display"
    assert report.run(drawn) == "block"


def test_a_link_to_what_is_hidden_shows_all_again(report: Browser) -> None:
    first, *_, last = choices(report, "project")
    report.run(CHOOSE, "project", last)
    target = report.run(
        "return [...document.querySelectorAll('section[data-thing=project]')]"
        ".find(s => s.dataset.project === arguments[0]).id",
        first,
    )
    report.run("location.hash = arguments[0]", target)
    report.run("return new Promise(done => setTimeout(done, 800))")
    assert report.run(SHOWN, f"#{target}") == [[first, None]]
    assert report.run("return document.getElementById('filters').elements.project.value") == ""


def test_without_scripts_the_form_is_not_shown(report: Browser) -> None:
    report.chromium("Emulation.setScriptExecutionDisabled", value=True)
    try:
        report.reload()
        document = report.chromium("DOM.getDocument", depth=1)["root"]["nodeId"]
        form = report.chromium("DOM.querySelector", nodeId=document, selector="#filters[hidden]")
        assert form["nodeId"] != 0
    finally:
        report.chromium("Emulation.setScriptExecutionDisabled", value=False)
