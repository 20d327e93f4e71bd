"""What the lint says of a statement, in the words of a channel or a reader.

Called by the views of the statement desk. A finding asks somebody to look again; it says nothing
about the law, and nothing waits for it.
"""

from collections.abc import Iterator

from bot.crisis.incident import Incident
from bot.crisis.statements import Statement, format_of
from bot.crisis.words import Words
from bot.lint.check import check
from bot.lint.report import Report
from bot.locales.values import Mrkdwn
from bot.locales.voice import Voice
from bot.views.parts import shortened

_PLACE = 60


def report_of(incident: Incident, statement: Statement) -> Report | None:
    """Return what the lint says of the latest version; None when its kind or text is lost."""
    form, text = format_of(incident, statement), statement.current.text
    if form is None or text.redacted:
        return None
    return check(text.text, form, incident.playbook.handbook)


def score_line(incident: Incident, statement: Statement, voice: Voice) -> Mrkdwn | None:
    """Return how much of what belongs into such a text is there, and how much to look at again."""
    report = report_of(incident, statement)
    if report is None:
        return None
    if not report.findings:
        return voice.say("card.statement.nothing_found", score=report.score)
    return voice.say("card.statement.found", count=len(report.findings), score=report.score)


def found(incident: Incident, statement: Statement, voice: Voice) -> Iterator[Mrkdwn]:
    """Yield each finding with the words that it is about: first those that have a place."""
    report = report_of(incident, statement)
    if report is None:
        return
    text = statement.current.text.text
    # What somebody can see and change comes before what is nowhere.
    for one in sorted(report.findings, key=lambda finding: finding.family == "missing"):
        said = voice.line(one.wording.key, **one.wording.values)
        words = shortened(Words(text[one.span.start : one.span.end]), _PLACE)
        if words.text:
            yield voice.say("card.statement.finding", words=words, finding=said)
        else:
            yield voice.say("card.statement.finding_whole", finding=said)
