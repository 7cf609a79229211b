"""The text of a published PDF, its form feeds lost, tells the figures of the PDF or marks them.

It contradicts itself in nothing in which the PDF does not.

The text is made by pdftotext (poppler), with its layout, in reading order, and as it was written;
without that program or without the samples (see ``test_samples``) the tests are skipped. Figures of the prose are
counted within their sections, so only those of tables have the same address in both.
"""

import re
import shutil
import subprocess
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from analysis.checks.run import check_records
from analysis.disclosure.read import disclose
from analysis.disclosure.recorder import Disclosure
from analysis.disclosure.records import Figure
from analysis.sources.discover import load
from analysis.sources.folder import combine
from tests.real.test_samples import FOLDER

# How many figures a text with its layout has at least, and one as it was written.
DOCUMENTS = {
    "shanghai-putuo-wanli-2024": {"layout": 860, "raw": 860},
    "shanghai-putuo-wanli-2025": {"layout": 860, "raw": 860},
    "shanghai-putuo-commerce-2025": {"layout": 250, "raw": 270},
    "jiangsu-procuratorate-2018": {"layout": 170, "raw": 185},
    "jiangsu-cppcc-2019": {"layout": 145, "raw": 125},
}


@cache
def disclosed_pdf(name: str) -> Disclosure:
    return read(sorted(FOLDER.glob(f"{name}*.pdf")))


def of_pdf(name: str) -> dict[str, Figure]:
    return by_address(disclosed_pdf(name))


def contradictions(disclosure: Disclosure) -> set[tuple[str, Decimal | None, Decimal | None]]:
    """What a document contradicts itself in; figures of prose are counted from form to form."""
    results = check_records(disclosure, messages=False)
    return {
        (result.rule, result.left_value, result.right_value)
        for result in results
        if result.verdict == "contradiction"
    }


def read(paths: list[Path]) -> Disclosure:
    documents = [load(path, path.parent) for path in paths]
    return disclose(documents[0] if len(documents) == 1 else combine(documents, "parts"))


def by_address(disclosure: Disclosure) -> dict[str, Figure]:
    found = {figure.figure_id.partition("/")[2]: figure for figure in disclosure.figure}
    return {at: f for at, f in found.items() if f.table_kind != "narrative"}


def value_of(figure: Figure | None) -> tuple[Decimal | None, str | None] | None:
    return None if figure is None else (figure.value, figure.unit)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("form", ["layout", "plain", "raw"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_figure_of_the_text_is_that_of_the_pdf_or_marked(
    name: str, form: str, tmp_path: Path
) -> None:
    paths = sorted(FOLDER.glob(f"{name}*.pdf"))
    if not paths:
        pytest.skip("the samples are not here")
    texts = []
    for path in paths:
        options = [] if form == "plain" else [f"-{form}"]
        made = subprocess.run(["pdftotext", *options, path, "-"], check=True, capture_output=True)
        text = tmp_path / f"{path.stem}.txt"
        text.write_bytes(re.sub(b"\f", b"", made.stdout))
        texts.append(text)
    disclosure = read(texts)
    found, printed = by_address(disclosure), of_pdf(name)
    equal = [at for at, figure in found.items() if value_of(figure) == value_of(printed.get(at))]
    other = [at for at in found if at not in equal and found[at].reading != "uncertain"]
    assert not other
    assert len(equal) >= DOCUMENTS[name].get(form, 0)
    assert contradictions(disclosure) <= contradictions(disclosed_pdf(name))
