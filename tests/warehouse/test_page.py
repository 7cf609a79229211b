"""docs/warehouse.md says what the contract says."""

from __future__ import annotations

from analysis.warehouse.page import PATH, page
from analysis.warehouse.schema import tables
from analysis.warehouse.views import view_names
from tests.factories import ROOT


def test_the_page_is_made_from_the_contract() -> None:
    advice = "run: python -m analysis.warehouse.page"
    assert (ROOT / PATH).read_text(encoding="utf-8") == page(), advice


def test_the_page_names_every_column_and_view() -> None:
    text = page()
    for table in tables().values():
        assert f"\n## {table.name}\n" in text
        for column in table.columns:
            assert f"\n| {column.name} | {column.sql_type} |" in text
            assert all(value in text for value in column.values)
    assert [name for name in view_names() if f"| `{name}` |" not in text] == []
