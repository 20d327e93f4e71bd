"""The whole checklist for one person to read and to act on. Called by the handlers.

What the cards fold away is here: how to do a task, what is finished, what may still be called for.
"""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.crisis.ids import StepId
from bot.crisis.incident import FINISHED, Incident
from bot.crisis.playbook import Step, Task
from bot.locales.voice import Voice
from bot.views.finish import View, modal
from bot.views.parts import context, pack, section
from bot.views.task import finished_line, task_line, task_menu

CALLBACK = "checklist.show"
SHOW_ALL = CALLBACK
"""The button that opens it has the same name."""

_MOST_DORMANT = 30


def checklist_modal(incident: Incident, voice: Voice, step: StepId | None = None) -> View:
    """Return every active task with its menu, of one step or of all, and what is not called for."""
    blocks: list[Block] = []
    for one in incident.playbook.steps:
        if step is None or one.id == step:
            blocks += _step(incident, voice, one, in_full=step is not None)
    return modal(
        CALLBACK,
        voice.label("checklist.heading"),
        blocks,
        close=voice.label("modal.close"),
        private_metadata=pack(incident.id, *([step] if step else [])),
    )


def _step(incident: Incident, voice: Voice, step: Step, *, in_full: bool) -> Iterator[Block]:
    number = incident.playbook.steps.index(step) + 1
    active = incident.active_tasks(step.id)
    done = sum(incident.state(task.id).status in FINISHED for task in active)
    if active:
        yield section(
            voice.say(
                "card.step.head", number=number, step=step.title, done=done, count=len(active)
            )
        )
    else:
        yield section(voice.say("card.step.inactive", number=number, step=step.title))
    for task in active:
        yield _task(incident, voice, task, in_full=in_full)
    dormant = tuple(t.title for t in incident.playbook.tasks_of(step.id) if not incident.active(t))
    if dormant:
        yield context(voice.say("checklist.dormant", tasks=dormant[:_MOST_DORMANT]))


def _task(incident: Incident, voice: Voice, task: Task, *, in_full: bool) -> Block:
    finished = finished_line(incident.state(task.id))
    line = task_line(incident, task) if finished is None else finished
    how = voice.text(task.how) if in_full and finished is None else None
    menu = None if incident.closed else task_menu(incident, task, voice, beside_note=True)
    title = voice.say("card.step.task", task=task.title)
    return section(title, voice.together(line), how, accessory=menu)
