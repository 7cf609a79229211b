"""Units of an indicator table become rows, also at the edges of the table."""

from __future__ import annotations

from analysis.disclosure.joined import EMPTY
from analysis.disclosure.projects.parse_rows import RowParser
from analysis.disclosure.projects.units import Unit


def test_the_last_row_of_a_table_without_a_basis_ends_with_its_values() -> None:
    words = ["产出指标", "数量指标", "补贴发放", "户数", "20", "30"]
    seams = ["paragraph"] * 3 + ["broken"] + ["paragraph"] * 2
    units = [Unit(EMPTY, word, seam) for word, seam in zip(words, seams, strict=True)]
    [row] = RowParser(units, columns=2, has_basis=False).parse()
    assert (row.name, row.values, row.basis) == ((2, 4), ((4, 5), (5, 6)), (6, 6))


def test_a_level_behind_a_name_that_has_lost_its_cells_is_not_its_value() -> None:
    words = ["治理水平和服务能力", "满意度指标", "服务对象满意度指标", "被服务者满意度"]
    words += ["≥85%", "计划数据"]
    units = [Unit(EMPTY, word, "paragraph") for word in words]
    lost, row = RowParser(units, columns=1, has_basis=True).parse()
    assert lost.orphan
    assert (row.levels, row.name) == (((1, (1, 2)), (2, (2, 3))), (3, 4))
