"""Opening a crisis. Anyone in the workspace may; what happened is all that must be said."""

from datetime import datetime

from bot.crisis.drill import FASTEST
from bot.crisis.events import Draft, DrillStarted, Event, IncidentOpened, KolRecognised
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
