"""An exercise is marked in all it shows, and Slack takes it however long its script is."""

import pytest

from bot.crisis import intents as want
from bot.crisis.drill import Deed, Expectation, Inject, Mistake, Script
from bot.crisis.playbook import Playbook, Text
from bot.locales.voice import Voice
from bot.views.copying import plain_state
from bot.views.drill.marked import marked, marked_text
from bot.views.finish import SURFACE
from bot.views.status_card import status_card
from bot.workspace.checks import check_message, check_view
from tests.views.exercise import begun, ended, messages, views
from tests.views.scene import VOICES, Scene, lumeya

MARK = "【演练】EXERCISE"


def test_a_marked_message_keeps_its_surface_and_all_it_says(playbook: Playbook) -> None:
    incident = begun(playbook).incident
    plain = status_card(incident, VOICES["en"])
    shown = marked(plain, incident)
    assert shown.text == f"{MARK} {plain.text}"
    assert shown.blocks[0]["block_id"] == f"{SURFACE}status"
    assert MARK in shown.blocks[0]["elements"][0]["text"]
    assert len(shown.blocks) == len(plain.blocks) + 1
    assert "block_id" not in shown.blocks[1]


def test_a_real_crisis_is_left_as_it_is(playbook: Playbook) -> None:
    incident = Scene(playbook).incident
    card = status_card(incident, VOICES["both"])
    assert marked(card, incident) is card
    assert marked_text("No.", incident) == "No."
    assert MARK not in plain_state(incident, VOICES["zh"], {})


def test_what_is_copied_to_another_tool_carries_the_mark(playbook: Playbook) -> None:
    incident = begun(playbook).incident
    for part in plain_state(incident, VOICES["both"], {}).split("\n\n"):
        assert part.startswith(MARK)


@pytest.mark.parametrize("voice", VOICES.values(), ids=VOICES)
def test_slack_takes_an_exercise_with_the_longest_script(playbook: Playbook, voice: Voice) -> None:
    scene = Scene(playbook, _longest(playbook))
    assert _refused(scene, voice) == []
    scene.does(want.CompleteTask(playbook.tasks[0].id), later=1)
    assert _refused(scene.does(want.EndDrill(), later=600), voice) == []


def _refused(scene: Scene, voice: Voice) -> list[object]:
    said = (
        check_message({"text": one.text, "blocks": list(one.blocks)}, update=again)
        for _, one in messages(scene, voice)
        for again in (False, True)
    )
    asked = (check_view(view, surface="modal") for _, view in views(scene, voice))
    return [one for one in (*said, *asked) if one is not None]


def _longest(playbook: Playbook) -> want.OpenIncident:
    long, longer = Text("w" * 400, "字" * 200), Text("w" * 600, "字" * 300)
    label = Text("w" * 45, "字" * 29)
    deed = Deed(task=playbook.tasks[0].id)
    script = Script(
        "x" * 40,
        label,
        long,
        500,
        tuple(Inject(f"i{n}", n, label, longer) for n in range(40)),
        tuple(Expectation(f"e{n}", "preserve", deed, n, long) for n in range(40)),
        tuple(Mistake(f"m{n}", deed, long) for n in range(20)),
    )
    opening = lumeya()
    return want.OpenIncident(opening.title, opening.lead, drill=script, speed=1)


def test_the_hot_wash_is_for_an_exercise_that_has_ended(playbook: Playbook) -> None:
    assert dict(messages(ended(playbook), VOICES["en"])).keys() >= {"hot_wash", "list"}
    assert "hot_wash" not in dict(messages(begun(playbook), VOICES["en"]))
