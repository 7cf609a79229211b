"""Drawing charts in a process of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analysis.briefing import fonts
from analysis.briefing.drawing import draw
from analysis.briefing.drawing_engine import engine


def spec(colour: str) -> dict[str, Any]:
    return {
        "data": {"values": [{"金额": 1}]},
        "mark": {"type": "bar", "color": colour},
        "encoding": {"x": {"field": "金额", "type": "quantitative"}},
    }


@pytest.fixture
def nothing_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BUDGET_FONTS", str(fonts.fonts_dir()))
    monkeypatch.setenv("BUDGET_CACHE", str(tmp_path))
    return tmp_path / "charts"


def test_a_chart_is_drawn_once(nothing_drawn: Path) -> None:
    checked: list[str] = []
    first = draw(spec("#b4532a"), check=lambda: checked.append("first"))
    again = draw(spec("#b4532a"), check=lambda: checked.append("again"))
    assert first == again and first.startswith("<svg") and "金额" in first
    assert checked == ["first"]
    assert len(list(nothing_drawn.glob("*.svg"))) == 1


def test_a_chart_that_does_not_pass_its_check_is_not_kept(nothing_drawn: Path) -> None:
    def fail() -> None:
        raise KeyError("no such mark")

    with pytest.raises(KeyError):
        draw(spec("#111111"), check=fail)
    assert not list(nothing_drawn.glob("*.svg"))
    assert "#222222" in draw(spec("#222222"))  # not the answer to what was asked before


def test_the_engine_says_what_is_wrong_and_goes_on() -> None:
    drawing = engine(str(fonts.fonts_dir()))
    with pytest.raises(ValueError, match="cannot be drawn"):
        drawing.draw({"mark": "no such mark"})
    assert "#333333" in drawing.draw(spec("#333333"))
