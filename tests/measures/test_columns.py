"""Plain rows as frames: each Decimal arrives as it was."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import polars as pl

from analysis.measures.columns import frame_of


def test_a_decimal_keeps_its_digits_beside_one_of_many_places() -> None:
    third = Decimal(1) / Decimal(3)
    frame = frame_of([{"a": Decimal("76457629154.51")}, {"a": third}, {"a": None}])
    assert frame["a"].to_list() == [Decimal("76457629154.51"), round(third, 27), None]


def test_a_column_that_the_values_do_not_tell_has_the_type_that_is_given() -> None:
    kinds = {"a": pl.Decimal(38, 6), "b": pl.String()}
    for rows in ([], [{"a": None, "b": None}], [{"a": 3, "b": None}]):
        frame = frame_of(rows, kinds)
        assert frame.schema == kinds
        assert frame["a"].to_list() == [row["a"] for row in rows]


def test_a_row_may_leave_columns_out() -> None:
    assert frame_of([{"a": 1}, {"b": "x"}]).rows() == [(1, None), (None, "x")]


def test_frames_of_decimals_need_no_numpy() -> None:
    program = (
        "import sys; from decimal import Decimal; from analysis.measures.columns import frame_of; "
        "frame_of([{'a': Decimal('1.5')}]); print('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "False"
