"""What is said of legal hold, and of words that were taken out. Used by ``timeline`` alone."""

from bot.crisis import events as ev
from bot.crisis.words import Words, in_slack
from bot.locales.values import Value
from bot.locales.voice import said
from bot.review.telling import Sentences, Table, Telling


def _held(_: Telling, __: ev.Recorded, event: ev.LegalHoldSet) -> Sentences:
    yield said("timeline.hold_set", reason=event.reason)


def _not_held(_: Telling, __: ev.Recorded, event: ev.LegalHoldLifted) -> Sentences:
    yield said("timeline.hold_lifted", reason=event.reason)


def _proposed(_: Telling, __: ev.Recorded, event: ev.RedactionProposed) -> Sentences:
    yield said("timeline.redaction_proposed", lines=_lines(event.seqs), reason=event.reason)


def _dropped(telling: Telling, _: ev.Recorded, event: ev.RedactionDropped) -> Sentences:
    one = telling.incident.redactions.get(event.redaction)
    yield said("timeline.redaction_dropped", lines=_lines(one.seqs if one else ()))


def _redacted(telling: Telling, _: ev.Recorded, event: ev.TextRedacted) -> Sentences:
    one = telling.incident.redactions.get(event.redaction)
    by: Value = "—" if one is None or one.proposed_by is None else in_slack(one.proposed_by)
    reason = Words("") if one is None else one.reason
    yield said("timeline.redacted", lines=_lines(event.seqs), person=by, reason=reason)


def _lines(seqs: tuple[int, ...]) -> str:
    return ", ".join(f"#{seq}" for seq in seqs)


KEEPING: Table = {
    ev.LegalHoldSet: _held,
    ev.LegalHoldLifted: _not_held,
    ev.RedactionProposed: _proposed,
    ev.RedactionDropped: _dropped,
    ev.TextRedacted: _redacted,
}
