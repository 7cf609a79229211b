"""The report in a browser without a network: it opens, answers, fits, and can be read."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import size
from tests.browser.driver import Browser

pytestmark = pytest.mark.slow

# A figure of the page's text whose source quotes a printed line, marked so that it can be clicked.
MARK_A_FIGURE = """
    const fit = link => document.querySelector(link.getAttribute('href') + ' .src-quote')
        && link.closest('#content') && link.getClientRects().length;
    const link = [...document.querySelectorAll('p a.fig')].find(fit);
    link.id = 'wanted';
    link.scrollIntoView({block: 'center', behavior: 'instant'});
    return document.querySelector(link.getAttribute('href') + ' .src-quote').textContent;
"""
POPOVER = "const box = document.querySelector('.popover'); return box ? box.textContent : ''"
ESCAPE, ENTER, TAB = "\ue00c", "\ue007", "\ue004"
WAIT_FOR_CHARTS = """
    const boxes = [...document.querySelectorAll('script.chart-spec')].map(s => s.parentNode);
    const drawn = box => box.classList.contains('is-live') && box.querySelector('.chart-live svg');
    return new Promise(done => {
        const until = Date.now() + 60000;
        (function look() {
            const count = boxes.filter(drawn).length;
            if (count === boxes.length || Date.now() > until) { done([count, boxes.length]); }
            else { setTimeout(look, 50); }
        })();
    });
"""

# Each pair of colours in which text stands on a ground, with a text that has it.
TEXT_COLOURS = """
    const ground = node => getComputedStyle(node).backgroundColor;
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = {};
    while (walk.nextNode()) {
        const own = walk.currentNode.parentElement;
        const shown = own.getClientRects().length && !own.closest('svg, script, style');
        if (!shown || !walk.currentNode.data.trim()) { continue; }
        let behind = own;
        while (behind !== document.body && ground(behind) === 'rgba(0, 0, 0, 0)') {
            behind = behind.parentElement;
        }
        found[getComputedStyle(own).color + ' on ' + ground(behind)] = own.textContent.slice(0, 60);
    }
    return found;
"""


def luminance(colour: str) -> float:
    """Return the relative luminance of ``rgb(…)`` as WCAG 2 defines it."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_it_opens_without_a_network_and_without_errors_and_draws_its_charts(page: Browser) -> None:
    drawn, wanted = page.run(WAIT_FOR_CHARTS)
    assert drawn == wanted > 5
    assert page.console() == []
    assert page.run("return performance.getEntriesByType('resource').map(e => e.name)"
                    ".filter(name => !name.startsWith('data:'))") == []  # fmt: skip


def test_the_browser_really_cannot_reach_a_host(page: Browser) -> None:
    reached = page.run("return fetch('https://example.org/').then(() => true, () => false)")
    assert reached is False


def test_a_click_on_a_number_shows_the_printed_line_and_escape_closes_it(page: Browser) -> None:
    quoted = page.run(MARK_A_FIGURE)
    assert page.run(POPOVER) == ""
    page.click("#wanted")
    assert quoted and quoted in page.run(POPOVER)
    page.press(ESCAPE)
    assert page.run(POPOVER) == ""


def test_a_tap_on_a_number_of_a_telephone_shows_the_printed_line(page: Browser) -> None:
    size(page, 390, 844, mobile=True)
    page.chromium("Emulation.setTouchEmulationEnabled", enabled=True)
    try:
        quoted = page.run(MARK_A_FIGURE)
        box = page.run(
            "const r = document.getElementById('wanted').getClientRects()[0];"
            "return {x: r.x + r.width / 2, y: r.y + r.height / 2}"
        )
        page.chromium("Input.dispatchTouchEvent", type="touchStart", touchPoints=[box])
        page.chromium("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        page.run("return new Promise(done => setTimeout(done, 400))")
        assert quoted in page.run(POPOVER)
        right = page.run("return document.querySelector('.popover').getBoundingClientRect().right")
        assert right <= 390
    finally:
        page.chromium("Emulation.setTouchEmulationEnabled", enabled=False)


def test_the_keyboard_reaches_a_number_and_opens_and_closes_its_source(page: Browser) -> None:
    quoted = page.run(MARK_A_FIGURE)
    # The focus goes to just before the number; the next Tab has to land on it.
    page.run("""
        const stop = document.createElement('span');
        stop.tabIndex = 0;
        document.getElementById('wanted').before(stop);
        stop.focus();
    """)
    page.press(TAB)
    assert page.run("return document.activeElement.id") == "wanted"
    assert quoted in page.run(POPOVER)
    assert page.run("return document.activeElement.getAttribute('aria-describedby')") == "popover"
    page.press(ESCAPE)
    assert page.run(POPOVER) == ""
    page.press(ENTER)
    assert quoted in page.run(POPOVER)
    page.press(TAB)
    assert (
        page.run("return document.getElementById('wanted').hasAttribute('aria-describedby')")
        is False
    )


@pytest.mark.parametrize("width", [390, 320])
def test_it_does_not_scroll_sideways_on_a_telephone(page: Browser, width: int) -> None:
    """320 is where WCAG 2.2 (1.4.10) asks for one column without a second direction to scroll."""
    page.run(WAIT_FOR_CHARTS)
    size(page, width, 844, mobile=True)
    page.run("return new Promise(done => setTimeout(done, 300))")
    assert page.run("return innerWidth") == width
    assert page.run("return document.documentElement.scrollWidth") <= width


def test_a_box_that_scrolls_sideways_is_a_stop_for_the_keyboard_and_no_other_is(
    page: Browser,
) -> None:
    page.run(WAIT_FOR_CHARTS)
    wrong = """
        return [...document.querySelectorAll('.chart-box, .table-box')]
            .filter(box => box.checkVisibility({contentVisibilityAuto: true}))
            .filter(box => (box.scrollWidth > box.clientWidth) !== (box.tabIndex === 0)).length;
    """
    stops = "return document.querySelectorAll('.table-box[tabindex]').length"
    assert page.run(wrong) == 0
    before = page.run(stops)
    size(page, 390, 844, mobile=True)
    page.run("return new Promise(done => setTimeout(done, 500))")
    assert page.run(wrong) == 0
    assert page.run(stops) > before


def test_on_a_telephone_the_charts_are_drawn_anew_and_none_is_wider_than_the_screen(
    page: Browser,
) -> None:
    page.run(WAIT_FOR_CHARTS)
    widest = """
        return Math.max(...[...document.querySelectorAll('.chart-live svg')].map(
            svg => svg.viewBox.baseVal.width));
    """
    assert page.run(widest) > 600
    size(page, 390, 844, mobile=True)
    page.run("return new Promise(done => setTimeout(done, 1500))")
    assert page.run(widest) < 390
    wide = """
        return [...document.querySelectorAll('.chart-box')]
            .filter(box => box.scrollWidth > box.clientWidth)
            .map(box => box.closest('figure').id);
    """
    assert page.run(wide) == []


def test_the_first_screen_of_a_desk_holds_the_whole_glance(page: Browser) -> None:
    page.run(WAIT_FOR_CHARTS)
    feet = page.run("""
        return ['.tiles', '#chart-projects-now .chart-box', '.glance-findings'].map(
            css => Math.round(document.querySelector(css).getBoundingClientRect().bottom));
    """)
    assert min(feet) > 0 and max(feet) <= 900
    assert page.run("return document.querySelectorAll('.front .tile').length") == 4


def test_on_a_telephone_the_glance_comes_first_and_the_contents_are_folded(page: Browser) -> None:
    size(page, 390, 844, mobile=True)
    page.reload()
    order = page.run("""
        const top = css => document.querySelector(css).getBoundingClientRect().top;
        return [top('.front'), top('.contents'), top('.depth')];
    """)
    assert order == sorted(order)
    assert page.run("return document.querySelector('.contents details').open") is False


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_in_light_and_dark(page: Browser, scheme: str) -> None:
    feature = {"name": "prefers-color-scheme", "value": scheme}
    page.chromium("Emulation.setEmulatedMedia", features=[feature])
    ink, paper = page.run(
        "const body = getComputedStyle(document.body); return [body.color, body.backgroundColor]"
    )
    assert (luminance(paper) < 0.1) == (scheme == "dark")
    assert contrast(ink, paper) >= 7
    pairs = page.run(TEXT_COLOURS)
    assert len(pairs) > 2
    faint = {pair: text for pair, text in pairs.items() if contrast(*pair.split(" on ")) < 4.5}
    assert faint == {}
