"""What Slack shows of a crisis against what its record says, rendered anew."""

import random
from collections.abc import Iterator
from typing import Any

from benchmarks.scene import Scene
from bot.crisis.fold import fold
from bot.crisis.ids import IncidentId, TeamId
from bot.crisis.incident import Incident
from bot.playbook.load import load_default
from bot.projector.addresses import addresses
from bot.projector.desired import Card, plan
from bot.service.directory import zone_of
from bot.service.reader import incident_key
from bot.workspace.ids import Ids
from bot.workspace.normalize import message_text, normalize_blocks

OURS = "kolcrisis:"


async def now(lent: Scene, incident: str) -> Incident:
    """Return a crisis as its record says it is."""
    team, name = TeamId(lent.slack.workspace.team.id), IncidentId(incident)
    record = await lent.store.read(incident_key(team, name))
    folded = fold(team, name, load_default(), record)
    if folded is None:
        raise RuntimeError("the record folds into nothing")
    return folded


async def differences(lent: Scene, incident: str) -> list[str]:
    """Return which cards do not show what the record says."""
    state = await now(lent, incident)
    rows = await lent.store.surfaces.of(incident_key(state.team, state.id))
    profile = await lent.store.people.get(state.team, state.commander)
    identity = await lent.store.identities.get(state.team)
    if profile is None or identity is None:
        return ["nobody is known yet"]
    wanted = plan(state, zone_of(profile), addresses(identity.url, rows))
    return list(_wrong(lent, str(rows["channel"].channel), wanted.cards))


def _wrong(lent: Scene, channel: str, cards: tuple[Card, ...]) -> Iterator[str]:
    shown = {
        str((message.metadata or {}).get("event_payload", {}).get("key")): message
        for message in lent.slack.channel(channel).messages
        if message.app_id == lent.app.id and not message.deleted
    }
    for card in cards:
        message = shown.get(card.key)
        if message is None:
            yield f"{card.key} is missing"
        elif not card.once and (
            message.text != message_text(card.message.text)
            or _plain(message.blocks) != _plain(_normal(card))
        ):
            yield f"{card.key} is not what the record says"


def _normal(card: Card) -> list[dict[str, Any]]:
    return normalize_blocks(list(card.message.blocks), Ids(random.Random(0)))


def _plain(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return blocks without the ids that Slack gave them."""
    return [
        {k: v for k, v in block.items() if k != "block_id" or str(v).startswith(OURS)}
        for block in blocks
    ]
