"""How bad it is, explained: what a reading comes to, why, and what would raise it.

Called by the cards, forms and letters of severity. Levels are shown by their colour.
"""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.crisis.handbook import Factor
from bot.crisis.incident import Incident, Reading
from bot.crisis.playbook import Level, Playbook, Text
from bot.crisis.rules.severity import decimals
from bot.crisis.severity import (
    NOT_YES,
    UNKNOWN,
    Judgement,
    factor_span,
    full_judgement,
    numbers_of,
    quick_judgement,
    rise,
)
from bot.crisis.words import in_slack
from bot.locales.values import Mrkdwn
from bot.locales.voice import Said, Voice, said
from bot.views.finish import Message, message
from bot.views.parts import actions, button, context, pack, section

ASK_LEVEL = "level.open"
"""Brings up the form in which the colour is confirmed."""
READ = "reading.open"
"""Brings up the full reading."""
READ_QUICK = "reading.open_quick"

_MOST_NUMBERS = 4


def proposal_surface(reading: Reading) -> str:
    """Return the key of the post that a reading made."""
    return f"reading.{reading.id}"


def proposal_post(incident: Incident, reading: Reading, voice: Voice) -> Message:
    """Return what the channel reads when a reading differs from the colour that stood then."""
    proposed = reading.proposes(reading.confirmed) or reading.level
    level = level_of(incident.playbook, proposed)
    leader = in_slack(incident.commander)
    before = incident.playbook.level_by_number.get(reading.confirmed or 0)
    if before is not None and proposed < before.number:
        head = voice.say(
            "severity.falls",
            emoji=level.emoji,
            level=level.name,
            before=before.name,
            person=leader,
        )
        text = voice.say("severity.falls_text", level=level.name)
    else:
        head = voice.say("severity.rises", emoji=level.emoji, level=level.name, person=leader)
        text = voice.say("severity.rises_text", level=level.name)
    blocks: list[Block] = [
        section(head),
        section(*explained(incident, reading, voice)),
        actions(button(voice.label("button.confirm_level"), ASK_LEVEL, pack(incident.id))),
        _taken(reading, voice),
    ]
    return message(text, blocks, surface=proposal_surface(reading))


def explained(incident: Incident, reading: Reading, voice: Voice) -> Iterator[Mrkdwn]:
    """Yield what a reading comes to, line by line."""
    playbook = incident.playbook
    if reading.depth == "quick":
        judged = quick_judgement(
            playbook.handbook.severity, playbook.quick_read, reading.answers, reading.conditions
        )
        yield from _quick(playbook, reading, judged, voice)
    else:
        judged = full_judgement(
            playbook.handbook.severity,
            reading.points,
            decimals(reading.numbers),
            reading.conditions,
        )
        yield from _full(playbook, reading, judged, voice)


def proposed_line(incident: Incident) -> Said | None:
    """Return the sentence that a colour waits for whoever leads, or None."""
    if incident.proposed is None:
        return None
    level = level_of(incident.playbook, incident.proposed)
    return said("card.status.proposed", emoji=level.emoji, level=level.name)


def level_of(playbook: Playbook, number: int) -> Level:
    """Return a level; one that this playbook lost is its nearest."""
    return min(playbook.levels, key=lambda level: abs(level.number - number))


def _taken(reading: Reading, voice: Voice) -> Block:
    if reading.by is None:
        return context(voice.say("severity.taken", time=reading.at))
    return context(voice.say("severity.taken_by", time=reading.at, person=in_slack(reading.by)))


def _quick(
    playbook: Playbook, reading: Reading, judged: Judgement, voice: Voice
) -> Iterator[Mrkdwn]:
    questions = playbook.quick_read
    yes = [one for one in questions if reading.answers.get(one.id, UNKNOWN) not in NOT_YES]
    unknown = [one for one in questions if reading.answers.get(one.id, UNKNOWN) == UNKNOWN]
    level = level_of(playbook, judged.level)
    yield voice.say(
        "severity.quick", count=len(yes), all=len(questions), emoji=level.emoji, level=level.name
    )
    if yes:
        yield voice.say("severity.quick_yes", questions=tuple(one.ask for one in yes))
    if unknown:
        yield voice.say("severity.quick_unknown", questions=tuple(one.ask for one in unknown))
    yield from _at_most(playbook, judged, voice)
    yield from _floors(playbook, judged, voice)


def _full(
    playbook: Playbook, reading: Reading, judged: Judgement, voice: Voice
) -> Iterator[Mrkdwn]:
    level = level_of(playbook, judged.level)
    if judged.points.known:
        yield voice.say(
            "severity.points", count=judged.points.low, emoji=level.emoji, level=level.name
        )
    else:
        yield voice.say(
            "severity.points_between",
            low=judged.points.low,
            high=judged.points.high,
            emoji=level.emoji,
            level=level.name,
        )
    known, unknown = _factors(playbook, reading)
    if known:
        yield voice.together(*known, by=" + ")
    if unknown:
        yield voice.say("severity.unknown", factors=tuple(unknown))
    yield from _at_most(playbook, judged, voice)
    yield from _floors(playbook, judged, voice)
    yield from _rise(playbook, reading, judged, voice)


def _factors(playbook: Playbook, reading: Reading) -> tuple[list[Said], list[Text]]:
    known: list[Said] = []
    unknown: list[Text] = []
    numbers = decimals(reading.numbers)
    for factor in playbook.handbook.severity.factors:
        span = factor_span(factor, reading.points.get(factor.id), numbers_of(factor, numbers))
        if span.blank:
            unknown.append(factor.name)
            continue
        typed = _typed(factor, reading)
        points = str(span.low) if span.known else f"{span.low}–{span.high}"
        if typed:
            known.append(
                said("severity.factor_with", factor=factor.name, points=points, numbers=typed)
            )
        else:
            known.append(said("severity.factor", factor=factor.name, points=points))
    return known, unknown


def _typed(factor: Factor, reading: Reading) -> tuple[str, ...]:
    found = (reading.numbers.get(f"{factor.id}.{measure.id}") for measure in factor.measures)
    return tuple(number for number in found if number is not None)[:_MOST_NUMBERS]


def _at_most(playbook: Playbook, judged: Judgement, voice: Voice) -> Iterator[Mrkdwn]:
    if judged.highest > judged.level:
        level = level_of(playbook, judged.highest)
        yield voice.say("severity.at_most", emoji=level.emoji, level=level.name)


def _floors(playbook: Playbook, judged: Judgement, voice: Voice) -> Iterator[Mrkdwn]:
    names = {condition.id: condition.name for condition in playbook.conditions}
    for floor in judged.floors:
        level = level_of(playbook, floor.level)
        yield voice.say(
            "severity.floor",
            condition=names.get(floor.condition, floor.condition),
            emoji=level.emoji,
            level=level.name,
        )


def _rise(
    playbook: Playbook, reading: Reading, judged: Judgement, voice: Voice
) -> Iterator[Mrkdwn]:
    above = rise(playbook, judged, reading.conditions)
    if above is None:
        return
    level = level_of(playbook, above.level)
    names = {condition.id: condition.name for condition in playbook.conditions}
    causes = tuple(names.get(one, one) for one in above.conditions)
    if above.points is not None and causes:
        yield voice.say(
            "severity.rise",
            count=above.points,
            conditions=causes,
            emoji=level.emoji,
            level=level.name,
        )
    elif above.points is not None:
        yield voice.say(
            "severity.rise_points", count=above.points, emoji=level.emoji, level=level.name
        )
    elif causes:
        yield voice.say(
            "severity.rise_conditions", conditions=causes, emoji=level.emoji, level=level.name
        )
