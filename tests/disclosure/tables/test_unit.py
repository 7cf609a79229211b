"""The money unit that is printed with a table is found, however its colon is printed."""

from __future__ import annotations

import pytest

from analysis.disclosure.regions import Region
from analysis.disclosure.tables.unit import region_unit
from analysis.sources.document import Line


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("单位：万元", "万元"),
        ("金额单位:元", "元"),
        ("单位；万元", "万元"),
        ("单位：人民币万元", "万元"),
        ("单位万元", "万元"),
        ("单位：某某局", None),
    ],
)
def test_the_unit_is_known_by_its_words(line: str, unit: str | None) -> None:
    region = Region("revenue_summary", (Line("收入总表", 1),), (Line(line, 2),))
    assert region_unit(region) == unit
