"""Performance targets of all projects in one table: each project gets its own records."""

from analysis.disclosure.outcome import READ
from analysis.disclosure.projects.sheets import read_project_sheets
from analysis.disclosure.recorder import Recorder
from analysis.sources.document import Grid
from tests.disclosure.tables.factories import a_grid, a_recorder, a_region

HEADER = "项目名称|预算金额（元）|绩效目标|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|分值"
ROWS = (
    "救助补助|12,000|保障困难群众|产出指标|数量指标|救助人数|≥|1200|人|50",
    "^|^|^|^|质量指标|准确率|=|100|%|40",
    "||||时效指标|完成时间|≤|12|月|10",
    "设施改造|30,000|改善条件|产出指标|数量指标|改造处数|=|3|处|60",
    "|||满意度指标|满意度指标|居民满意度|≥|95|%|40",
)


def read(*grids: Grid) -> Recorder:
    recorder = a_recorder()
    region = a_region("project_sheets", title="项目支出绩效目标表", grids=grids)
    assert read_project_sheets(region, recorder) == READ
    return recorder


def test_a_name_covers_the_rows_of_its_project_merged_or_left_empty() -> None:
    recorder = read(a_grid(HEADER, *ROWS))
    assert [project.name for project in recorder.out.project] == ["救助补助", "设施改造"]
    found = {i.level3: (i.scope, i.level1, i.target, i.weight) for i in recorder.out.indicator}
    assert found["准确率"] == ("救助补助", "产出指标", "=100%", 40)
    assert found["完成时间"][0] == "救助补助"
    assert found["居民满意度"] == ("设施改造", "满意度指标", "≥95%", 40)
    assert [goal.text for goal in recorder.out.goal] == ["保障困难群众", "改善条件"]


def test_the_budget_beside_the_name_is_in_the_unit_of_its_heading() -> None:
    recorder = read(a_grid(HEADER, *ROWS))
    assert [project.current_wan for project in recorder.out.project] == [
        f.amount_wan for f in recorder.out.figure if f.column_key == "amount"
    ]
    assert [str(project.current_wan) for project in recorder.out.project] == ["1.2", "3"]


def test_the_header_and_the_name_again_on_the_next_page_open_nothing() -> None:
    recorder = read(
        a_grid(HEADER, *ROWS[:2]),
        a_grid(HEADER, ROWS[2].replace("|", "救助补助|", 1), *ROWS[3:]),
    )
    assert [project.name for project in recorder.out.project] == ["救助补助", "设施改造"]
    assert len(recorder.out.indicator) == 5
