"""Rules on stated changes, their percentages, and shares."""

from analysis.disclosure import records as r
from tests.checks.papers import DOCUMENT, Paper, small_budget
from tests.checks.slips import change, contradictions


def test_a_change_is_held_against_its_percentage_and_the_earlier_figure() -> None:
    paper = small_budget().yearly("revenue", 2023, total="80.00")
    paper.claim("overall", "total_revenue", "20.00", "change", direction="up", base_year=2023)
    paper.claim("overall", "total_revenue", "25.0", "change_pct", direction="up", base_year=2023)
    for rule in ("change_percent", "change_earlier", "change_direction"):
        assert paper.verdicts(rule) == {"exact"}, rule
    change(paper, "narrative/overall.3/change_pct", "2.5")
    change(paper, "overall_funds/revenue.total/2023", "81.00")
    assert {"change_percent", "change_earlier"} <= contradictions(paper)


def shared(percents: list[str], words: str = "", section: str = "revenue") -> Paper:
    """A total of 90.00 in parts of 30.00, 30.00 and 30.00, each with its share."""
    sentence = "；".join(f"甲 30.00 万元，占{words}{p}%" for p in percents)
    paper = Paper()
    paper.claim(section, "total_revenue", "90.00", sentence="收入预算 90.00 万元")
    for key, percent in zip(("general", "fund", "capital"), percents, strict=False):
        paper.claim(section, key, "30.00", sentence=sentence)
        paper.claim(section, key, percent, "share_pct", sentence=sentence)
    return paper


def test_a_share_is_held_against_its_part_and_the_whole_of_the_section() -> None:
    assert shared(["33.33"]).verdicts("prose_share") == {"exact"}
    assert shared(["38.33"]).verdicts("prose_share") == {"contradiction"}
    assert shared(["33.3", "33.3", "33.4"]).verdicts("prose_share") == {"exact", "not_checkable"}


def test_a_share_is_of_what_its_words_name_and_untested_where_no_line_has_that_name() -> None:
    assert shared(["33.33"], "总收入的").verdicts("prose_share") == {"exact"}
    assert shared(["33.33"], "本区同类项目的").verdicts("prose_share") == set()


def test_a_per_cent_of_one_thing_is_not_held_against_the_amount_of_another() -> None:
    paper = Paper()
    said = {"direction": "up", "base_year": 2023, "subject_key": None}
    paper.claim("general", "运转类经费", "10", "change_pct", **said | {"direction": "down"})
    paper.claim("general", "租赁费", "209.00", "change", **said)
    paper.claim("general", "租赁费", "218.00", subject_key=None)
    assert paper.verdicts("change_percent") == set()
    paper.claim("general", "", "2322.22", "change_pct", **said)
    assert paper.verdicts("change_percent") == {"exact"}


def test_the_change_and_its_per_cent_that_a_row_prints_fit_the_two_years() -> None:
    paper = Paper()
    columns = ["total", "prior", "change"]
    paper.table("general_expenditure", {"total": ["10.00", "8.00", "2.00"]}, columns)
    assert paper.verdicts("year_columns") == {"exact"}
    assert paper.verdicts("row_sum") == set()
    change(paper, "general_expenditure/total/change", "2.10")
    assert paper.verdicts("year_columns") == {"contradiction"}


def test_a_change_of_a_three_public_item_leads_back_to_the_year_that_its_table_prints() -> None:
    for before, expected in (("1.50", {"exact"}), ("1.40", {"contradiction"})):
        paper = small_budget()
        figure = paper.figure("three_public/reception/2023", before, fiscal_year=2023)
        paper.out.three_public.append(
            r.ThreePublic(DOCUMENT, 2023, "reception", None, "value", figure_id=figure)
        )
        said = {"sentence": "公务接待费1.00万元，比2023年减少0.50万元。", "base_year": None}
        paper.claim("three_public", "three_public/reception", "1.00", **said)
        said |= {"base_year": 2023, "direction": "down"}
        paper.claim("three_public", "three_public/reception", "0.50", "change", **said)
        assert paper.verdicts("change_earlier") == expected


def test_a_comparison_on_another_basis_is_not_held_against_the_printed_figure() -> None:
    paper = Paper()
    said = {"direction": "down", "base_year": 2023, "sentence": "按与上年统计口径一致相比减少"}
    paper.claim("operating_cost", "operating_cost", "9050.00")
    paper.claim("operating_cost", "operating_cost", "161.96", "change", **said)
    paper.claim("operating_cost", "operating_cost", "4.39", "change_pct", **said)
    assert paper.verdicts("change_percent") == {"not_checkable"}


def test_a_decrease_that_was_an_increase_is_noticed() -> None:
    paper = small_budget().yearly("revenue", 2023, total="80.00")
    paper.claim("overall", "total_revenue", "20.00", "change", direction="down", base_year=2023)
    assert paper.verdicts("change_direction") == {"contradiction"}


def test_vehicles_are_unchanged_where_their_purchase_and_running_are() -> None:
    for part, expected in (("0.50", {"exact"}), ("0.60", {"contradiction"})):
        paper = Paper()
        said = {"direction": "down", "base_year": 2023}
        paper.claim("three_public", "three_public/total", "0.50", "change", **said)
        paper.claim("three_public", "three_public/reception", part, "change", **said)
        for item in ("overseas", "vehicle_purchase", "vehicle_running"):
            paper.out.statement.append(
                r.Statement(DOCUMENT, item, "unchanged", f"three_public/{item}", "2023", "", 1)
            )
        assert paper.verdicts("change_parts") == expected


def test_a_percentage_over_this_years_amount_is_told_as_that() -> None:
    paper = Paper()
    paper.claim("overall", "total_expenditure", "120.00")
    said = {"direction": "up", "base_year": 2023}
    paper.claim("overall", "total_expenditure", "24.00", "change", **said)
    paper.claim("overall", "total_expenditure", "20.00", "change_pct", **said)
    (told,) = [x for x in paper.results() if x.rule == "change_percent"]
    assert told.verdict == "contradiction"
    assert "says 20.00%" in told.message_en and "over this year's amount" in told.message_en
    change(paper, "narrative/overall.3/change_pct", "25.00")
    assert paper.verdicts("change_percent") == {"exact"}


def test_a_change_that_its_sentence_rounds_leads_back_to_a_finer_figure() -> None:
    for change_, verdict in (
        ("20.33", "rounding"),
        ("20.35", "contradiction"),
        ("20.4", "contradiction"),
    ):
        paper = Paper(2024).yearly("revenue", 2023, total="80.004")
        paper.claim("overall", "total_revenue", "100.336")
        said = {"direction": "up", "base_year": 2023}
        paper.claim("overall", "total_revenue", change_, "change", **said)
        assert paper.verdicts("change_earlier") == {verdict}


def test_a_zero_that_a_rounded_change_has_dropped_makes_it_no_finer() -> None:
    paper = Paper(2024).yearly("revenue", 2023, total="80.132")
    paper.claim("overall", "total_revenue", "100.336")
    said = {"direction": "up", "base_year": 2023}
    paper.claim("overall", "total_revenue", "20.2", "change", **said)
    assert paper.verdicts("change_earlier") == {"rounding"}


def without_funds(before: Paper | None = None) -> str | None:
    """The verdict on a change of the general budget, all of the year's money, against the sheet."""
    paper = Paper(2024).yearly("revenue", 2024, appropriation="60.00", other="0.00")
    paper.yearly("revenue", 2023, appropriation="90.00")
    rows = {"revenue/current_year/general<total": "60.00", "revenue/total": "60.00"}
    paper.two_sided("appropriation_summary", rows)
    paper.table("general_expenditure", {"total": ["60.00"]}, ["total"])
    paper.claim("general", "general", "60.00")
    paper.claim("general", "general", "10.00", "change", direction="up", base_year=2023)
    return {x.verdict for x in paper.results("change_earlier", before)}.pop()


def test_all_appropriation_of_an_earlier_year_is_not_the_general_budget_of_that_year() -> None:
    before = Paper(2023)
    rows = {"revenue/current_year/general<total": "50.00", "revenue/total": "90.00"}
    before.two_sided("appropriation_summary", rows)
    assert without_funds() == "not_checkable"  # a fund may have been there
    assert without_funds(before) == "contradiction"  # there was none
