"""Each number of a table and each mark of a chart leads to its source, by pointer and by keyboard."""

from __future__ import annotations

import pytest

from tests.browser.conftest import size
from tests.browser.driver import Browser
from tests.browser.test_report_page import ENTER, ESCAPE, POPOVER, TAB, WAIT_FOR_CHARTS

pytestmark = pytest.mark.slow
DOWN, RIGHT = "\ue015", "\ue014"

# Cells with digits that stand to the right, and what they have instead of a source.
CELLS = """
    const cells = [...document.querySelectorAll('tbody td')].filter(cell =>
        cell.style.textAlign === 'right' && /\\d/.test(cell.textContent));
    const bare = cells.filter(cell => !cell.querySelector('a.fig, [data-plain]'));
    return [cells.length, bare.map(cell => cell.closest('table').id + ': ' + cell.textContent)];
"""
DEAD_ENDS = """
    return [...document.querySelectorAll('a.fig')].map(a => a.getAttribute('href'))
        .filter(href => !document.querySelector(href));
"""
# Rows of charts' data that have an amount or a number, and those whose source is not in the list.
MARKS = """
    const rows = [...document.querySelectorAll('script.chart-spec')]
        .flatMap(s => Object.values(JSON.parse(s.textContent).datasets)).flat()
        .filter(row => ['amount', 'number'].some(key => typeof row[key] === 'number'));
    const source = row => row.amount_src || row.number_src;
    return [rows.length, rows.filter(row => !document.getElementById('src-' + source(row)))];
"""
# The first table outside a folded box with numbers in two columns and two rows.
TABLE = """
    const table = [...document.querySelectorAll('table')].find(t => !t.closest('details')
        && [...t.querySelectorAll('tbody tr')].filter(r => r.querySelectorAll('a.fig').length > 1).length > 1);
    const links = [...table.querySelectorAll('tbody a.fig')];
    links.forEach((link, place) => { link.id = 'cell-' + place; });
    links[0].scrollIntoView({block: 'center', behavior: 'instant'});
    const row = links[0].closest('tr'), cell = links[0].closest('td').cellIndex;
    let below = row.nextElementSibling;
    while (!below.cells[cell].querySelector('a.fig')) { below = below.nextElementSibling; }
    return [links.length, below.cells[cell].querySelector('a.fig').id];
"""
FOCUS = "return document.activeElement.id"


def test_every_number_of_a_table_has_a_source_or_says_that_it_is_none(page: Browser) -> None:
    count, bare = page.run(CELLS)
    assert count > 200
    assert bare == []
    assert page.run(DEAD_ENDS) == []


def test_every_mark_of_a_chart_has_a_source_in_the_list(page: Browser) -> None:
    count, dead = page.run(MARKS)
    assert count > 100
    assert dead == []


def test_a_table_takes_the_tab_key_once_and_the_arrows_lead_through_it(page: Browser) -> None:
    count, below = page.run(TABLE)
    page.run("document.getElementById('cell-0').focus({preventScroll: true})")
    shown = page.run("return document.querySelector('.popover .src-value').textContent")
    assert shown
    page.press(RIGHT)
    assert page.run(FOCUS) == "cell-1"
    assert page.run(POPOVER)
    page.run("document.getElementById('cell-0').focus({preventScroll: true})")
    page.press(DOWN)
    assert page.run(FOCUS) == below
    page.press(TAB)
    left = page.run(FOCUS)
    assert left not in {f"cell-{place}" for place in range(count)}


def test_a_click_on_a_cell_shows_its_source(page: Browser) -> None:
    page.run(TABLE)
    page.click("#cell-1")
    assert page.run("return document.getElementById('cell-1').textContent").strip()
    assert page.run("return !!document.querySelector('.popover .src-value')")


def test_the_pointer_on_a_mark_of_a_chart_shows_the_source_of_its_number(page: Browser) -> None:
    drawn, boxes = page.run(WAIT_FOR_CHARTS)
    assert drawn == boxes
    place = page.run("""
        const mark = document.querySelector('#chart-functions .chart-live .mark-rect path');
        mark.scrollIntoView({block: 'center', behavior: 'instant'});
        const r = mark.getBoundingClientRect();
        return {x: r.x + r.width / 2, y: r.y + r.height / 2};
    """)
    for step in (0, 1):
        page.chromium(
            "Input.dispatchMouseEvent", type="mouseMoved", x=place["x"] + step, y=place["y"]
        )
    page.run("return new Promise(done => setTimeout(done, 300))")
    assert page.run("return !!document.querySelector('.popover .src-value')")
    assert page.run("return document.querySelector('.popover-head').textContent")


# The middle of a mark of the chart of the functions, brought into the window.
A_MARK = """
    const mark = document.querySelector('#chart-functions .chart-live .mark-rect path');
    mark.scrollIntoView({block: 'center', behavior: 'instant'});
    const r = mark.getBoundingClientRect();
    return {x: r.x + r.width / 2, y: r.y + r.height / 2};
"""
SETTLE = "return new Promise(done => setTimeout(done, 300))"
SOURCE = "const box = document.querySelector('.popover .src-value'); return box && box.textContent"
# A stop before the first chart that has several marks; the next Tab has to reach the chart.
BEFORE_A_CHART = """
    const live = document.querySelector('#chart-functions .chart-live');
    const stop = document.createElement('span');
    stop.tabIndex = 0;
    live.before(stop);
    stop.focus();
"""
IN_CHART = "return document.activeElement.matches('#chart-functions .chart-live')"


def test_a_click_on_a_mark_holds_its_source_open_until_escape(page: Browser) -> None:
    page.run(WAIT_FOR_CHARTS)
    place = page.run(A_MARK)
    mouse = {"button": "left", "clickCount": 1}
    for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
        page.chromium("Input.dispatchMouseEvent", type=kind, **place, **mouse)
    page.run(SETTLE)
    shown = page.run(SOURCE)
    assert shown
    page.chromium("Input.dispatchMouseEvent", type="mouseMoved", x=place["x"], y=5)
    page.run(SETTLE)
    assert page.run(SOURCE) == shown
    page.press(ESCAPE)
    assert page.run(POPOVER) == ""


def test_a_tap_on_a_mark_of_a_telephone_shows_its_source(page: Browser) -> None:
    size(page, 390, 844, mobile=True)
    page.chromium("Emulation.setTouchEmulationEnabled", enabled=True)
    try:
        page.run(WAIT_FOR_CHARTS)
        place = page.run(A_MARK)
        page.chromium("Input.dispatchTouchEvent", type="touchStart", touchPoints=[place])
        page.chromium("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        page.run("return new Promise(done => setTimeout(done, 600))")
        assert page.run(SOURCE)
    finally:
        page.chromium("Emulation.setTouchEmulationEnabled", enabled=False)


def test_the_keyboard_goes_through_the_marks_of_a_chart(page: Browser) -> None:
    page.run(WAIT_FOR_CHARTS)
    page.run(BEFORE_A_CHART)
    page.press(TAB)
    assert page.run(IN_CHART)
    assert page.run(POPOVER) == ""
    page.press(ENTER)
    first = page.run(SOURCE)
    page.press(DOWN)
    second = page.run(SOURCE)
    assert first and second and first != second
    assert page.run("return document.querySelectorAll('.is-at').length") == 1
    page.press(ESCAPE)
    assert page.run(POPOVER) == ""
    page.press(ENTER)
    assert page.run(SOURCE) == second
    page.press(TAB)
    assert not page.run(IN_CHART)
    assert page.run("return document.querySelectorAll('.is-at').length") == 0
