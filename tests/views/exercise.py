"""An exercise to look at, from its form to its hot wash. Used by the goldens and by tests."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.crisis import intents as want
from bot.crisis.ids import ChannelId, DecisionId, TaskId
from bot.crisis.playbook import Playbook
from bot.crisis.words import Words, in_slack
from bot.locales.voice import Voice
from bot.scenario.load import find, load
from bot.views import answers
from bot.views.drill import inject, running, starting, wash
from bot.views.drill.marked import marked
from bot.views.finish import View
from bot.views.message import Message
from tests.views.scene import ANA, Scene, lumeya

CHANNEL = ChannelId("C0CRISIS1")
SPEED = 4


def begun(playbook: Playbook) -> Scene:
    """The Lumeya drill, twenty of its minutes in; a note was hidden before it was saved."""
    script = load(find("lumeya"), playbook).script
    scene = Scene(playbook, replace(lumeya(), drill=script, speed=SPEED, title=Words("Lumeya")))
    for minutes in (0, 2, 2, 1):
        scene.does(want.TimePassed(), by=None, later=minutes)
    scene.does(want.CompleteTask(TaskId("B1")))
    scene.does(want.AddEvidence("e1", Words("关停截图"), TaskId("B1")))
    return scene.does(
        want.RecordDecision(
            decision=DecisionId("d1"),
            kind="takedown",
            owner=in_slack(ANA),
            rationale=Words("总部催"),
            choices={"action": "hide"},
            answers={"note": Words("小满Mia"), "public_rationale": Words("说法不准确")},
            override=Words("总部要求立刻隐藏"),
        )
    )


def ended(playbook: Playbook) -> Scene:
    """The same, ended in its fiftieth minute."""
    return begun(playbook).does(want.EndDrill(), later=8)


def messages(scene: Scene, voice: Voice) -> Iterator[tuple[str, Message]]:
    """Yield what an exercise shows in messages, marked as they are when they are sent."""
    incident = scene.incident
    drill = incident.drill
    assert drill is not None
    for one in drill.script.injects[:2]:
        yield inject.key(one), marked(inject.inject_post(one, voice), incident)
    yield "letter", marked(running.run_letter(incident, CHANNEL, voice), incident)
    yield "here", marked(running.running_here(drill, voice, scene.now), incident)
    if drill.ended_at is not None:
        yield "hot_wash", marked(wash.hot_wash(incident, voice), incident)
    real = Scene(scene.playbook).incident
    both = [incident, real]
    yield "list", answers.list_text(both, {incident.id: CHANNEL}, voice)


def views(scene: Scene, voice: Voice) -> Iterator[tuple[str, View]]:
    """Yield the form, and the view of whoever runs it."""
    incident = scene.incident
    drill = incident.drill
    assert drill is not None
    yield "start", starting.start_modal([drill.script], SPEED, ANA, voice)
    yield "run", running.running_modal(incident, voice, scene.now)
    if drill.ended_at is None:
        later = scene.now + timedelta(minutes=1)
        scene.does(want.PaceDrill(0))
        yield "run.paused", running.running_modal(scene.incident, voice, later)
