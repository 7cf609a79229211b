"""Ruled project sheets and indicator tables: cells, merged and cut by pages, as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.disclosure import records as r
from analysis.disclosure.projects.performance import read_overall_performance
from analysis.disclosure.projects.sheets import read_project_sheets
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.regions import Region
from analysis.sources.document import Cell, Grid, Line
from tests.disclosure.tables.factories import a_grid, a_recorder, a_region

TITLE = "区直部门（单位）项目申报表（含绩效目标）"
NAME = "项目名称|城乡社区/活动经费|项目代码|ZX-0012-03"
LONG = "目标名称|一级/指标|二级指标|三级指标|指标值|指标值确/定依据"
ANNUAL = (
    "目标名称|一级指标|二级指标|三级指标|指标值|<|<|指标值确定依据",
    "^|^|^|^|前年|上年|预计当/年实现|^",
)


def on_page(grid: Grid, page: int, widths: Sequence[int] | None = None) -> Grid:
    """The grid with areas, as a page of a PDF has them; ``widths`` are those of its columns."""
    edges = [0.0]
    for width in widths or [100] * grid.column_count:
        edges.append(edges[-1] + width)
    return grid._replace(page=page, cells=tuple(_placed(c, page, edges) for c in grid.cells))


def _placed(cell: Cell, page: int, edges: Sequence[float]) -> Cell:
    left, right = edges[cell.column], edges[cell.column + cell.column_span]
    top = 20.0 * cell.row
    lines = tuple(
        Line(
            ln.text,
            100 * cell.row + 10 * cell.column + n,
            page,
            (left + 5, top, right - 5, top + 10),
        )
        for n, ln in enumerate(cell.lines)
    )
    return cell._replace(lines=lines, box=(left, top, right, top + 20.0 * cell.row_span))


def read(*grids: Grid, lines: Sequence[str] = (TITLE,), year: int = 2025) -> Recorder:
    recorder = a_recorder(year)
    read_project_sheets(a_region("project_sheets", *lines, grids=grids), recorder)
    return recorder


def levels(recorder: Recorder) -> list[tuple[str | None, str | None, str | None]]:
    return [(i.level1, i.level2, i.level3) for i in recorder.out.indicator]


def the(records: Sequence[r.ProjectText], part: str) -> list[str | None]:
    return [record.text for record in records if record.part == part]


def test_values_stand_right_of_their_labels_and_persons_are_not_stored() -> None:
    recorder = read(
        a_grid(
            NAME,
            "项目主管/部门|某区民政局|项目执行/单位|社区服务中心",
            "项目负责人|甘某某|联系电话|81234567",
            "项目类型|1.部门项目 ☑ 2.公共项目 □|<|<",
            "项目申请理由|根据工作部署，开展活动。|<|<",
            "项目总预算|120.50万元|项目当年预算（元）|1,205,000",
        )
    )
    [project] = recorder.out.project
    assert (project.name, project.code) == ("城乡社区活动经费", "ZX-0012-03")
    assert (project.responsible_unit, project.executing_unit) == ("某区民政局", "社区服务中心")
    assert project.project_type == "部门项目"
    assert str(project.total_wan) == "120.50"
    assert project.current_wan == project.total_wan
    assert the(recorder.out.project_text, "reason") == ["根据工作部署，开展活动。"]
    assert ("contact", "telephone number") in recorder.uses.values()
    assert "甘某某" not in repr(recorder.out)


def test_a_label_and_its_value_may_share_a_cell() -> None:
    recorder = read(a_grid("项目名称：城乡社区活动经费|项目代码：ZX01", "项目总预算：|8万元"))
    [project] = recorder.out.project
    assert (project.name, project.code) == ("城乡社区活动经费", "ZX01")
    assert str(project.total_wan) == "8"


def test_side_labels_over_many_rows_leave_the_rows_as_they_are() -> None:
    recorder = read(
        a_grid(
            NAME,
            "项目资金来源|资金来源项目|<|金额",
            "^|合计|<|120.5万元",
            "^|1.一般公共预算财政拨款收入|<|120.5万元",
            "^|其中：申请当年预算拨款|<|",
            "^|2.事业收入|<|0",
            "项/目/支/出/预/算/及/测/算/依/据|项目支出/明细预算|项目支出明细|金额",
            "^|^|合计|120.5万元",
            "^|^|1.宣传 2场|20.5万元",
            "^|^|2.活动组织|100万元",
            "^|测算依据/及说明|1.宣传20.5万元。/2.活动组织100万元。|<",
        )
    )
    funding = {f.source_key: (f.cell_state, f.amount_wan) for f in recorder.out.project_funding}
    assert [funding[key][0] for key in ("total", "general", "general_current", "service")] == [
        "value",
        "value",
        "blank",
        "zero",
    ]
    details = [(d.seq, d.item, str(d.amount_wan)) for d in recorder.out.project_detail]
    assert details == [(0, "合计", "120.5"), (1, "宣传 2场", "20.5"), (2, "活动组织", "100")]
    texts = the(recorder.out.project_text, "derivation")
    assert texts == ["1.宣传20.5万元。", "2.活动组织100万元。"]


def test_two_lists_of_sources_side_by_side_are_read_row_by_row() -> None:
    recorder = read(
        a_grid(
            NAME,
            "资金来源项目|金额|资金来源项目|金额",
            "合计|5万元|1.事业收入|2万元",
            "2.其他收入|3万元|3.上级补助收入|",
        )
    )
    told = {f.source_key: f.cell_state for f in recorder.out.project_funding}
    assert told == {"total": "value", "service": "value", "other": "value", "higher_level": "blank"}


def test_merged_goals_and_levels_hold_for_every_row_that_they_cover() -> None:
    recorder = read(
        a_grid(NAME),
        a_grid(
            "年度绩效目标表|<|<|<|<|<|<|<",
            *ANNUAL,
            "年度绩效/目标 1|产出指标|数量指标|活动次数|10场|11场|≥12场|计划数据",
            "^|^|^|参加人数||100人|120人|计划数据",
            "^|^|质量指标|合格率|100%|100%|100%|历史数据",
            "年度绩效/目标 2|效益指标|社会效益指标|宣传覆盖人次|5万|5万|5万|计划数据",
        ),
    )
    assert levels(recorder) == [
        ("产出指标", "数量指标", "活动次数"),
        ("产出指标", "数量指标", "参加人数"),
        ("产出指标", "质量指标", "合格率"),
        ("效益指标", "社会效益指标", "宣传覆盖人次"),
    ]
    assert [(i.goal, i.seq) for i in recorder.out.indicator] == [
        ("1", 1),
        ("1", 2),
        ("1", 3),
        ("2", 1),
    ]
    second = recorder.out.indicator[1]
    assert (second.year_before_last_state, second.last_year, second.target) == (
        "blank",
        "100人",
        "120人",
    )
    assert {i.horizon for i in recorder.out.indicator} == {"annual"}
    assert {i.reading for i in recorder.out.indicator} == {"certain"}


def test_years_may_stand_under_a_heading_that_leaves_the_target_out() -> None:
    header = (
        "一级指标|二级指标|三级指标|近两年指标值|<|预期当年/实现值|指标值确定依据",
        "^|^|^|前年|上年|^|^",
    )
    recorder = read(a_grid(NAME), a_grid(*header, "产出指标|数量指标|场次|1场|2场|3场|计划数据"))
    [row] = recorder.out.indicator
    assert (row.year_before_last, row.last_year, row.target) == ("1场", "2场", "3场")
    assert row.horizon == "annual"


def test_a_row_whose_name_is_blank_keeps_its_target() -> None:
    recorder = read(a_grid(NAME), a_grid(LONG, "长期绩效目标1|产出指标|数量指标||3场|计划数据"))
    [row] = recorder.out.indicator
    assert (row.level3, row.target, row.target_number) == (None, "3场", 3)
    assert row.line is not None


def test_a_header_printed_again_on_the_next_page_opens_no_table() -> None:
    first = a_grid(LONG, "长期绩效目标1|产出指标|数量指标|场次|3场|计划数据")
    second = a_grid(LONG, "|||人数|9人|计划数据", "|效益指标|社会效益|覆盖人次|5万|计划数据")
    recorder = read(a_grid(NAME), on_page(first, 2), on_page(second, 3))
    assert levels(recorder) == [
        ("产出指标", "数量指标", "场次"),
        ("产出指标", "数量指标", "人数"),
        ("效益指标", "社会效益", "覆盖人次"),
    ]
    assert [i.seq for i in recorder.out.indicator] == [1, 2, 3]


def test_a_level_goes_on_over_a_page_wherever_its_word_is_printed() -> None:
    first = a_grid(
        LONG,
        "长期绩/效目标|产出指标|数量指标|场次|3场|计划数据",
        "^||质量|合格率|98%|计划数据",
    )
    second = a_grid("1|产出/指标|指标|到位率|100%|计划数据", "^|^|时效指标|及时率|100%|计划数据")
    recorder = read(a_grid(NAME), on_page(first, 2), on_page(second, 3))
    assert levels(recorder) == [
        ("产出指标", "数量指标", "场次"),
        ("产出指标", "质量指标", "合格率"),
        ("产出指标", "质量指标", "到位率"),
        ("产出指标", "时效指标", "及时率"),
    ]
    assert {i.goal for i in recorder.out.indicator} == {"1"}


def test_an_empty_level_cell_does_not_take_the_level_above_where_the_two_do_not_fit() -> None:
    first = a_grid(LONG, "长期绩效目标1|产出指标|数量指标|场次|3场|计划数据")
    second = a_grid("||社会效益|覆盖人次|5万|计划数据")
    recorder = read(a_grid(NAME), on_page(first, 2), on_page(second, 3))
    [_, row] = recorder.out.indicator
    assert (row.level1, row.level1_key, row.level2) == (None, "outcome", "社会效益")
    assert "not printed" in (row.reading_note or "")


def test_a_row_that_a_page_break_cuts_is_one_row_and_says_so() -> None:
    first = a_grid(
        LONG,
        "长期绩效目标1|产出指标|数量指标|场次|3场|民政事业/发展规划",
        "^|^|^|开展督导评/估|1场|民政事业",
    )
    second = a_grid("|||活动的次数||发展规划", "|||人数|9人|民政事业/发展规划")
    recorder = read(a_grid(NAME), on_page(first, 2), on_page(second, 3))
    before, cut, after = recorder.out.indicator
    assert (cut.level3, cut.target) == ("开展督导评估活动的次数", "1场")
    assert cut.basis == before.basis == after.basis == "民政事业发展规划"
    assert cut.reading == "inferred"
    assert "page break" in (cut.reading_note or "")
    assert (before.reading, after.reading) == ("certain", "certain")


def test_a_whole_row_at_the_top_of_a_page_is_not_taken_for_a_rest() -> None:
    first = a_grid(LONG, "长期绩效目标1|产出指标|数量指标|场次|3场|计划数据")
    second = a_grid("|||服务水平||历史数据")
    recorder = read(a_grid(NAME), on_page(first, 2), on_page(second, 3))
    assert [(i.level3, i.target_state) for i in recorder.out.indicator] == [
        ("场次", "value"),
        ("服务水平", "blank"),
    ]


def test_a_text_and_its_label_go_on_over_a_page() -> None:
    widths = (100, 300)
    first = on_page(a_grid("项目名称|活动经费", "项目申请|为减轻困难群众的"), 2, widths)
    second = on_page(a_grid("理由|经济负担。", "项目总预算|5万元"), 3, widths)
    recorder = read(first, second)
    assert the(recorder.out.project_text, "reason") == ["为减轻困难群众的经济负担。"]
    assert str(recorder.out.project[0].total_wan) == "5"


def test_each_sheet_is_known_by_the_name_of_its_project() -> None:
    recorder = read(
        a_grid("项目名称|活动经费", "项目总预算|5万元"),
        a_grid("项目名称|救助经费", "项目总预算|7万元"),
        lines=(),
    )
    assert {p.project_id: str(p.total_wan) for p in recorder.out.project} == {
        "活动": "5",
        "救助": "7",
    }


def test_the_overall_sheet_has_its_goals_beside_their_marks_and_below_their_headings() -> None:
    recorder = a_recorder(2031)
    grid = a_grid(
        "职能概述|1、管理社会组织。/2、推进养老服务。|<|<|<",
        "整体绩效总目标|长期目标（截至 2033 年）|<|年度目标|<",
        "^|目标 1：完善治理体系。/目标 2：兜底救助。|<|目标 1：购买服务。|<",
        "长期目标 1：|完善治理体系，提升能力。|<|<|<",
        "长期绩效/指标|二级指标|三级指标|指标值|指标值确定依据",
        "^|数量指标|服务项目数量|14个|计划数据",
        "^|质量指标|合格率|≥90%|计划数据",
        "年度目标1：|购买服务，提升水平。|<|<|<",
    )
    read_overall_performance(a_region("overall_performance", grids=[grid]), recorder)
    goals = {(g.horizon, g.goal): g.text for g in recorder.out.goal}
    assert goals == {
        ("long_term", "1"): "完善治理体系，提升能力。",
        ("long_term", "2"): "兜底救助。",
        ("annual", "1"): "购买服务，提升水平。",
    }
    told = [(i.horizon, i.goal, i.level2, i.target) for i in recorder.out.indicator]
    assert told == [
        ("long_term", "1", "数量指标", "14个"),
        ("long_term", "1", "质量指标", "≥90%"),
    ]
    years = {f.fiscal_year for f in recorder.out.figure if f.table_kind == "indicator"}
    assert years == {2033}
    assert len(the(recorder.out.project_text, "duties")) == 2


FORM = "财政项目支出绩效目标填报表"
MONEY = (
    "项目名称|<|旧楼改造|项目性质|阶段性项目|项目类别|特定目标类",
    "项目资金/（元）|项目资金总额|300,000.00|年度资金申请总额|<|120,000.00|<",
    "^|其中：财政资金|300,000.00|其中：当年财政拨款|<|100,000.00|<",
    "^|其他资金|0.00|其他资金|<|20,000.00|<",
)


def test_the_form_of_other_places_gives_budget_sources_and_goals_below_their_labels() -> None:
    recorder = read(
        a_grid(
            *MONEY,
            "项目绩效/目标|项目总目标|<|年度总体目标|<|<|<",
            "^|三年内改造3栋。|<|当年改造1栋。|<|<|<",
            "绩效指标|一级指标|二级指标|三级指标|<|年度（项目）指标值|<",
            "^|产出指标|数量指标|改造栋数|<|=1.00（栋）|<",
            "^|满意度指标|服务对象满意度指标|居民满意度|<|≥95.00（%）|<",
        ),
        lines=(FORM,),
    )
    [project] = recorder.out.project
    assert (project.name, project.project_type) == ("旧楼改造", "特定目标类")
    assert (str(project.total_wan), str(project.current_wan)) == ("30.00", "12.00")
    told = {(f.parent_key, f.source): str(f.amount_wan) for f in recorder.out.project_funding}
    assert told["total", "当年财政拨款"] == "10.00"
    assert told["all_years", "财政资金"] == "30.00"
    assert [(g.horizon, g.text) for g in recorder.out.goal] == [
        ("long_term", "三年内改造3栋。"),
        ("annual", "当年改造1栋。"),
    ]
    assert [(i.horizon, i.level3, i.target) for i in recorder.out.indicator] == [
        ("annual", "改造栋数", "=1.00（栋）"),
        ("annual", "居民满意度", "≥95.00（%）"),
    ]
    assert recorder.out.indicator[1].target_unit == "%"


def test_sources_numbered_below_their_sums_are_parts_of_them() -> None:
    recorder = read(
        a_grid(
            "项目名称|<|特别扶助|<|<",
            "项目资金（万元）|年度资金总额|<|6.30|<",
            "^|（一）财政拨款小计|<|6.30|<",
            "^|1、一般公共预算|<|6.00|<",
            "^|2、政府性基金|<|0.30|<",
            "^|（二）自有资金小计|<|0.00|<",
            "^|1、事业收入|<|0.00|<",
            "^|（三）其他收入|<|0.00|<",
            "总体目标|年度目标|<|<|<",
            "^|扶助全部家庭|<|<|<",
            "绩效指标|一级指标|二级指标|三级指标|指标值（包含数字及文字描述）",
            "^|项目完成指标|数量指标|扶助家庭|63人",
            "^|满意度指标|满意度指标|受益群众满意度|≥90%",
        ),
        lines=["项目支出绩效目标申报表"],
    )
    funding = {
        f.source_key: (str(f.amount_wan), f.parent_key) for f in recorder.out.project_funding
    }
    assert funding["appropriation"] == ("6.30", "total")
    assert funding["general"] == ("6.00", "appropriation")
    assert funding["service"] == ("0.00", "own_funds")
    assert levels(recorder) == [
        ("项目完成指标", "数量指标", "扶助家庭"),
        ("满意度指标", "满意度指标", "受益群众满意度"),
    ]
    assert {i.level1_key for i in recorder.out.indicator} == {"output", "satisfaction"}
    assert {i.horizon for i in recorder.out.indicator} == {"annual"}


def test_a_target_may_be_printed_in_three_cells_with_a_weight_beside_it() -> None:
    recorder = read(
        a_grid(
            "项目名称|旧楼改造|<|<|<|<|<",
            "一级指标|二级指标|三级指标|绩效指标性质|绩效指标值|绩效度量单位|权重",
            "产出指标|质量指标|合格率|≥|95|%|20",
        )
    )
    [found] = recorder.out.indicator
    assert (found.target, found.target_operator, found.target_unit) == ("≥95%", "≥", "%")
    assert found.weight == 20
    figure = next(f for f in recorder.out.figure if f.figure_id == found.weight_figure_id)
    assert (figure.printed, figure.column_key) == ("20", "weight")


def test_a_weight_over_several_rows_is_that_of_the_first() -> None:
    recorder = read(
        a_grid(
            "项目名称|旧楼改造|<|<|<",
            "一级指标|二级指标|三级指标|指标值|分值",
            "产出指标|质量指标|合格率|≥95%|40分",
            "^|数量指标|改造楼数|3栋|^",
            "满意度指标|满意度指标|居民满意度|≥90%|",
        )
    )
    assert [one.weight for one in recorder.out.indicator] == [40, None, None]


def test_a_title_between_two_tables_of_the_overall_sheet_says_of_which_horizon_the_next_is() -> (
    None
):
    recorder = a_recorder(2025)
    long_term = a_grid(LONG, "长期绩效目标1|产出指标|数量指标|入驻组织数量|20家|计划数据")
    annual = a_grid(*ANNUAL, "年度绩效目标1|产出指标|数量指标|入驻组织数量|18家|19家|20家|计划数据")
    title = Line("年度绩效指标", 9)
    heading = (Line("整体支出绩效目标表", 1),)
    region = Region("overall_performance", heading, (long_term, title, annual))
    read_overall_performance(region, recorder)
    assert [i.horizon for i in recorder.out.indicator] == ["long_term", "annual"]


def test_targets_beside_those_of_two_years_before_are_annual_without_a_title() -> None:
    recorder = a_recorder(2025)
    annual = a_grid(*ANNUAL, "绩效目标|产出指标|数量指标|入驻组织数量|18家|19家|20家|计划数据")
    read_overall_performance(a_region("overall_performance", grids=[annual]), recorder)
    assert [i.horizon for i in recorder.out.indicator] == ["annual"]
