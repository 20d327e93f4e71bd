"""A step of the checklist as a card: at most three tasks to do, the rest folded.

Called by the projector. No button in it is primary: that is the status card's alone.
"""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement

from bot.crisis.incident import Incident
from bot.crisis.playbook import Step, Task
from bot.locales.values import Mrkdwn
from bot.locales.voice import Voice
from bot.views.checklist import SHOW_ALL
from bot.views.finish import Message, message
from bot.views.parts import actions, button, context, pack, section
from bot.views.posts import posts_button, posts_line
from bot.views.surfaces import reach_line, receipts_button
from bot.views.talks import shows_talks, talks_button, talks_line
from bot.views.task import complete_button, take_button, task_line, task_menu

MOST_TASKS = 3
_MOST_FOLDED = 12


def step_surface(step: Step) -> str:
    """Return the key of a step's surface."""
    return f"step.{step.id}"


def step_card(incident: Incident, step: Step, voice: Voice) -> Message:
    """Return a step's card; a step without anything to do is one line."""
    number = incident.playbook.steps.index(step) + 1
    tasks = incident.active_tasks(step.id)
    left = [task for task in incident.open_tasks() if task.step == step.id]
    if not tasks:
        line = voice.say("card.step.inactive", number=number, step=step.title)
        return message(line, [section(line)], surface=step_surface(step))
    if not left:
        line = voice.say("card.step.finished", number=number, step=step.title)
    else:
        line = voice.say(
            "card.step.head",
            number=number,
            step=step.title,
            done=len(tasks) - len(left),
            count=len(tasks),
        )
    first = section(line, accessory=None if incident.closed else _show_all(incident, step, voice))
    blocks = [first, *_body(incident, voice, tasks, left), *_counted(incident, step, voice)]
    return message(line, blocks, surface=step_surface(step))


def _counted(incident: Incident, step: Step, voice: Voice) -> Iterator[Block]:
    receipts = None if incident.closed else receipts_button(incident, step, voice)
    if receipts is not None:
        yield section(voice.together(*reach_line(incident)), accessory=receipts)
    notes = None if incident.closed else posts_button(incident, step, voice)
    if notes is not None:
        yield section(voice.together(*posts_line(incident)), accessory=notes)
    if shows_talks(incident, step) and not incident.closed:
        line = voice.together(*talks_line(incident))
        yield section(line, accessory=talks_button(incident, voice))


def _show_all(incident: Incident, step: Step, voice: Voice) -> ButtonElement:
    return button(voice.label("button.show_all"), SHOW_ALL, pack(incident.id, step.id))


def _body(
    incident: Incident, voice: Voice, tasks: tuple[Task, ...], left: list[Task]
) -> Iterator[Block]:
    if incident.closed:
        small = [_left_open(voice, left)]
    else:
        for task in left[:MOST_TASKS]:
            yield from _task(incident, voice, task)
        more = len(left) - MOST_TASKS
        small = [voice.say("card.step.more", count=more) if more > 0 else None]
    small += [_folded(incident, voice, tasks, status) for status in ("done", "not_applicable")]
    if any(small):
        yield context(*small)


def _task(incident: Incident, voice: Voice, task: Task) -> Iterator[Block]:
    proofs = sum(proof.task == task.id for proof in incident.evidence)
    yield section(
        voice.say("card.step.task", task=task.title),
        voice.together(task_line(incident, task)),
        voice.line("card.step.evidence", count=proofs) if proofs else None,
    )
    yield actions(
        complete_button(incident, task, voice),
        take_button(incident, task, voice),
        task_menu(incident, task, voice),
    )


def _left_open(voice: Voice, left: list[Task]) -> Mrkdwn | None:
    titles = tuple(task.title for task in left[:_MOST_FOLDED])
    return voice.say("card.step.left_open", tasks=titles) if titles else None


def _folded(
    incident: Incident, voice: Voice, tasks: tuple[Task, ...], status: str
) -> Mrkdwn | None:
    titles = tuple(task.title for task in tasks if incident.state(task.id).status == status)
    if not titles:
        return None
    key = "card.step.done" if status == "done" else "card.step.set_aside"
    return voice.say(key, tasks=titles[:_MOST_FOLDED])
