"""What letters promise to the one person who reads them: short, calm, and nothing to type."""

from datetime import timedelta
from typing import Any

import pytest

from bot.crisis import intents as want
from bot.crisis.events import Item
from bot.crisis.ids import DecisionId, FollowUpId, RoleId, TaskId
from bot.crisis.incident import Incident
from bot.crisis.playbook import Playbook
from bot.crisis.words import Words, in_slack, outside
from bot.views.announcement import announcement
from bot.views.parts import unpack
from bot.views.personal import closed_letter, join_letter, offer_letter, reminder_letter
from tests.views.everything import CHANNEL, REVIEW, letters
from tests.views.goldens import stages
from tests.views.readable import read_message
from tests.views.scene import ANA, BO, INCIDENT, OPENED, VOICES, Scene
from tests.views.test_cards import elements

ENGLISH = VOICES["en"]
DONE = {"task.complete", "task.fill"}
A0, A2, B1 = TaskId("A0"), TaskId("A2"), TaskId("B1")


def reminder(incident: Incident, *items: Item) -> str:
    """The English letter about these things."""
    return read_message(reminder_letter(incident, CHANNEL, items, ENGLISH))


def buttons(blocks: object) -> dict[str, Any]:
    """The buttons of some blocks by action id."""
    return {one["action_id"]: one for one in elements(blocks)}


def test_each_thing_stands_once_at_its_latest_stage(playbook: Playbook) -> None:
    shown = reminder(
        Scene(playbook).incident, Item("task", A2, "assigned"), Item("task", A2, "overdue")
    )
    assert "1 thing waits for you" in shown
    assert "Past the agreed time" in shown
    assert "Yours now" not in shown


def test_what_is_most_urgent_stands_first(playbook: Playbook) -> None:
    shown = reminder(
        Scene(playbook).incident,
        Item("task", A0, "assigned"),
        Item("task", B1, "soon"),
        Item("task", A2, "escalated"),
    )
    titles = [playbook.task_by_id[task].title.en for task in (A2, B1, A0)]
    places = [shown.rindex(title) for title in titles]
    assert places == sorted(places)
    assert shown.startswith(f"notification: 3 things wait for you. First: {titles[0]}")


def test_what_was_finished_meanwhile_is_left_out(playbook: Playbook) -> None:
    scene = Scene(playbook).does(want.CompleteTask(A2))
    both = (Item("task", A2, "soon"), Item("task", B1, "soon"))
    assert "1 thing waits for you" in reminder(scene.incident, *both)
    assert "Nothing is left to do" in reminder(scene.incident, both[0])


def test_eight_things_are_shown_and_the_rest_is_counted(playbook: Playbook) -> None:
    scene = Scene(playbook)
    items = tuple(Item("task", task.id, "soon") for task in scene.incident.open_tasks())
    letter = reminder_letter(scene.incident, CHANNEL, items, ENGLISH)
    done = [one for one in elements(letter.blocks) if one["action_id"] in DONE]
    assert len(done) == 8
    assert f"and {len(items) - 8} more, in the channel" in read_message(letter)


def test_how_to_do_it_is_said_while_there_is_little_to_read(playbook: Playbook) -> None:
    scene = Scene(playbook)
    items = tuple(Item("task", task.id, "soon") for task in scene.incident.open_tasks())
    how = playbook.task_by_id[A2].how.en
    assert how in reminder(scene.incident, Item("task", A2, "assigned"))
    assert how not in reminder(scene.incident, *items)


def test_a_reminder_offers_peace(playbook: Playbook) -> None:
    letter = reminder_letter(
        Scene(playbook).incident, CHANNEL, (Item("task", A2, "soon"),), ENGLISH
    )
    shown = buttons(letter.blocks)
    assert shown["reminder.snooze"]["value"] == INCIDENT
    assert shown["reminder.mute"]["value"] == INCIDENT
    assert "Tasks and times stay" in shown["reminder.mute"]["confirm"]["text"]["text"]


def test_who_leads_reads_where_help_may_be_needed(playbook: Playbook) -> None:
    scene = Scene(playbook)
    late = Item("task", B1, "escalated")
    assert "Paid media. Please see whether help is needed." in reminder(scene.incident, late)
    scene.does(want.TakeTask(B1, outside("聚光代理 老周")))
    assert "聚光代理 老周. Please see whether help is needed." in reminder(scene.incident, late)


def test_decisions_and_follow_ups_are_reminded_of_with_their_own_buttons(
    playbook: Playbook,
) -> None:
    incident = stages(playbook)["3-after-a-day"].incident
    # What was decided to be said is carried out at the statement desk.
    letter = reminder_letter(incident, CHANNEL, (Item("decision", "d3", "overdue"),), ENGLISH)
    assert unpack(buttons(letter.blocks)["statement.read"]["value"]) == (INCIDENT, "s.d3", "1")
    assert "评论区都在问备案" in read_message(letter)
    incident = stages(playbook)["5-signed"].incident
    letter = reminder_letter(incident, CHANNEL, (Item("follow_up", "f1#3", "overdue"),), ENGLISH)
    assert unpack(buttons(letter.blocks)["follow_up.done"]["value"]) == (INCIDENT, "f1")
    assert "功效宣称清单" in read_message(letter)


def test_what_was_carried_out_replaced_or_kept_is_not_reminded_of(playbook: Playbook) -> None:
    scene = stages(playbook)["5-signed"]
    scene.does(want.FinishFollowUp(FollowUpId("f1")))
    gone = (
        Item("decision", DecisionId("d1"), "overdue"),
        Item("decision", DecisionId("d2"), "overdue"),
        Item("follow_up", "f1", "overdue"),
        Item("task", "no such task", "soon"),
    )
    assert "Nothing is left to do" in reminder(scene.incident, *gone)


def test_the_brief_says_all_that_a_new_leader_needs(playbook: Playbook) -> None:
    incident = stages(playbook)["3-after-a-day"].incident
    letter = offer_letter(incident, CHANNEL, ENGLISH)
    shown = read_message(letter)
    for part in (
        "<@U1ANA> asks you to take the lead",
        "小满Mia 的笔记",
        "Orange",
        "两点前先不删",
        "Past the agreed time",
        "Takedown of a note · Keep as it is · Hide · carried out",
        "Replies to comments · sees to it: 王总",
        "Paid media: <@U2BO>",
        "Next check",
    ):
        assert part in shown
    assert "误记" not in shown
    assert buttons(letter.blocks)["command.accept"]["value"] == INCIDENT


def test_the_brief_of_a_fresh_crisis_says_that_nothing_is_decided(playbook: Playbook) -> None:
    shown = read_message(offer_letter(Scene(playbook).incident, CHANNEL, ENGLISH))
    assert "Nothing is decided yet." in shown


def test_who_is_in_without_a_role_is_named_too(playbook: Playbook) -> None:
    scene = Scene(playbook).does(want.FillRole(RoleId("ads"), (in_slack(BO),)))
    scene.does(want.NoteMembership(ANA, present=True), by=None)
    scene.does(want.NoteMembership(BO, present=True), by=None)
    assert "Also in the channel" not in read_message(offer_letter(scene.incident, CHANNEL, ENGLISH))
    scene.does(want.FillRole(RoleId("ads"), ()))
    shown = read_message(offer_letter(scene.incident, CHANNEL, ENGLISH))
    assert "Also in the channel: <@U2BO>" in shown


def test_bringing_somebody_in_is_one_click(playbook: Playbook) -> None:
    letter = join_letter(Scene(playbook).incident, CHANNEL, BO, ENGLISH)
    assert unpack(buttons(letter.blocks)["incident.invite"]["value"]) == (INCIDENT, BO)


def test_the_last_letter_asks_for_what_is_missing_and_for_nothing_else(
    playbook: Playbook,
) -> None:
    scene = stages(playbook)["4-closed"]
    asked = closed_letter(scene.incident, CHANNEL, ANA, REVIEW, ENGLISH)
    assert list(buttons(asked.blocks)) == ["review.answer", "incident.reopen"]
    assert f"<{REVIEW}|Read the review>" in read_message(asked)
    for question in playbook.questions:
        scene.does(want.AnswerQuestion(question.id, Words("known")))
    scene.does(
        want.AddFollowUp(FollowUpId("f"), Words("new brief"), in_slack(BO), OPENED),
    )
    leads = closed_letter(scene.incident, CHANNEL, ANA, REVIEW, ENGLISH)
    assert list(buttons(leads.blocks)) == ["review.sign", "incident.reopen"]
    assert "new brief" not in read_message(leads)
    promised = closed_letter(scene.incident, CHANNEL, BO, "", ENGLISH)
    assert list(buttons(promised.blocks)) == ["incident.reopen", "follow_up.done"]
    assert "new brief" in read_message(promised)
    assert "The review is being written" in read_message(promised)
    scene.does(want.SignReview())
    signed = closed_letter(scene.incident, CHANNEL, ANA, REVIEW, ENGLISH)
    assert list(buttons(signed.blocks)) == ["incident.reopen"]
    assert "Nothing else waits for you." in read_message(signed)


def test_the_last_letter_says_what_its_reader_had_in_hand_or_was_to_carry_out(
    playbook: Playbook,
) -> None:
    scene = stages(playbook)["2-first-minutes"]
    decided = want.RecordDecision(
        DecisionId("d1"),
        "other",
        in_slack(BO),
        Words("until noon"),
        answers={"what": Words("wait")},
        due=OPENED + timedelta(hours=9),
    )
    scene.does(decided).does(want.CloseIncident(playbook.outcomes[0].value))
    theirs = closed_letter(scene.incident, CHANNEL, BO, REVIEW, ENGLISH)
    assert "Still open in your hands when it ended: Pause ads" in read_message(theirs)
    assert "until noon" in read_message(theirs)
    assert list(buttons(theirs.blocks)) == [
        "review.answer",
        "incident.reopen",
        "decision.carry_out",
    ]
    scene.does(want.QuietReminders(), by=BO)
    muted = closed_letter(scene.incident, CHANNEL, BO, REVIEW, ENGLISH)
    assert "reminder.resume" in buttons(muted.blocks)
    others = read_message(closed_letter(scene.incident, CHANNEL, ANA, REVIEW, ENGLISH))
    assert "Still open" not in others
    assert "until noon" not in others


@pytest.mark.parametrize("language", VOICES)
def test_an_announcement_tells_nothing_of_what_happened(playbook: Playbook, language: str) -> None:
    incident = stages(playbook)["3-after-a-day"].incident
    shown = str(announcement(incident, VOICES[language]))
    for secret in ("小满", "Mia", "Lumeya", "xiaohongshu", "淡斑", "Orange", "橙色", CHANNEL):
        assert secret not in shown
    assert f"<@{ANA}>" in shown


def test_every_letter_leads_to_the_channel(playbook: Playbook) -> None:
    for _, letter in letters(stages(playbook)["4-closed"].incident, ENGLISH):
        assert f"<#{CHANNEL}>" in read_message(letter)
