"""The lint: one text, one format, one handbook, one report.

Called by the command line; whoever shows a statement may call it, since it is pure and costs
milliseconds. It refuses nothing and decides nothing.
"""

from collections.abc import Iterator, Sequence

from bot.crisis.handbook import Format, Handbook
from bot.lint.building import built
from bot.lint.elements import missing, presences
from bot.lint.pair import differing
from bot.lint.reading import Reading
from bot.lint.report import Finding, Presence, Report
from bot.lint.wordings import absolute, flagged


def check(text: str, form: Format, handbook: Handbook) -> Report:
    """Return what to look at again, in the order of the text, and which elements are there.

    A text that has English and Chinese sentences is taken as a bilingual pair. Never raises,
    whatever the text; takes time in proportion to its length.
    """
    reading = Reading(text)
    elements = presences(reading, form, handbook.elements)
    found = _findings(reading, form, handbook, elements)
    return Report(
        findings=tuple(sorted(found, key=lambda one: (one.span, one.rule))),
        elements=elements,
        languages=reading.languages,
        score=_score(elements),
    )


def _score(elements: Sequence[Presence]) -> int:
    """Return the points of what is there, of 100 for all that was looked for."""
    present = sum(one.points for one in elements if one.present)
    return present * 100 // max(1, sum(one.points for one in elements))


def _findings(
    reading: Reading, form: Format, handbook: Handbook, elements: Sequence[Presence]
) -> Iterator[Finding]:
    yield from missing(reading, elements)
    yield from flagged(reading, handbook)
    for rule in handbook.statement_rules:
        yield from built(reading, form, rule)
        if form.id in rule.formats and rule.id == "absolute":
            yield from absolute(reading, handbook, rule)
        if form.id in rule.formats and rule.id == "pair":
            yield from differing(reading, elements, rule)
