"""Everything that an exercise shows beside what every crisis does. Used by the contract alone."""

from collections.abc import Iterator
from datetime import timedelta

from bot.cli.contract.sample import USER, Sample
from bot.crisis import intents as want
from bot.crisis.drill import Deed, Expectation, Inject, Script
from bot.crisis.ids import ChannelId
from bot.crisis.playbook import Playbook, Text
from bot.locales.voice import Voice
from bot.views.drill import inject, running, starting, wash
from bot.views.finish import View
from bot.views.message import Message

_SAMPLE = Text("sample", "sample")


def drill_modals(playbook: Playbook, voice: Voice) -> Iterator[View]:
    """Yield the form that starts one, and the view of whoever runs it in each of its states."""
    script = _script(playbook)
    yield starting.start_modal([script], 1, USER, voice)
    sample = Sample(playbook, script)
    later = sample.incident.opened_at + timedelta(minutes=2)
    yield running.running_modal(sample.incident, voice, later)
    for intent in (want.PaceDrill(0), want.EndDrill()):
        sample.act(intent)
        yield running.running_modal(sample.incident, voice, later)


def drill_cards(
    playbook: Playbook, channel: ChannelId, voice: Voice
) -> Iterator[tuple[str, Message]]:
    """Yield what stands in its channel, and what whoever runs it is told."""
    script = _script(playbook)
    sample = Sample(playbook, script)
    yield "letter.drill", running.run_letter(sample.incident, channel, voice)
    yield "inject.*", inject.inject_post(script.injects[0], voice)
    sample.act(want.EndDrill())
    yield wash.SURFACE, wash.hot_wash(sample.incident, voice)


def _script(playbook: Playbook) -> Script:
    coming = Inject("sample", 5, _SAMPLE, _SAMPLE)
    deed = Deed(task=playbook.tasks[0].id)
    expected = Expectation("sample", "preserve", deed, 5, _SAMPLE)
    return Script("sample", _SAMPLE, _SAMPLE, 60, (coming,), (expected,))
