"""What Slack shows against what the record says, rendered anew."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import TYPE_CHECKING, Any

from bot.crisis import events as ev
from bot.crisis.ids import ChannelId, SlackUserId, TeamId
from bot.projector.addresses import addresses
from bot.projector.closing import closing_of
from bot.projector.desired import Card, plan
from bot.projector.personal import Letter, letters
from bot.service.directory import zone_of
from bot.workspace.ids import Ids
from bot.workspace.model.channel import Kind
from bot.workspace.normalize import message_text, normalize_blocks

if TYPE_CHECKING:
    from bot.workspace.model.channel import Channel
    from bot.workspace.model.message import Message
    from tests.simulation.checks_record import History
    from tests.simulation.world import World

OURS = "kolcrisis:"


async def check_slack(world: World, histories: Sequence[History]) -> list[str]:
    """Return what is wrong with the channels: one for each incident, each as it should be."""
    channels = [
        channel
        for channel in world.slack.workspace.named_channels()
        if channel.creator == world.app.bot_user_id
    ]
    wrong: list[str] = []
    if len(channels) != len(histories):
        wrong.append(f"{len(channels)} channels for {len(histories)} incidents")
    seen: set[str] = set()
    for one in histories:
        mine = [channel for channel in channels if one.key.id in _incidents(channel)]
        if len(mine) != 1:
            wrong.append(f"{one.key.id} is shown in {len(mine)} channels")
            continue
        seen.add(mine[0].id)
        wrong += [f"{one.key.id}: {line}" for line in await _channel(world, one, mine[0])]
    wrong += [
        f"channel {one.name} belongs to no incident" for one in channels if one.id not in seen
    ]
    return wrong


def _incidents(channel: Channel) -> set[str]:
    return {_payload(one).get("incident", "") for one in channel.messages if one.metadata}


def _payload(message: Message) -> dict[str, str]:
    metadata = message.metadata or {}
    payload: dict[str, str] = metadata.get("event_payload", {})
    return payload


async def _channel(world: World, one: History, channel: Channel) -> list[str]:
    wrong: list[str] = []
    profile = await world.parts.directory.profile(TeamId(one.key.team), one.now.commander)
    rows = await world.parts.store.surfaces.of(one.key)
    at = addresses(world.parts.identified.get(TeamId(one.key.team)).url, rows)
    wanted = plan(one.now, zone_of(profile) if profile else UTC, at)
    cards = list(wanted.cards)
    ever_closed = any(isinstance(e.event, ev.IncidentClosed) for e in one.record)
    if ever_closed:
        closing = await closing_of(one.now, one.record, world.parts.directory, at)
        cards.append(closing.card())
        for part in closing.parts:
            document = part.make()
            if document is not None:
                wrong += _document(world, channel, document.filename, document.content, one)
    # Archiving was asked for: from then on the channel stays as it was.
    frozen = one.now.archive_requested
    open_again = frozenset({"review"}) if ever_closed and not one.now.closed else frozenset[str]()
    wrong += _messages(world, channel, cards, open_again, frozen=frozen)
    wrong += _pins(channel)
    if channel.topic.value != wanted.topic and not frozen:
        wrong.append(f"the topic reads {channel.topic.value!r}, not {wanted.topic!r}")
    marks = sorted(mark["link"] for mark in channel.bookmarks)
    if marks != sorted(mark.link for mark in wanted.bookmarks) and not frozen:
        wrong.append(f"the bookmarks are {marks}, not {wanted.bookmarks}")
    wrong += _members(one, channel, wanted.people)
    wrong += _announced(world, one, wanted.announcement)
    wrong += _letters(world, one)
    return wrong


def _announced(world: World, one: History, wanted: tuple[ChannelId, Card] | None) -> Iterator[str]:
    for channel in world.slack.workspace.named_channels():
        count = sum(
            _payload(message) == {"key": "announcement", "incident": one.key.id}
            for message in channel.messages
            if not message.deleted
        )
        if count != (wanted is not None and wanted[0] == channel.id):
            yield f"{count} announcements in {channel.name}"


def _letters(world: World, one: History) -> Iterator[str]:
    """Each message to a person is there once, and none is there that nothing called for."""
    shown = Counter(
        (_payload(message).get("key", "nothing"), *sorted(set(channel.members) - {bot}))
        for bot in (world.app.bot_user_id,)
        for channel in world.slack.workspace.channels.values()
        if channel.kind is Kind.IM and bot in channel.members
        for message in channel.messages
        if message.app_id == world.app.id and _payload(message).get("incident") == one.key.id
    )
    for letter in letters(one.now):
        if shown[letter.key, letter.to] != 1:
            yield f"{shown[letter.key, letter.to]} letters {letter.key}"
    for (key, user), count in shown.items():
        if count > 1:
            yield f"{count} letters {key} to {user}"
        if not any(letter.key == key and letter.to == user for letter in _ever(one)):
            yield f"nothing ever called for the letter {key} to {user}"


def _ever(one: History) -> Iterator[Letter]:
    for state in one.states:
        yield from letters(state)


def _messages(
    world: World,
    channel: Channel,
    cards: list[Card],
    optional: frozenset[str],
    *,
    frozen: bool,
) -> Iterator[str]:
    ours = [
        one
        for one in channel.messages
        if one.app_id == world.app.id and not one.deleted and not one.files
    ]
    shown = Counter(_payload(one).get("key", "without a surface") for one in ours)
    for card in cards:
        count = shown.pop(card.key, 0)
        if count != 1 and not (card.key in optional and count == 0):
            yield f"{count} messages of {card.key}"
        if count != 1:
            continue
        message = next(one for one in ours if _payload(one).get("key") == card.key)
        if not (card.once or frozen or card.key in optional):
            yield from _content(card, message)
    for key, count in shown.items():
        yield f"{count} messages of {key}, which should not be there"


def _content(card: Card, message: Message) -> Iterator[str]:
    if message.text != message_text(card.message.text):
        yield f"{card.key} reads {message.text[:80]!r}, not {card.message.text[:80]!r}"
    ids = Ids(random.Random(0))
    wanted = _plain(normalize_blocks(list(card.message.blocks), ids))
    for number, (is_, should) in enumerate(zip(_plain(message.blocks), wanted, strict=False)):
        if is_ != should:
            yield f"{card.key} block {number} shows {str(is_)[:300]} and not {str(should)[:300]}"
            return
    if len(message.blocks) != len(wanted):
        yield f"{card.key} has {len(message.blocks)} blocks, not {len(wanted)}"


def _plain(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return blocks without the ids that Slack gave them."""
    return [
        {k: v for k, v in block.items() if k != "block_id" or str(v).startswith(OURS)}
        for block in blocks
    ]


def _pins(channel: Channel) -> Iterator[str]:
    status = [one.ts for one in channel.messages if _payload(one).get("key") == "status"]
    if [pin.ts for pin in channel.pins] != status:
        yield f"pinned is {[pin.ts for pin in channel.pins]}, not the status card {status}"


def _members(one: History, channel: Channel, wanted: frozenset[SlackUserId]) -> Iterator[str]:
    left = {e.event.user for e in one.record if isinstance(e.event, ev.MemberLeft)}
    for user in sorted(wanted - left - set(channel.members)):
        yield f"{user} was not brought in"
    people = {user for user in channel.members if user != channel.creator}
    known = one.now.members
    if known != people:
        yield f"the record says {sorted(known)} are members, but Slack says {sorted(people)}"


def _document(
    world: World, channel: Channel, name: str, content: str, one: History
) -> Iterator[str]:
    shared = [
        file
        for file in world.slack.workspace.files.values()
        if channel.id in file.shares and file.state == "complete" and file.name == name
    ]
    if len(shared) != 1 and (one.now.closed or shared):
        yield f"{len(shared)} files {name}"
        return
    if (
        shared
        and one.now.closed
        and not one.now.archive_requested
        and (shared[0].name, shared[0].content) != (name, content.encode())
    ):
        was, should = shared[0].content.decode().splitlines(), content.splitlines()
        first = next((pair for pair in zip(was, should, strict=False) if pair[0] != pair[1]), "")
        yield f"the review file is not what the record says: {first}"


def check_entries(world: World, histories: Sequence[History]) -> Iterator[str]:
    """What pinned messages say is what the timeline says, and those that are gone are retracted."""
    for one in histories:
        for entry in one.now.entries.values():
            if not entry.pinned or entry.source is None:
                continue
            channel = world.slack.workspace.channels[entry.source.channel]
            message = channel.find(entry.source.ts)
            gone = message is None or message.is_tombstone
            if gone and not entry.retracted:
                yield f"the entry of {entry.source.ts} stands, but the message is gone"
            elif message is None or entry.retracted or gone:
                continue
            elif entry.text is None or entry.text.text != message.text:
                yield f"the entry of {entry.source.ts} does not say what the message says"
