"""The words of a finding: what it is called, what it may mean, how sure it is.

The words follow the rule that is broken (``words/findings.yml``); a rule without words of its own
is called by its title in the catalogue. Not done here: figures and places (``agreement_quotes``).
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.briefing.content.agreement_quotes import Quote
from analysis.briefing.content.phrases import sentences
from analysis.briefing.markdown import Markdown, escape
from analysis.briefing.names import both
from analysis.briefing.report import Report
from analysis.briefing.words import entries
from analysis.checks.catalogue import rules_by_id
from analysis.checks.result import CheckResult

__all__ = ["briefly", "headline", "kind", "means", "message", "project_of", "rule_title", "sure"]


def headline(report: Report, result: CheckResult) -> Markdown:
    """What a contradiction is called."""
    for ending in _endings(result):
        if f"finding.{ending}" in entries():
            return report.say(f"finding.{ending}")
    return report.say("finding.other", title=rule_title(report, result))


def rule_title(report: Report, result: CheckResult) -> str:
    """The title of the rule in the catalogue; its id where a rule is no longer there."""
    rule = rules_by_id().get(result.rule)
    return getattr(rule.title, report.language) if rule else result.rule


def kind(report: Report, result: CheckResult, found: Mapping[str, Quote]) -> str:
    """How grave it is, and the project that it is about where it is about one."""
    called = report.plain(f"severity.{result.severity}")
    project = project_of(result, found)
    if not project:
        return escape(called)
    return report.say(
        "card.project", kind=called, project=both(project, report.language, "project")
    )


def project_of(result: CheckResult, found: Mapping[str, Quote]) -> str:
    """The project that all figures of a result belong to, as printed; empty where there is none."""
    figures = (*result.left_figures, *result.right_figures)
    projects = {found[i].project_name for i in figures if i in found}
    return (projects.pop() or "") if len(projects) == 1 else ""


def means(report: Report, result: CheckResult) -> Markdown:
    """What the contradiction may mean."""
    endings = (*_endings(result), result.severity)
    known = next(ending for ending in endings if f"means.{ending}" in entries())
    return report.say(f"means.{known}")


def briefly(report: Report, result: CheckResult) -> Markdown:
    """The same in the few words of the first page, where it has them."""
    key = f"brief.{result.rule}"
    return report.say(key) if key in entries() else means(report, result)


def _endings(result: CheckResult) -> tuple[str, ...]:
    """How keys of the words of a rule may end, the narrowest first: square metres are no amount."""
    rule = result.rule
    return (f"{rule}.{result.severity}", f"{rule}.{result.unit}", rule)


def sure(report: Report, result: CheckResult, found: Mapping[str, Quote]) -> Markdown:
    """How sure the finding is, and whether a cell of it has several readings."""
    figures = (*result.left_figures, *result.right_figures)
    key = f"sure.{result.severity}" if figures else "sure.statement"
    doubtful = any(found[i].reading == "uncertain" for i in figures if i in found)
    reading = report.say("sure.reading") if doubtful else ""
    return sentences(report, report.say(key), reading)


def message(report: Report, result: CheckResult) -> str:
    """What the rule says of the result, as plain text; empty where it says nothing."""
    return (result.message_zh if report.language == "zh" else result.message_en) or ""
