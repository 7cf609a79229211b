"""However many documents there are, a build holds few of them at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

from analysis.disclosure.recorder import Disclosure
from analysis.paths import WAREHOUSE_NAME, Layout
from analysis.warehouse import fill as filling
from analysis.warehouse.csv_files import write_csv
from analysis.warehouse.load import load
from analysis.warehouse.open import create
from analysis.warehouse.report import BuildReport
from analysis.warehouse.schema import create_sql, tables
from tests.factories import make_disclosure, make_document, make_figure


def test_of_many_documents_few_are_held_at_once(tmp_path: Path) -> None:
    held: list[int] = []

    def outcomes() -> Iterator[tuple[str, Disclosure]]:
        for number in range(3 * filling._AT_HAND):
            held.append(sum(isinstance(thing, Disclosure) for thing in gc.get_objects()))
            unit = f"第{number}局"
            document = make_document(f"2024-{number:08}", unit_name=unit)
            yield unit, make_disclosure(document=document)

    report = BuildReport()
    before = sum(isinstance(thing, Disclosure) for thing in gc.get_objects())
    where = Layout(tmp_path, tmp_path, tmp_path)
    filling.fill(tmp_path, where, outcomes(), [], None, None, report, lambda: lambda _: [])
    assert len(report.documents) == 3 * filling._AT_HAND
    few = before + filling._AT_HAND + 2  # one is stored while the next is read
    assert max(held) <= few
    assert max(held[filling._AT_HAND + 2 :]) <= before + 3


def test_a_document_of_twenty_thousand_figures_is_stored_within_the_memory_of_a_build(
    tmp_path: Path,
) -> None:
    figures = [make_figure(f"expenditure_summary/{number}/total") for number in range(20_000)]
    with create(tmp_path / WAREHOUSE_NAME) as connection:
        connection.execute(create_sql(tables().values()))
        load(connection, make_disclosure(figure=figures))
        write_csv(connection, [tables()["figure"]], tmp_path)
    with (tmp_path / "figure.csv").open(encoding="utf-8") as file:
        assert sum(1 for _ in file) == len(figures) + 1
