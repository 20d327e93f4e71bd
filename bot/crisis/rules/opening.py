"""Opening a crisis. Anyone in the workspace may; what happened is all that must be said."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.crisis.drill import FASTEST
from bot.crisis.events import Draft, DrillStarted, Event, IncidentOpened, KolRecognised
from bot.crisis.ids import SlackUserId
from bot.crisis.intents import OpenIncident, Refusal
from bot.crisis.playbook import Playbook
from bot.crisis.rules.context import Verdict, blank
from bot.crisis.rules.severity import first_reading
from bot.crisis.words import Words

TITLE_LIMIT = 3000
"""What a Slack text input holds; longer text comes only from a payload that Slack did not make."""


def wrong_title(title: Words) -> Refusal | None:
    """Return what is wrong with a title, at opening or in a later correction."""
    if blank(title.text):
        return Refusal("refusal.open.title_missing", "missing", field="title")
    if len(title.text) > TITLE_LIMIT:
        return Refusal("refusal.open.title_long", "missing", {"limit": TITLE_LIMIT}, field="title")
    return None


@dataclass(frozen=True, slots=True)
class Opened:
    """That somebody opened a crisis, or an exercise, a short time ago."""

    by: SlackUserId | None
    at: datetime
    exercise: bool = False


def watched_since(playbook: Playbook, now: datetime) -> datetime:
    """Return from when on openings count against the limits."""
    return now - timedelta(minutes=playbook.opening.minutes)


def too_many(
    intent: OpenIncident,
    lately: Sequence[Opened],
    playbook: Playbook,
    user: SlackUserId,
    now: datetime,
) -> Refusal | None:
    """Return why one more cannot be opened now: a script or a stuck key, nobody's crisis.

    Exercises are counted apart: playing them keeps nobody from opening a crisis.
    """
    limits = playbook.opening
    since = watched_since(playbook, now)
    exercise = intent.drill is not None
    alike = [one for one in lately if one.exercise is exercise and since < one.at <= now]
    own = [one for one in alike if one.by == user]
    for key, most, found in (
        ("refusal.open.many_person", limits.by_person, own),
        ("refusal.open.many_workspace", limits.in_workspace, alike),
    ):
        if len(found) >= most:
            free = sorted(one.at for one in found)[-most] - since
            wait = max(1, math.ceil(free / timedelta(minutes=1)))
            told = {"most": most, "minutes": limits.minutes, "wait": wait}
            return Refusal(key, "forbidden", told, field="title")
    return None


def decide_opening(intent: OpenIncident, playbook: Playbook, now: datetime) -> Verdict:
    """Return the opening event. T0 is when it was detected, now unless somebody says otherwise.

    An exercise stays among those who play it: it is private, and announced nowhere.
    """
    wrong = wrong_title(intent.title)
    if wrong is not None:
        return wrong
    detected_at = intent.detected_at or now
    if detected_at > now:
        return Refusal("refusal.open.future", "missing", field="detected_at")
    known = {kind.id for kind in playbook.types}
    if intent.crisis_type is not None and intent.crisis_type not in known:
        return Refusal("refusal.open.type_unknown", "missing", field="crisis_type")
    if intent.drill is not None and not 1 <= intent.speed <= FASTEST:
        return Refusal("refusal.drill.speed", "missing", {"most": FASTEST}, field="speed")
    visibility = "private" if intent.drill is not None else intent.visibility
    opened = IncidentOpened(
        title=intent.title,
        commander=intent.lead,
        playbook=playbook.version,
        detected_at=detected_at,
        language=intent.language,
        visibility=visibility,
        kols=intent.kols,
        campaign=intent.campaign,
        brand=intent.brand,
        crisis_type=intent.crisis_type,
        roles={role: people for role, people in intent.roles.items() if people},
        origin=intent.origin,
        announce_in=intent.announce_in if visibility == "public" else None,
        warning=intent.warning,
    )
    found: list[Event] = [
        KolRecognised(one.kol, one.profile, one.facts) for one in intent.recognised
    ]
    if intent.drill is None:
        found.extend(first_reading(intent.numbers, playbook))
        return (Draft(opened, now), *(Draft(one, now) for one in found))
    started = DrillStarted(intent.drill, intent.speed, intent.players)
    return (Draft(opened, now), Draft(started, now))
