"""WCAG A and AA by axe-core: both languages, light and dark, a desk and a telephone.

axe-core comes inside a package of the lock; nothing else of that package is used.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import pytest

from tests.browser.conftest import size
from tests.browser.driver import Browser
from tests.browser.test_report_page import MARK_A_FIGURE, WAIT_FOR_CHARTS

pytestmark = pytest.mark.slow

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SIZES = {"wide": (1280, 900, False), "narrow": (390, 844, True)}
# What the colours of the reader's choice change; the rest is the same in light and dark.
COLOURS = ("color-contrast", "link-in-text-block")
RUN_AXE = """
    const only = {type: arguments[1], values: arguments[0]};
    return axe.run(document, {runOnly: only, resultTypes: ['violations']}).then(
        found => ({
            version: axe.version,
            passes: found.passes.length,
            violations: found.violations.map(rule => ({
                id: rule.id,
                impact: rule.impact,
                help: rule.help,
                nodes: rule.nodes.slice(0, 5).map(node => node.html.slice(0, 160) + ' | ' + node.failureSummary),
                count: rule.nodes.length,
            })),
        }));
"""


@cache
def axe_source() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def run_axe(page: Browser, rules: tuple[str, ...] = RULES, kind: str = "tag") -> dict[str, Any]:
    """What axe-core finds in the page as it stands; ``rules`` are names of tags or of rules."""
    page.run(axe_source())
    return page.run(RUN_AXE, list(rules), kind)


# A run takes half a minute; the colours of the dark are those of either width.
@pytest.mark.parametrize(
    ("width", "scheme"), [("wide", "light"), ("narrow", "light"), ("narrow", "dark")]
)
def test_axe_core_finds_nothing_to_complain_about(page: Browser, width: str, scheme: str) -> None:
    feature = {"name": "prefers-color-scheme", "value": scheme}
    page.chromium("Emulation.setEmulatedMedia", features=[feature])
    size(page, *SIZES[width])
    page.reload()
    page.run(WAIT_FOR_CHARTS)
    # What is folded is content, too; and a number has its source open beside it.
    page.run("document.querySelectorAll('main details').forEach(d => { d.open = true; })")
    page.run(MARK_A_FIGURE)
    page.click("#wanted")
    found = run_axe(page) if scheme == "light" else run_axe(page, COLOURS, "rule")
    assert found["passes"] > (20 if scheme == "light" else 0)
    assert found["violations"] == []


def test_axe_core_is_recent_enough_for_the_rules_of_wcag_2_2(page: Browser) -> None:
    page.run(axe_source())
    major, minor, *_ = map(int, page.run("return axe.version").split("."))
    assert (major, minor) >= (4, 10)
    assert page.run("return axe.getRules(['wcag22aa']).length") > 0


def test_axe_core_would_notice_a_button_without_a_name(page: Browser) -> None:
    page.run("document.getElementById('content').append(document.createElement('button'))")
    found = run_axe(page, ("button-name",), "rule")
    assert "button-name" in {violation["id"] for violation in found["violations"]}
