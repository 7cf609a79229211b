"""The empty warehouse that is kept for every build."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.warehouse.schema import tables
from analysis.warehouse.template import new_warehouse


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BUDGET_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def names(path: Path) -> set[str]:
    with new_warehouse(path) as connection:
        found = {name for (name,) in connection.execute("SHOW TABLES").fetchall()}
    path.unlink()
    return found


def test_the_empty_warehouse_is_kept_and_one_that_is_outdated_goes(
    tmp_path: Path, cache: Path
) -> None:
    (cache / "warehouse").mkdir(parents=True)
    (cache / "warehouse" / "empty-outdated.duckdb").touch()
    made = names(tmp_path / "a.duckdb")
    assert made > set(tables())
    [kept] = (cache / "warehouse").iterdir()
    before = kept.stat()
    assert names(tmp_path / "a.duckdb") == made
    assert kept.stat().st_mtime_ns == before.st_mtime_ns


def test_a_kept_one_that_is_damaged_is_made_anew(tmp_path: Path, cache: Path) -> None:
    made = names(tmp_path / "a.duckdb")
    [kept] = (cache / "warehouse").iterdir()
    kept.write_bytes(b"no database" * 1000)
    assert names(tmp_path / "a.duckdb") == made


def test_without_a_place_to_keep_it_a_warehouse_is_made_all_the_same(
    tmp_path: Path, cache: Path
) -> None:
    cache.write_text("a file where the folder should be")
    assert names(tmp_path / "a.duckdb") > set(tables())
