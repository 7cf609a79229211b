"""The real report, rendered once in both languages, and a browser to open it in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.briefing.render import render_report
from analysis.paths import Layout
from tests.browser.driver import Browser, browser, missing
from tests.factories import ROOT


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Return a browser; skips where there is none."""
    if absent := missing():
        pytest.skip(f"not on PATH: {absent} (.ci/run installs them with Debian's apt-get)")
    with browser(tmp_path_factory.mktemp("profile")) as session:
        yield session


@pytest.fixture(scope="session")
def pages(
    chromium: Browser, built: Layout, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Return the HTML file of each language."""
    done = render_report(
        ROOT / "report.qmd",
        tmp_path_factory.mktemp("reports"),
        formats=("html",),
        renderer="embedded",
        warehouse=built.warehouse,
    )
    return {rendered.language: rendered.path for rendered in done}


@pytest.fixture(params=["en", "zh"])
def page(request: pytest.FixtureRequest, chromium: Browser, pages: dict[str, Path]) -> Browser:
    """Return the browser with the report open in a window of a desk, its charts drawn."""
    chromium.chromium("Emulation.setEmulatedMedia", media="", features=[])
    size(chromium, 1280, 900)
    chromium.console()
    chromium.open(pages[request.param])
    chromium.run("return document.fonts.ready.then(() => true)")
    return chromium


def size(session: Browser, width: int, height: int, mobile: bool = False) -> None:
    """Give the window a size; ``mobile`` makes it a telephone's, with touch."""
    session.chromium(
        "Emulation.setDeviceMetricsOverride",
        width=width,
        height=height,
        deviceScaleFactor=1,
        mobile=mobile,
    )
