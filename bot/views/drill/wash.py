"""The hot wash: how an exercise went, at once and in the channel. Called by the projector.

It speaks of what was done and when, never of who did it.
"""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block

from bot.crisis.incident import Incident
from bot.crisis.score import Line, Reached, Score, Slip, counted, score_of_drill
from bot.locales.values import Mrkdwn
from bot.locales.voice import Said, Voice
from bot.views.drill.naming import deed_name, objective_name
from bot.views.drill.sayings import line_said, objective_said, slip_said
from bot.views.finish import Message, message
from bot.views.parts import context, divider, section

SURFACE = "hot_wash"
_MOST = 12
_NO_SLIPS = "drill.wash.no_slips"


def hot_wash(incident: Incident, voice: Voice) -> Message:
    """Return the result of an exercise that has ended. Raises ValueError for any other crisis."""
    drill = incident.drill
    if drill is None or drill.ended_at is None:
        raise ValueError("only an exercise that has ended has a hot wash")
    result = score_of_drill(incident, drill.ended_at)
    return message(
        voice.say("drill.wash.text"),
        list(_blocks(incident, result, drill.minute(drill.ended_at), voice)),
        surface=SURFACE,
    )


def _blocks(incident: Incident, result: Score, minute: int, voice: Voice) -> Iterator[Block]:
    judged = counted(result.lines)
    met = [line for line in judged if line.verdict == "met"]
    left = len(result.lines) - len(judged)
    yield section(
        voice.say("drill.wash.head", met=len(met), all=len(judged), minute=minute),
        *(_bullet(voice, _objective(one)) for one in result.objectives),
        voice.say("drill.wash.left", count=left) if left else None,
    )
    slips = [_slip(incident, one) for one in result.slips]
    have, wanted = result.receipts
    yield section(
        _listed(voice.say("drill.wash.slips"), slips, voice) if slips else voice.say(_NO_SLIPS),
        voice.say("drill.wash.receipts", have=have, all=wanted) if wanted else None,
    )
    yield divider()
    if met:
        lines = [_line(incident, line) for line in met]
        yield section(_listed(voice.say("drill.wash.well"), lines, voice))
    unmet = [_line(incident, line) for line in result.unmet()]
    if unmet:
        yield section(_listed(voice.say("drill.wash.not_well"), unmet, voice))
    yield context(
        voice.say("drill.wash.plan") if incident.follow_ups else None,
        None if incident.closed else voice.say("drill.wash.close"),
    )


def _bullet(voice: Voice, line: Said) -> Mrkdwn:
    lines = voice.together(line).splitlines()
    return Mrkdwn("\n".join(f"• {one}" for one in lines))


def _listed(head: Mrkdwn, lines: Sequence[Said], voice: Voice) -> Mrkdwn:
    shown = [voice.together(line) for line in lines[:_MOST]]
    if len(lines) > _MOST:
        shown.append(voice.say("list.more", count=len(lines) - _MOST))
    return Mrkdwn("\n".join([head, *shown]))


def _objective(one: Reached) -> Said:
    return objective_said(objective_name(one.objective), one.met, one.count, one.minute)


def _line(incident: Incident, line: Line) -> Said:
    wanted = line.expectation
    name = deed_name(wanted.deed, incident.playbook)
    return line_said(name, line.verdict, line.minute, wanted.by)


def _slip(incident: Incident, slip: Slip) -> Said:
    name = deed_name(slip.mistake.deed, incident.playbook)
    return slip_said(name, slip.minute, slip.mistake.why)
