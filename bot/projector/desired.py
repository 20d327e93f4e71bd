"""What Slack should show of an incident. Pure: the same incident always gives the same plan.

The order of the cards is the order in which they are posted.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo

from bot.crisis.corrective import proposals
from bot.crisis.ids import ChannelId, SlackUserId
from bot.crisis.incident import Incident
from bot.locales.voice import Voice, voice_of_channel
from bot.projector.addresses import Addresses
from bot.views.announcement import announcement
from bot.views.channel import Bookmark, bookmarks, channel_name, topic
from bot.views.checkpoint import checkpoint_post
from bot.views.community import community_card
from bot.views.decision_card import NOWHERE, decision_card
from bot.views.drill import inject, wash
from bot.views.follow_up import follow_ups_card
from bot.views.message import Message
from bot.views.redaction import redaction_card, redaction_surface
from bot.views.severity import proposal_post, proposal_surface
from bot.views.statement import statement_card, statement_surface
from bot.views.status_card import status_card
from bot.views.step_card import step_card
from bot.views.update import surface, update_card


@dataclass(frozen=True, slots=True)
class Card:
    """A message that stands in the incident's channel.

    ``once``: it says what was true at a moment, and is never brought up to date; unless it
    ``quotes`` what people typed, and some of that was taken out of the record since.
    """

    key: str
    message: Message
    pinned: bool = False
    once: bool = False
    quotes: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that Slack should show of one incident."""

    name: Callable[[int], str]
    """The channel's name; a number above 1 asks for another, because that one is taken."""
    private: bool
    topic: str
    people: frozenset[SlackUserId]
    bookmarks: tuple[Bookmark, ...]
    announcement: tuple[ChannelId, Card] | None
    cards: tuple[Card, ...]

    @property
    def first(self) -> Card:
        """The card that must stand before all others."""
        return self.cards[0]


def plan(incident: Incident, zone: tzinfo, at: Addresses = NOWHERE) -> Plan:
    """Return what Slack should show of an incident now. Times without a reader use ``zone``.

    ``at`` is where its messages stand that others point to.
    """
    voice = voice_of_channel(incident.language, zone)
    return Plan(
        name=lambda attempt: channel_name(incident, attempt, zone),
        private=incident.visibility == "private",
        topic=topic(incident, voice),
        people=incident.invitees(),
        bookmarks=bookmarks(incident, voice),
        announcement=_announcement(incident, voice),
        cards=tuple(_cards(incident, voice, at)),
    )


def digest_of(value: object) -> str:
    """Return a digest of something JSON can hold; equal values have equal digests."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def message_digest(message: Message) -> str:
    """Return the digest by which an unchanged message is recognised."""
    return digest_of([message.text, list(message.blocks)])


def _cards(incident: Incident, voice: Voice, at: Addresses) -> list[Card]:
    cards = [Card("status", status_card(incident, voice), pinned=True)]
    cards += [
        Card(f"step.{step.id}", step_card(incident, step, voice)) for step in incident.shown_steps()
    ]
    cards += [
        Card(f"decision.{decision.id}", decision_card(incident, decision, voice, at))
        for decision in incident.decisions.values()
    ]
    cards += [
        Card(f"checkpoint.{hours}", checkpoint_post(incident, hours, voice), once=True)
        for hours in sorted(incident.checkpoints)
    ]
    cards += [
        Card(proposal_surface(reading), proposal_post(incident, reading, voice), once=True)
        for reading in incident.readings
        if reading.proposes(reading.confirmed) is not None
    ]
    cards += [
        Card(surface(update.id), update_card(incident, update, voice), once=True, quotes=True)
        for update in incident.updates.values()
    ]
    cards += _exercise(incident, voice)
    if incident.community or incident.community_files:
        cards.append(Card("community", community_card(incident, voice)))
    cards += [
        Card(statement_surface(one.id), statement_card(incident, one, voice))
        for one in incident.statements.values()
    ]
    cards += [
        Card(redaction_surface(one.id), redaction_card(incident, one, voice))
        for one in incident.redactions.values()
    ]
    if incident.follow_ups or proposals(incident):
        cards.append(Card("follow_ups", follow_ups_card(incident, voice)))
    return cards


def _exercise(incident: Incident, voice: Voice) -> list[Card]:
    """Return what came in during an exercise, in its order, and how it went once it is over."""
    drill = incident.drill
    if drill is None:
        return []
    came = (one for one in drill.script.injects if one.id in drill.arrived)
    cards = [Card(inject.key(one), inject.inject_post(one, voice), once=True) for one in came]
    if drill.ended_at is not None:
        cards.append(Card(wash.SURFACE, wash.hot_wash(incident, voice)))
    return cards


def _announcement(incident: Incident, voice: Voice) -> tuple[ChannelId, Card] | None:
    """Return the one line elsewhere that says a public crisis is being handled."""
    if incident.announce_in is None or incident.visibility != "public":
        return None
    return incident.announce_in, Card("announcement", announcement(incident, voice), once=True)
