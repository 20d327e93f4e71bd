"""Short ways to lint a text in tests, with the playbook that comes with the bot."""

from bot.crisis.handbook import Format
from bot.lint.check import check
from bot.lint.report import Finding, Report
from tests.lint.measure import playbook


def form(name: str) -> Format:
    return next(one for one in playbook().handbook.formats if one.id == name)


def linted(text: str, kind: str = "apology") -> Report:
    return check(text, form(kind), playbook().handbook)


def rules(text: str, kind: str = "apology") -> list[str]:
    """The rules that find something, in the order of the text; what is missing is left out."""
    return [one.rule for one in linted(text, kind).findings if one.family != "missing"]


def found(text: str, rule: str, kind: str = "apology") -> list[str]:
    """The stretches of the text that a rule marks."""
    return [marked(text, one) for one in linted(text, kind).findings if one.rule == rule]


def marked(text: str, finding: Finding) -> str:
    return text[finding.span.start : finding.span.end]


def has(text: str, kind: str = "apology") -> set[str]:
    return {one.element.id for one in linted(text, kind).elements if one.present}
