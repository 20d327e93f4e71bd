"""The part of the document about what was said with each influencer. Used by ``sections``."""

from collections.abc import Iterator, Mapping

from bot.crisis.events import TalkKind, TalkState
from bot.crisis.texts import Text
from bot.review.document import Section, Table
from bot.review.value import Review
from bot.review.value_talks import TalkLine
from bot.review.wording import Lines, Wording

_KINDS: Mapping[TalkKind, str] = {
    "fact": "review.talk.fact",
    "hold": "review.talk.hold",
    "step": "review.talk.step",
}
_BECAME: Mapping[TalkState, str] = {
    "answered": "talk.state_answered",
    "declined": "talk.state_declined",
    "extended": "talk.state_extended",
    "ended": "talk.state_ended",
    "broken": "talk.state_broken",
    "done": "talk.state_done",
    "dropped": "talk.state_dropped",
}
_HEAD = ("review.column.what", "review.column.time", "review.column.became")


def talk_sections(review: Review, wording: Wording) -> Iterator[Section]:
    """Return a table for each influencer: asked, agreed or next; when and by whom; the outcome."""
    for thread in review.talks:
        heading = wording.say("review.talk.with", kol=thread.kol)
        rows = tuple(
            (_what(line, wording), _when(line, wording), _became(line, wording))
            for line in thread.lines
        )
        table = Table(tuple(map(wording.say, _HEAD)), rows)
        yield Section(heading, (table,), depth=3)


def _what(line: TalkLine, wording: Wording) -> Lines:
    what = wording.name(line.what) if isinstance(line.what, Text) else wording.typed(line.what)
    return wording.say(_KINDS[line.kind]) + what


def _when(line: TalkLine, wording: Wording) -> Lines:
    said = wording.time(line.at) + (wording.person(line.by) if line.by is not None else ())
    if line.agreed_by is not None:
        said += wording.say("timeline.talk_agreed_by", person=line.agreed_by)
    if line.until is not None:
        key = "timeline.talk_until" if line.kind == "hold" else "timeline.talk_due"
        said += wording.say(key, time=wording.time(line.until)[0])
    return said


def _became(line: TalkLine, wording: Wording) -> Lines:
    told: Lines = ()
    for reply in line.replies:
        told += wording.say(_BECAME[reply.state]) + wording.time(reply.at)
        told += wording.person(reply.by) if reply.by is not None else ()
        told += wording.typed(reply.text) if reply.text else ()
    if line.ran_out:
        told += wording.say("review.talk.ran_out")
    return told or wording.say("review.talk.open")
