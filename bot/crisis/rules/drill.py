"""An exercise: driving its clock, and what its end brings. Only whoever runs it may drive it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.crisis.drill import FASTEST, Drill
from bot.crisis.events import (
    DrillEnded,
    DrillPaced,
    DrillSkipped,
    Event,
    FollowUpAdded,
    Language,
)
from bot.crisis.ids import FollowUpId
from bot.crisis.intents import EndDrill, PaceDrill, Refusal, ResumeDrill, SkipAhead
from bot.crisis.rules.context import Context, Verdict
from bot.crisis.score import score_of_drill
from bot.crisis.texts import Text
from bot.crisis.words import Words, in_slack

MOST_FOLLOW_UPS = 8
"""More than this nobody works off: the review has the same limit."""
UNTIL = timedelta(days=14)
"""By when an improvement should be made, unless somebody says otherwise."""


def pace(context: Context, intent: PaceDrill) -> Verdict:
    """Let the clock run at another speed, or stand still."""
    drill = _drivable(context)
    if isinstance(drill, Refusal):
        return drill
    if not 0 <= intent.speed <= FASTEST:
        return Refusal("refusal.drill.speed", "missing", {"most": FASTEST})
    if intent.speed == drill.paces[-1].speed:
        return Refusal("refusal.details.same", "already")
    return context.happened(DrillPaced(intent.speed))


def resume(context: Context, _: ResumeDrill) -> Verdict:
    """Let the clock run on as fast as before."""
    drill = _drivable(context)
    if isinstance(drill, Refusal):
        return drill
    if not drill.paused:
        return Refusal("refusal.details.same", "already")
    return context.happened(DrillPaced(drill.speed))


def skip(context: Context, _: SkipAhead) -> Verdict:
    """Put the clock forward to the next inject; without one there is nothing to skip to."""
    drill = _drivable(context)
    if isinstance(drill, Refusal):
        return drill
    coming = drill.next_inject()
    if coming is None:
        return Refusal("refusal.drill.nothing_comes", "missing")
    if coming.at <= drill.minute(context.now):
        # A second press before the first has shown must not count as another one.
        return Refusal("refusal.details.same", "already")
    return context.happened(DrillSkipped(coming.at))


def end(context: Context, _: EndDrill) -> Verdict:
    """End the exercise and promise what did not go well."""
    drill = _drivable(context)
    return drill if isinstance(drill, Refusal) else context.happened(*ending(context))


def ending(context: Context) -> Iterator[Event]:
    """Yield what the end of a running exercise brings: the end, and the improvement plan."""
    incident = context.incident
    if incident.drill is None or incident.drill.ended_at is not None:
        return
    yield DrillEnded()
    ended = replace(incident, drill=replace(incident.drill, ended_at=context.now))
    for line in score_of_drill(ended, context.now).unmet()[:MOST_FOLLOW_UPS]:
        wanted = line.expectation
        name = FollowUpId(f"drill.{wanted.id}")
        if name not in incident.follow_ups:
            yield FollowUpAdded(
                follow_up=name,
                text=Words(_in(wanted.improve, incident.language)),
                owner=in_slack(incident.commander),
                due=context.now + UNTIL,
            )


def closing(context: Context) -> Iterator[Event]:
    """Yield what closing the crisis brings in an exercise: closing it was part of the play."""
    closed = replace(context.incident, closed_at=context.now)
    yield from ending(replace(context, incident=closed))


def _drivable(context: Context) -> Drill | Refusal:
    drill = context.incident.drill
    if drill is None:
        return Refusal("refusal.drill.none", "missing")
    if drill.facilitator is None or context.acting_user != drill.facilitator:
        who = in_slack(drill.facilitator or context.incident.commander)
        return Refusal("refusal.drill.facilitator", "forbidden", {"person": who})
    if drill.ended_at is not None:
        return Refusal("refusal.drill.ended", "already")
    return drill


def _in(text: Text, language: Language) -> str:
    return {"en": text.en, "zh": text.zh, "both": f"{text.en} {text.zh}"}[language]
