"""The record of a stream beside incidents as a document. Called by ``kolcrisis export``.

It is for whoever checks what was recorded, so it holds every event as it stands there, by the names
that docs/events.md gives them.
"""

from collections.abc import Sequence

from bot.crisis.events import Recorded
from bot.crisis.words import Words, in_slack
from bot.locales.catalog import LOCALES
from bot.locales.voice import Voice
from bot.review.data import details, kind_of
from bot.review.document import Document, Table
from bot.review.wording import Lines, Names, Wording

_TITLES = {
    "kol": "ledger.of_kol",
    "brief": "ledger.of_brief",
    "content": "ledger.of_content",
    "campaign": "ledger.of_campaign",
}


def ledger(
    kind: str, name: Words, record: Sequence[Recorded], voice: Voice, names: Names
) -> Document:
    """Return what was recorded of one stream, in the order in which it happened."""
    wording = Wording(voice, names)
    head = ("ledger.at", "ledger.actor", "ledger.kind", "ledger.details")
    rows = tuple(_row(one, wording) for one in record)
    count, zone = len(rows), wording.zone(record[0].at)
    return Document(
        language=LOCALES[voice.languages[0]].replace("_", "-"),
        title=wording.say(_TITLES[kind], name=name),
        mark=wording.say("ledger.count", count=count, zone=zone),
        intro=(Table(tuple(map(wording.say, head)), rows),),
        sections=(),
    )


def _row(one: Recorded, wording: Wording) -> tuple[Lines, ...]:
    actor = in_slack(one.actor) if one.actor is not None else None
    return (
        wording.time(one.at),
        wording.person(actor),
        (kind_of(one.event),),
        (details(one.event),),
    )
