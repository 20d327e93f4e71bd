"""Who leads, who is brought in, and who wants to be left alone: the buttons of letters."""

from datetime import timedelta

from bot.crisis.ids import IncidentId, SlackUserId
from bot.crisis.intents import (
    AcceptCommand,
    AskToJoin,
    Intent,
    InvitePerson,
    QuietReminders,
    ResumeReminders,
)
from bot.service.outcome import Refused
from bot.views import opening, personal
from bot.views.drill.marked import marked, marked_text
from bot.views.parts import unpack
from handlers.doors import Doors
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router

SNOOZE = timedelta(hours=1)


def register(router: Router) -> None:
    """Serve the buttons of letters, and asking to join."""
    router.on("action", personal.ACCEPT, accept)
    router.on("action", personal.INVITE, invite)
    router.on("action", personal.SNOOZE, snooze)
    router.on("action", personal.MUTE, mute)
    router.on("action", personal.RESUME, resume)
    router.on("action", opening.ASK_TO_JOIN, ask_to_join)


async def accept(request: Request, reply: Reply, doors: Doors) -> None:
    """Take the lead that was offered."""
    await _do(request, reply, doors, AcceptCommand(), "command.accepted")


async def invite(request: Request, reply: Reply, doors: Doors) -> None:
    """Bring in somebody who asked."""
    _, user = (*unpack(_value(request)), "", "")[:2]
    await _do(request, reply, doors, InvitePerson(SlackUserId(user)), "person.invited")


async def snooze(request: Request, reply: Reply, doors: Doors) -> None:
    """Hold reminders back for an hour."""
    until = doors.clock.now() + SNOOZE
    await _leave_alone(request, reply, doors, QuietReminders(until), "reminder.snoozed")


async def mute(request: Request, reply: Reply, doors: Doors) -> None:
    """Send no more reminders of this incident."""
    await _leave_alone(request, reply, doors, QuietReminders(), "reminder.muted")


async def resume(request: Request, reply: Reply, doors: Doors) -> None:
    """Remind somebody again."""
    await _do(request, reply, doors, ResumeReminders(), "reminder.resumed")


async def ask_to_join(request: Request, reply: Reply, doors: Doors) -> None:
    """Let whoever leads know. Whatever the answer, it reads the same."""
    await doors.act(request, _value(request), AskToJoin())
    await reply.ok()
    reply.update_view(opening.asked_modal(request.voice))


async def _leave_alone(
    request: Request, reply: Reply, doors: Doors, intent: QuietReminders, done: str
) -> None:
    incident_id, *_ = unpack(_value(request))
    outcome = await doors.act(request, incident_id, intent)
    await reply.ok()
    if isinstance(outcome, Refused):
        reply.refuse_click(outcome)
    else:
        told = request.voice.say(done)
        answer = personal.quiet_answer(IncidentId(incident_id), told, request.voice)
        incident = outcome.incident
        reply.beside_message(answer if incident is None else marked(answer, incident))


async def _do(request: Request, reply: Reply, doors: Doors, intent: Intent, done: str) -> None:
    incident_id, *_ = unpack(_value(request))
    outcome = await doors.act(request, incident_id, intent)
    await reply.ok()
    if isinstance(outcome, Refused):
        reply.refuse_click(outcome)
    else:
        reply.beside(marked_text(request.voice.say(done), outcome.incident))


def _value(request: Request) -> str:
    return str(request.action.get("value", ""))
