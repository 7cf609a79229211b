"""Checking in a process beside: the same verdicts, whatever becomes of the process."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from analysis.checks.run import check_disclosures
from analysis.disclosure.recorder import Disclosure
from analysis.warehouse import at_hand
from analysis.warehouse.at_hand import AtHand
from analysis.warehouse.beside import Beside
from analysis.warehouse.job import read_document
from tests.factories import budget_text, raw_folder


def disclosures(tmp_path: Path, count: int = 2) -> list[Disclosure]:
    texts = {f"{n}.txt": budget_text(f"{n}市局") for n in "甲乙丙丁戊己庚辛壬"[:count]}
    raw = raw_folder(tmp_path, texts)
    read = [read_document(raw / name, raw) for name in sorted(texts)]
    return [one for one in read if isinstance(one, Disclosure)]


def ids(documents: Sequence[Disclosure]) -> list[str]:
    return [disclosure.document.document_id for disclosure in documents]


def verdicts_of(documents: Sequence[Disclosure], check: Callable[[], Any]) -> Any:
    checked = AtHand(check, len(documents))
    try:
        for disclosure in documents:
            checked.put(disclosure)
        return checked.verdicts(ids(documents))
    finally:
        checked.close()


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process be copied although DuckDB is here: the copies do not touch it."""
    if sys.platform != "linux":
        pytest.skip("processes are copied on Linux only")
    monkeypatch.setattr(at_hand, "can_copy", lambda: True)
    monkeypatch.setattr(at_hand, "processors", lambda: 2)


@pytest.mark.usefixtures("copies")
def test_another_process_says_what_the_checks_here_say(tmp_path: Path) -> None:
    here = os.getpid()

    def check() -> Callable[[Sequence[Disclosure]], Any]:
        return lambda documents: (os.getpid() != here, check_disclosures(documents))

    documents = disclosures(tmp_path)
    assert verdicts_of(documents, check) == (True, check_disclosures(documents))


@pytest.mark.usefixtures("copies")
def test_what_a_process_that_dies_leaves_is_checked_here(tmp_path: Path) -> None:
    here = os.getpid()

    def check() -> Callable[[Sequence[Disclosure]], Any]:
        return check_disclosures if os.getpid() == here else os._exit(9)

    documents = disclosures(tmp_path)
    assert verdicts_of(documents, check) == check_disclosures(documents)


@pytest.mark.usefixtures("copies")
def test_a_slip_of_the_checks_is_raised_here(tmp_path: Path) -> None:
    def check() -> Callable[[Sequence[Disclosure]], Any]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        verdicts_of(disclosures(tmp_path), check)


def test_documents_that_were_not_stored_are_left_to_the_warehouse(tmp_path: Path) -> None:
    documents = disclosures(tmp_path)
    checked = AtHand(lambda: check_disclosures, len(documents))
    for disclosure in documents:
        checked.put(disclosure)
    assert checked.verdicts(ids(documents)[:1]) is None
    checked.close()


def test_of_many_documents_no_records_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Beside, "__init__", lambda *_: pytest.fail("a process was started"))
    documents = disclosures(tmp_path, 9)
    checked = AtHand(lambda: check_disclosures, len(documents))
    for disclosure in documents:
        checked.put(disclosure)
    assert checked._documents == []
    assert checked.verdicts(ids(documents)) is None
