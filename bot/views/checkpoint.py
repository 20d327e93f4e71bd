"""What the channel reads some hours after T0: what stands and what is missing. Roles, not people.

Called by the projector once for each checkpoint; the message is not changed afterwards.
"""

from collections.abc import Iterator

from bot.crisis.incident import FINISHED, Incident
from bot.crisis.playbook import Text
from bot.locales.values import Mrkdwn, Value
from bot.locales.voice import Said, Voice, said
from bot.views.decision_card import kind_name
from bot.views.finish import Message, message
from bot.views.parts import context, section

_MOST = 8


def checkpoint_surface(hours: int) -> str:
    """Return the key of a checkpoint's message."""
    return f"checkpoint.{hours}"


def checkpoint_post(incident: Incident, hours: int, voice: Voice) -> Message:
    """Return the message at ``hours`` after T0."""
    blocks = [
        section(
            voice.say("card.checkpoint.head", hours=hours),
            voice.together(*_stands(incident)),
        ),
        section(*missing(incident, voice)),
        context(voice.say("card.checkpoint.colour")),
    ]
    text = voice.say("card.checkpoint.text", hours=hours)
    return message(text, blocks, surface=checkpoint_surface(hours))


def _stands(incident: Incident) -> Iterator[Said]:
    active = incident.active_tasks()
    done = sum(incident.state(task.id).status in FINISHED for task in active)
    yield said("card.checkpoint.stands", done=done, count=len(active))
    live = [one for one in incident.decisions.values() if one.replaced_by is None]
    if live:
        kinds = tuple(kind_name(incident, one) for one in live[-_MOST:])
        yield said("card.checkpoint.decided", kinds=kinds)
    else:
        yield said("card.checkpoint.undecided")


def missing(incident: Incident, voice: Voice) -> Iterator[Mrkdwn]:
    """Yield what is late and what else is open, by title; or that nothing is."""
    left = incident.open_tasks()
    late = tuple(task.title for task in left if incident.state(task.id).overdue)
    other = tuple(task.title for task in left if not incident.state(task.id).overdue)
    if late:
        yield voice.say("card.checkpoint.late", tasks=_few(late))
    if other:
        yield voice.say("card.checkpoint.open", tasks=_few(other))
    if not left:
        yield voice.say("card.checkpoint.complete")


def _few(titles: tuple[Text, ...]) -> tuple[Value, ...]:
    return titles if len(titles) <= _MOST else (*titles[:_MOST], "…")
