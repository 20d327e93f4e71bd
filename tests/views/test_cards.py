"""What the cards promise to somebody who reads them at 2 a.m. on a phone."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.crisis import intents as want
from bot.crisis.house import House
from bot.crisis.ids import DecisionId, RoleId, TaskId
from bot.crisis.incident import Incident
from bot.crisis.playbook import Playbook
from bot.crisis.words import Words, in_slack, outside
from bot.views.checkpoint import checkpoint_post
from bot.views.decision_card import decision_card
from bot.views.finish import View
from bot.views.home import home_view
from bot.views.message import Message
from bot.views.parts import unpack
from bot.views.status_card import now_task, status_card
from bot.views.step_card import step_card
from tests.views.everything import answered, cards, home, modals
from tests.views.goldens import stages
from tests.views.readable import read_message
from tests.views.scene import ANA, BO, INCIDENT, VOICES, Scene

ENGLISH, CHINESE, BOTH = VOICES["en"], VOICES["zh"], VOICES["both"]
A2, B1, D1 = TaskId("A2"), TaskId("B1"), TaskId("D1")


def elements(blocks: object) -> Iterator[dict[str, Any]]:
    """Every button, menu and input element of some blocks."""
    if isinstance(blocks, dict):
        if "action_id" in blocks:
            yield blocks
        for inner in blocks.values():
            yield from elements(inner)
    elif isinstance(blocks, list | tuple):
        for inner in blocks:
            yield from elements(inner)


def primary(blocks: object) -> list[str]:
    """What the primary buttons say."""
    found = (one for one in elements(blocks) if one.get("style") == "primary")
    return [one["text"]["text"] for one in found]


def reading(incident: Incident) -> list[str]:
    """The lines of the English status card."""
    return read_message(status_card(incident, ENGLISH)).splitlines()


def step(incident: Incident, name: str) -> Message:
    """The English card of a step."""
    (one,) = (one for one in incident.playbook.steps if one.id == name)
    return step_card(incident, one, ENGLISH)


def home_of(incident: Incident, *, house: House | None = None) -> View:
    """App Home of whoever leads this one crisis."""
    now, known = incident.opened_at, incident.playbook
    return home_view(ANA, [incident], {}, ENGLISH, playbook=known, house=house, now=now)


def test_the_status_card_keeps_its_order(playbook: Playbook) -> None:
    text = "\n".join(reading(Scene(playbook).incident))
    order = ["Not yet assessed", "*Now:", "Then:", "🚫", "Next check", "tasks done"]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_the_first_ten_minutes_are_two_clicks_after_opening(playbook: Playbook) -> None:
    scene = Scene(playbook)
    assert primary(status_card(scene.incident, ENGLISH).blocks) == ["Saved"]
    scene.does(want.CompleteTask(A2))
    assert primary(status_card(scene.incident, ENGLISH).blocks) == ["Paused"]


def test_the_whole_channel_has_one_primary_button_at_most(playbook: Playbook) -> None:
    for scene in stages(playbook).values():
        shown = [label for _, card in cards(scene.incident, BOTH) for label in primary(card.blocks)]
        assert len(shown) <= 1


def test_no_other_screen_has_more_than_one_primary_button(playbook: Playbook) -> None:
    for scene in stages(playbook).values():
        incident = scene.incident
        screens: list[object] = [one.blocks for _, one in answered(incident, ENGLISH)]
        screens += [view["blocks"] for _, view in modals(incident, ENGLISH)]
        screens.append(home(incident, ENGLISH)["blocks"])
        assert [primary(screen) for screen in screens if len(primary(screen)) > 1] == []


def test_a_blocked_task_is_not_the_thing_to_do_now(playbook: Playbook) -> None:
    scene = Scene(playbook).does(want.BlockTask(A2, Words("no access")))
    first = now_task(scene.incident)
    assert first is not None
    assert first.id == B1


def test_a_channel_names_the_role_of_what_is_overdue_and_never_a_person(playbook: Playbook) -> None:
    scene = Scene(playbook).does(want.TakeTask(B1, in_slack(BO)))
    scene.does(want.TimePassed(), by=None, later=300)
    assert scene.incident.state(B1).overdue
    shown = read_message(step(scene.incident, "pause"))
    assert "Past the agreed time" in shown
    assert "Paid media" in shown
    for _, card in cards(scene.incident, ENGLISH):
        assert f"<@{BO}>" not in read_message(card)


def test_an_emoji_is_never_the_only_sign_of_being_overdue(playbook: Playbook) -> None:
    scene = Scene(playbook).does(want.TimePassed(), by=None, later=300)
    assert "past their agreed time" in "\n".join(reading(scene.incident))


def test_a_step_shows_three_tasks_and_folds_the_rest(playbook: Playbook) -> None:
    scene = Scene(playbook).does(want.ConfirmLevel(4))
    card = step(scene.incident, "assess")
    assert sum(block["type"] == "actions" for block in card.blocks) == 3
    assert 'more to do, under "Show all"' in read_message(card)


def test_a_step_without_anything_to_do_is_one_line(playbook: Playbook) -> None:
    card = step(Scene(playbook).incident, "rebuild")
    assert len(card.blocks) == 1
    assert len(read_message(card).split("\n\n")[1].splitlines()) == 1


def test_a_finished_step_folds_what_was_done(playbook: Playbook) -> None:
    scene = Scene(playbook)
    while left := [task for task in scene.incident.open_tasks() if task.step == "pause"]:
        scene.does(want.CompleteTask(left[0].id))
    shown = read_message(step(scene.incident, "pause"))
    assert "all done" in shown
    assert "Pause ads" in shown
    assert "[Paused]" not in shown


@pytest.mark.parametrize(
    ("act", "verbs"),
    [
        (None, ["assign", "evidence", "note", "not_applicable", "blocked"]),
        (want.TakeTask(D1), ["assign", "record", "evidence", "not_applicable", "blocked"]),
        (
            want.BlockTask(D1, Words("no answer")),
            ["reopen", "assign", "evidence", "note", "not_applicable"],
        ),
    ],
)
def test_the_menu_behind_a_task_depends_on_its_state(
    playbook: Playbook, act: want.Intent | None, verbs: list[str]
) -> None:
    scene = Scene(playbook)
    if act is not None:
        scene.does(act)
    blocks = step(scene.incident, "contact").blocks
    (menu,) = (one for one in elements(blocks) if one["action_id"] == "task.menu")
    values = [unpack(option["value"]) for option in menu["options"]]
    assert values == [(INCIDENT, D1, verb) for verb in verbs]


def test_every_card_begins_with_the_key_of_its_surface(playbook: Playbook) -> None:
    for name, card in cards(stages(playbook)["3-after-a-day"].incident, BOTH):
        assert card.blocks[0]["block_id"] == f"kolcrisis:{name}"


def test_what_is_missing_from_the_channel_is_named(playbook: Playbook) -> None:
    scene = Scene(playbook).does(want.FillRole(RoleId("ads"), (in_slack(BO),)))
    scene.does(want.NoteInvitationFailed(BO, "user_is_restricted"), by=None)
    assert "Could not be brought into this channel: <@U2BO>" in "\n".join(reading(scene.incident))
    scene.does(want.NoteInvitationFailed(BO, "is_external"), by=None)
    assert "are an app: <@U2BO>. Please choose" in "\n".join(reading(scene.incident))


def test_chinese_shows_the_colour_and_no_number(playbook: Playbook) -> None:
    scene = Scene(playbook).does(want.ConfirmLevel(4))
    first = read_message(status_card(scene.incident, CHINESE)).splitlines()[2]
    assert first == "🔴 *红色（最高级）* · 牵头：<@U1ANA>"


def test_the_time_to_speak_follows_the_colour_and_goes_once_it_is_decided(
    playbook: Playbook,
) -> None:
    scene = Scene(playbook)
    assert "No public statement is due yet." in "\n".join(reading(scene.incident))
    scene.does(want.ConfirmLevel(4))
    assert "Decide by 19:00 GMT whether to speak" in "\n".join(reading(scene.incident))
    statement = want.RecordDecision(
        DecisionId("d"), "statement", outside("王总"), Words("quiet"), {"format": "none"}
    )
    scene.does(statement)
    assert "Whether to speak in public is decided." in "\n".join(reading(scene.incident))


def test_a_replaced_decision_points_to_the_later_one_and_has_no_buttons(
    playbook: Playbook,
) -> None:
    incident = stages(playbook)["3-after-a-day"].incident
    shown = read_message(decision_card(incident, incident.decisions[DecisionId("d1")], ENGLISH))
    assert "Replaced by a later decision" in shown
    assert "[" not in shown


def test_a_checkpoint_says_what_stands_and_what_is_missing(playbook: Playbook) -> None:
    incident = stages(playbook)["3-after-a-day"].incident
    shown = read_message(checkpoint_post(incident, 12, ENGLISH))
    for part in ("12 hours", "What stands", "Decided: Takedown", "Past the agreed time"):
        assert part in shown
    assert "<@" not in shown


def test_a_closed_crisis_asks_for_the_answers_first_and_then_for_a_signature(
    playbook: Playbook,
) -> None:
    scene = stages(playbook)["4-closed"]
    assert primary(status_card(scene.incident, ENGLISH).blocks) == ["Answer the questions"]
    for question in playbook.questions:
        scene.does(want.AnswerQuestion(question.id, Words("known")))
    assert primary(status_card(scene.incident, ENGLISH).blocks) == ["Sign the review"]
    scene.does(want.SignReview())
    assert primary(status_card(scene.incident, ENGLISH).blocks) == []


def test_home_shows_the_commander_the_commanders_tasks_by_due_time(playbook: Playbook) -> None:
    scene = Scene(playbook).does(want.FillRole(RoleId("ads"), (in_slack(BO),)))
    view = home_of(scene.incident)
    labels = [one["text"]["text"] for one in elements(view["blocks"]) if "text" in one]
    assert labels[0] == "Open a crisis"
    assert labels.index("Saved") < labels.index("Answer")
    assert "Paused" not in labels
    assert f"<@{ANA}>" in str(view)
