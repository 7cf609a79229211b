"""Small documents for the tests of the checks: tables, prose and sheets in a few words.

``Paper`` collects records as a reader would; ``Paper.disclosure`` is what the checks take. Each
figure gets a line of its own. Not done here: assertions.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from analysis.checks.relation import Cell
from analysis.checks.result import CheckResult
from analysis.checks.run import check_records
from analysis.disclosure import records as r
from analysis.disclosure.recorder import Disclosure
from tests.factories import make_budget_line, make_disclosure, make_figure

DOCUMENT = "2024-00000001"
BLANK, DASH = "", "-"


def cell(value: str | None, step: str | None = None, key: str = "", unit: str = "wan_yuan") -> Cell:
    """Return a cell as printed; the step is that of the printed decimals unless it is given."""
    amount = None if value is None else Decimal(value.replace(",", ""))
    if step is None and amount is not None:
        step = str(Decimal(1).scaleb(int(amount.as_tuple().exponent)))
    return Cell(
        key or f"cell {value} {id(object())}",
        "expenditure_summary",
        key or str(value),
        "total",
        amount,
        Decimal(step or 0),
        unit,
        "blank" if amount is None else "value",
        value or "",
        key or f"figure {value}",
        1,
    )


class Paper:
    """A document that is being written."""

    def __init__(self, year: int = 2024, document_id: str | None = None) -> None:
        self.year = year
        self.out: Disclosure = make_disclosure(document_id or f"{year}-00000001")
        self.line = 0

    def figure(self, address: str, value: str, **fields: Any) -> str | None:
        """Store a printed figure at table/row/column; None for a blank."""
        self.line += 1
        if value == BLANK:
            return None
        if value == DASH:
            fields |= {"value": None, "amount_wan": None, "step": None, "cell_state": "dash"}
            value_of = "0"
        else:
            value_of = value
        if fields.get("unit", "wan_yuan") not in ("wan_yuan", "yuan"):
            fields.setdefault("amount_wan", None)
        elif fields.get("unit") == "yuan":
            fields.setdefault("amount_wan", Decimal(value.replace(",", "")) / 10_000)
        made = make_figure(
            address,
            value_of,
            self.out.document.document_id,
            **{"line": self.line, "fiscal_year": self.year, **fields},
        )
        self.out.figure.append(made)
        return made.figure_id

    def table(
        self, kind: str, rows: dict[str, list[str]], columns: list[str], *, by: str = "function"
    ) -> Paper:
        """Add a coded table; the parent of a code is the longest shorter code of the table."""
        self.section(kind)
        for code, values in rows.items():
            for column, value in zip(columns, values, strict=True):
                state = {BLANK: "blank", DASH: "dash"}.get(value, "value")
                shorter = [c for c in rows if c != code and code.startswith(c)]
                parent = max(shorter, key=len, default=None if code == "total" else "total")
                amount = value.replace(",", "") if state == "value" else None
                line = make_budget_line(
                    code,
                    column,
                    amount,
                    self.out.document.document_id,
                    table_kind=kind,
                    classification=by,
                    parent_code=parent,
                    cell_state=state,
                )
                line.figure_id = self.figure(f"{kind}/{code}/{column}", value)
                self.out.budget_line.append(line)
        return self

    def two_sided(self, kind: str, items: dict[str, str], column: str = "total") -> Paper:
        """Add a column of a two-sided table; an item is ``side/key`` or ``side/key<parent``."""
        if column == "total":
            self.section(kind)
        for address, value in items.items():
            path, _, parent = address.partition("<")
            side, _, key = path.partition("/")
            code = key.removeprefix("function/") if key.startswith("function/") else None
            self.out.summary_line.append(
                r.SummaryLine(
                    self.out.document.document_id,
                    self.year,
                    kind,
                    side,
                    key,
                    key,
                    parent_key=parent or None,
                    function_code=code,
                    column_key=column,
                    cell_state="blank" if value == BLANK else "value",
                    figure_id=self.figure(f"{kind}/{path.replace('/', '.')}/{column}", value),
                )
            )
        return self

    def three_public(self, **items: str) -> Paper:
        """Add the table of the three public expenses."""
        self.section("three_public")
        for item, value in items.items():
            figure = self.figure(f"three_public/{item}/{self.year}", value)
            state = "blank" if value == BLANK else "value"
            self.out.three_public.append(
                r.ThreePublic(
                    self.out.document.document_id, self.year, item, None, state, figure_id=figure
                )
            )
        return self

    def yearly(self, side: str, year: int, **items: str | tuple[str, str]) -> Paper:
        """Add a year of the overall sheet; an item is an amount, or an amount and its share."""
        if not self.out.yearly_total:
            self.section("overall_performance")
        for item, value in items.items():
            amount, share = value if isinstance(value, tuple) else (value, None)
            at = f"overall_funds/{side}.{item}/{year}"
            self.out.yearly_total.append(
                r.YearlyTotal(
                    self.out.document.document_id,
                    year,
                    side,
                    item,
                    item,
                    figure_id=self.figure(at, amount, fiscal_year=year),
                    share_figure_id=share and self.figure(f"{at}.share", share, unit="percent"),
                )
            )
        return self

    def claim(
        self, section: str, subject: str, value: str, measure: str = "amount", **fields: Any
    ) -> str:
        """Add a figure stated in prose and return its claim_id."""
        number = sum(claim.section_key == section for claim in self.out.claim) + 1
        claim_id = f"{section}.{number}"
        unit = "percent" if measure.endswith("pct") else "count" if measure == "count" else None
        figure = self.figure(
            f"narrative/{claim_id}/{measure}",
            value,
            unit=fields.pop("unit", unit or "wan_yuan"),
            unit_word=fields.pop("unit_word", "万元"),
        )
        known = self.out.figure[-1]
        filled = {
            "section_key": section,
            "subject": subject,
            "subject_key": subject,
            "measure": measure,
            "fiscal_year": self.year,
            "value": known.value,
            "unit": known.unit,
            "figure_id": figure,
            "line": known.line,
            "sentence": section,
        }
        filled |= fields
        self.out.claim.append(r.Claim(self.out.document.document_id, claim_id, **filled))
        return claim_id

    def calculation(self, kind: str, result: str, *factors: list[tuple[str, str]]) -> Paper:
        """Add a calculation: the amount it explains, and terms of (value, unit) factors."""
        number = len(self.out.derivation) + 1
        name = f"d{number}"
        self.out.derivation.append(
            r.Derivation(
                self.out.document.document_id,
                name,
                "甲",
                kind,
                self.figure(f"project_sheet/{name}.result/amount", result),
                sentence="按标准测算。",
            )
        )
        for seq, term in enumerate(factors, 1):
            ids = tuple(
                self.figure(f"project_sheet/{name}.{seq}.{i}/factor", value, unit=unit) or ""
                for i, (value, unit) in enumerate(term)
            )
            self.out.derivation_term.append(
                r.DerivationTerm(self.out.document.document_id, name, seq, ids, 1)
            )
        return self

    def project(
        self,
        name: str,
        budget: str,
        details: list[str] | None = None,
        sources: dict[str, str] | None = None,
        years: dict[int, str] | None = None,
    ) -> Paper:
        """Add a project sheet."""
        document = self.out.document.document_id
        at = f"project_sheet/{name}"
        total, current = (self.figure(f"{at}.{key}/amount", budget) for key in ("total", "current"))
        self.out.project.append(
            r.Project(document, name, name, total_figure_id=total, current_figure_id=current)
        )
        for seq, amount in enumerate(details or []):
            figure = self.figure(f"{at}.detail.{seq}/amount", amount)
            self.out.project_detail.append(
                r.ProjectDetail(document, name, seq, "项", figure_id=figure, cell_state="value")
            )
        for seq, (source, amount) in enumerate((sources or {}).items()):
            key, _, parent = source.partition("<")
            self.out.project_funding.append(
                r.ProjectFunding(
                    document,
                    name,
                    seq,
                    key,
                    key,
                    parent or (None if key == "total" else "total"),
                    cell_state="blank" if amount == BLANK else "value",
                    figure_id=self.figure(f"{at}.funding.{key}/amount", amount),
                )
            )
        for year, amount in (years or {}).items():
            figure = self.figure(f"{at}.history.{year}/amount", amount, fiscal_year=year)
            self.out.project_year.append(
                r.ProjectYear(document, name, year, "", None, None, figure)
            )
        return self

    def section(self, kind: str, status: str = "read") -> Paper:
        """Add the heading of a table."""
        self.out.section.append(
            r.Section(
                self.out.document.document_id,
                f"{len(self.out.section):02d}",
                kind,
                status=status,
                first_line=self.line,
            )
        )
        return self

    def results(self, rule: str | None = None, previous: Paper | None = None) -> list[CheckResult]:
        """Run the checks; only those of a rule where it is given."""
        found = check_records(self.out, previous.out if previous else None)
        return [result for result in found if rule in (None, result.rule)]

    def verdicts(self, rule: str) -> set[str]:
        """Return the verdicts that a rule gave."""
        return {result.verdict for result in self.results(rule)}


def small_budget() -> Paper:
    """A budget whose tables, prose and projects agree: general 60.00, a fund of 40.00."""
    paper = Paper()
    paper.table(
        "expenditure_summary",
        {
            "total": ["100.00", "30.00", "70.00"],
            "208": ["60.00", "30.00", "30.00"],
            "20802": ["45.00", "15.00", "30.00"],
            "2080201": ["15.00", "15.00", "0.00"],
            "2080299": ["30.00", "0.00", "30.00"],
            "20805": ["15.00", "15.00", "0.00"],
            "2080501": ["15.00", "15.00", "0.00"],
            "229": ["40.00", BLANK, "40.00"],
            "22960": ["40.00", BLANK, "40.00"],
            "2296002": ["40.00", BLANK, "40.00"],
        },
        ["total", "basic", "project"],
    )
    paper.two_sided(
        "appropriation_summary",
        {
            "revenue/current_year<total": "100.00",
            "revenue/current_year/general<current_year": "60.00",
            "revenue/current_year/fund<current_year": "40.00",
            "revenue/current_year/capital<current_year": BLANK,
            "revenue/carried_forward<total": BLANK,
            "revenue/total": "100.00",
            "expenditure/current_year<total": "100.00",
            "expenditure/function/201<current_year": BLANK,
            "expenditure/function/208<current_year": "60.00",
            "expenditure/function/229<current_year": "40.00",
            "expenditure/carried_over<total": BLANK,
            "expenditure/total": "100.00",
        },
    )
    paper.table(
        "general_expenditure",
        {
            "total": ["60.00", "30.00", "25.00", "5.00", "30.00"],
            "208": ["60.00", "30.00", "25.00", "5.00", "30.00"],
            "20802": ["45.00", "15.00", "10.00", "5.00", "30.00"],
            "2080201": ["15.00", "15.00", "10.00", "5.00", "0.00"],
            "2080299": ["30.00", "0.00", "0.00", "0.00", "30.00"],
            "20805": ["15.00", "15.00", "15.00", "0.00", "0.00"],
            "2080501": ["15.00", "15.00", "15.00", "0.00", "0.00"],
        },
        ["total", "basic", "personnel", "operating", "project"],
    )
    paper.table(
        "general_basic_expenditure",
        {
            "total": ["30.00", "25.00", "5.00"],
            "301": ["25.00", "25.00", "0.00"],
            "30101": ["25.00", "25.00", "0.00"],
            "302": ["5.00", "0.00", "5.00"],
            "30201": ["4.00", "0.00", "4.00"],
            "30217": ["1.00", "0.00", "1.00"],
        },
        ["total", "personnel", "operating"],
        by="economic",
    )
    paper.table(
        "fund_expenditure", {"2296002": ["40.00", BLANK, "40.00"]}, ["total", "basic", "project"]
    )
    paper.three_public(
        total="3.00",
        overseas="0.00",
        vehicles="2.00",
        vehicle_purchase="0.00",
        vehicle_running="2.00",
        reception="1.00",
    )
    paper.yearly("revenue", 2024, appropriation=("100.00", "100%"[:3]), total=("100.00", "100"))
    paper.yearly("expenditure", 2024, basic=("30.00", "30.0"), project=("70.00", "70.0"))
    paper.yearly("expenditure", 2024, total=("100.00", "100"))
    paper.claim("overall", "total_revenue", "100.00")
    paper.claim("general", "general", "60.00")
    paper.project("甲", "10.00", ["10.00", "4.00", "6.00"], {"total": "10.00", "general": "10.00"})
    paper.project("乙", "20.00", ["20.00", "20.00"], {"total": "20.00", "general": "20.00"})
    return paper
