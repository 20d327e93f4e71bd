"""The timeline, the copied state, follow-ups and settings: what they show and what they carry."""

from typing import Any

from bot.crisis import intents as want
from bot.crisis.house import Brand, House, brand_key
from bot.crisis.ids import ChannelId, EntryId, FollowUpId, RoleId, TaskId
from bot.crisis.playbook import Playbook
from bot.crisis.words import MessageRef, Words, in_slack, outside
from bot.views.copying import copy_modal, plain_state
from bot.views.follow_up import follow_ups_card
from bot.views.home import home_view
from bot.views.house import announce_modal, keepers_modal, roster_modal
from bot.views.opening import duplicate_notice, open_modal
from bot.views.parts import unpack
from bot.views.status_card import status_card
from bot.views.task import finished_line, task_menu
from bot.views.task_forms import evidence_modal, second_modal
from bot.views.timeline import amend_modal, note_echo, timeline_modal
from tests.views.everything import CHANNEL
from tests.views.goldens import stages
from tests.views.readable import read_message, read_view
from tests.views.scene import ANA, BO, HOUSE, INCIDENT, OPENED, TEAM, VOICES, Scene
from tests.views.test_cards import elements
from tests.views.test_forms import inputs

ENGLISH, CHINESE = VOICES["en"], VOICES["zh"]
A2 = TaskId("A2")
N1 = EntryId("n1")


def noted(playbook: Playbook) -> Scene:
    """A crisis with a note, an earlier one, and a pinned message that nobody has read yet."""
    source = MessageRef(ChannelId("C1"), "1793728830.000100", "https://x.slack.com/p1")
    return (
        Scene(playbook)
        .does(want.AddNote(N1, Words("agency called")), later=5)
        .does(want.AddNote(EntryId("n0"), Words("first sign"), OPENED))
        .does(want.PinMessage(source))
    )


def menus(view: dict[str, Any]) -> list[list[tuple[str, ...]]]:
    """What stands behind the three dots of each entry."""
    found = [one for one in elements(view["blocks"]) if one["action_id"] == "entry.menu"]
    return [[unpack(option["value"]) for option in one["options"]] for one in found]


def test_the_timeline_shows_the_newest_first_with_what_can_be_done(playbook: Playbook) -> None:
    view = timeline_modal(noted(playbook).incident, ENGLISH)
    shown = read_view(view)
    assert shown.index("agency called") < shown.index("first sign")
    assert menus(view)[0] == [
        (INCIDENT, "n1", "change"),
        (INCIDENT, "n1", "retract"),
        (INCIDENT, "n1", "redact"),
    ]
    assert "[Add a note]" in shown


def test_a_message_that_was_not_read_yet_can_only_be_taken_back(playbook: Playbook) -> None:
    view = timeline_modal(noted(playbook).incident, ENGLISH)
    assert "has not been read yet" in read_view(view)
    assert [verb for _, _, verb in menus(view)[1]] == ["retract"]


def test_what_was_taken_back_stays_visible_and_has_no_menu(playbook: Playbook) -> None:
    scene = noted(playbook).does(want.RetractEntry(N1))
    view = timeline_modal(scene.incident, ENGLISH)
    assert "agency called\n  ~ (taken back)" in read_view(view)
    assert len(menus(view)) == 2


def test_an_empty_timeline_says_how_to_fill_it(playbook: Playbook) -> None:
    assert "Nothing is on the timeline yet" in read_view(
        timeline_modal(Scene(playbook).incident, ENGLISH)
    )


def test_correcting_begins_with_what_stands(playbook: Playbook) -> None:
    incident = noted(playbook).incident
    view = amend_modal(incident, incident.entries[N1], ENGLISH)
    asked = inputs(view)
    assert asked["text"]["element"]["initial_value"] == "agency called"
    at = int(incident.entries[N1].at.timestamp())
    assert asked["at"]["element"]["initial_date_time"] == at
    assert view["private_metadata"] == f"{INCIDENT}|n1"


def test_the_echo_says_what_was_recorded_for_when_and_lets_it_be_changed(
    playbook: Playbook,
) -> None:
    incident = noted(playbook).incident
    echo = note_echo(incident, incident.entries[N1], ENGLISH)
    assert "> agency called" in read_message(echo)
    assert "3 Nov 18:05 GMT" in echo.text
    values = {one["action_id"]: unpack(one["value"]) for one in elements(echo.blocks)}
    assert values == {"entry.change": (INCIDENT, "n1"), "entry.retract": (INCIDENT, "n1")}


def test_the_copied_state_is_plain_text_with_names_written_out(playbook: Playbook) -> None:
    incident = stages(playbook)["3-after-a-day"].incident
    text = plain_state(incident, ENGLISH, {ANA: "Ana Reyes"})
    chinese, english = text.split("\n\n")
    assert "牵头：Ana Reyes" in chinese
    assert "Led by: Ana Reyes" in english
    for sign in ("<", ">", "*", "`", ANA):
        assert sign not in text


def test_the_copied_state_of_a_chinese_crisis_is_chinese_alone(playbook: Playbook) -> None:
    scene = Scene(playbook).does(want.ChangeDetails(language="zh"))
    text = plain_state(scene.incident, ENGLISH, {})
    assert "Led by" not in text
    assert text.startswith("【危机事件】")


def test_the_copied_state_of_a_closed_crisis_says_how_it_ended(playbook: Playbook) -> None:
    view = copy_modal(stages(playbook)["4-closed"].incident, CHINESE, {})
    assert "已平息" in inputs(view)["copy"]["element"]["initial_value"]


def test_two_long_languages_share_the_field_fairly(playbook: Playbook) -> None:
    scene = Scene(playbook, want.OpenIncident(Words("危" * 3000), ANA))
    text = plain_state(scene.incident, ENGLISH, {ANA: "名" * 4000})
    assert len(text) <= 3000
    assert "[Crisis]" in text


def test_promises_stand_by_their_date_and_those_kept_below(playbook: Playbook) -> None:
    scene = stages(playbook)["5-signed"]
    scene.does(want.AddFollowUp(FollowUpId("f2"), Words("sooner"), outside("王总"), OPENED))
    scene.does(want.AddFollowUp(FollowUpId("f3"), Words("kept"), in_slack(BO), OPENED))
    scene.does(want.FinishFollowUp(FollowUpId("f3")))
    card = follow_ups_card(scene.incident, ENGLISH)
    shown = read_message(card)
    assert "1 of 3 done" in shown
    assert shown.index("sooner") < shown.index("功效宣称清单") < shown.index("kept")
    done = [one for one in elements(card.blocks) if one["action_id"] == "follow_up.done"]
    assert [unpack(one["value"]) for one in done] == [(INCIDENT, "f2"), (INCIDENT, "f1")]


def test_evidence_may_be_a_text_or_files_and_neither_is_demanded_alone(
    playbook: Playbook,
) -> None:
    task = playbook.task_by_id[A2]
    asked = inputs(evidence_modal(Scene(playbook).incident, task, ENGLISH))
    assert all(block["optional"] for block in asked.values())
    assert asked["files"]["element"] == {
        "type": "file_input",
        "action_id": "files",
        "max_files": 5,
    }


def test_the_second_person_may_be_outside_slack_or_not_exist(playbook: Playbook) -> None:
    view = second_modal(Scene(playbook).incident, playbook.task_by_id[A2], ENGLISH)
    assert view["callback_id"] == "task.second"
    assert set(inputs(view)) == {"owner", "owner_outside", "alone"}


def test_a_done_task_says_who_agreed(playbook: Playbook) -> None:
    scene = Scene(playbook).does(want.CompleteTask(A2, second=outside("王总")))
    line = finished_line(scene.incident.state(A2))
    assert line is not None
    assert "with 王总" in ENGLISH.together(line)


def test_recording_for_somebody_is_in_reach_for_an_open_task(playbook: Playbook) -> None:
    task = playbook.task_by_id[A2]
    menu = task_menu(Scene(playbook).incident, task, ENGLISH, beside_note=True).to_dict()
    verbs = [unpack(option["value"])[2] for option in menu["options"]]
    assert verbs == ["assign", "record", "evidence", "not_applicable", "blocked"]


def test_a_likely_twin_is_told_on_top_and_keeps_what_was_typed(playbook: Playbook) -> None:
    incident = Scene(playbook).incident

    def form(**extra: Any) -> dict[str, Any]:
        return open_modal(ENGLISH, prefill_title="x", lead=ANA, playbook=playbook, **extra)

    plain, seen = form(), form(notice=duplicate_notice(ENGLISH, incident, CHANNEL))
    hidden = form(notice=duplicate_notice(ENGLISH, None, None), ask_to_join=incident.id)
    assert inputs(plain) == inputs(seen) == inputs(hidden)
    assert seen["submit"]["text"] == "Open anyway"
    assert "incident.ask_to_join" not in str(seen)
    (ask,) = (one for one in elements(hidden) if one["action_id"] == "incident.ask_to_join")
    assert ask["value"] == incident.id


def test_the_roster_of_a_brand_begins_with_that_brands_people(playbook: Playbook) -> None:
    everywhere = inputs(roster_modal(HOUSE, playbook, ENGLISH, ""))
    brand = inputs(roster_modal(HOUSE, playbook, ENGLISH, " lumeya "))
    unknown = inputs(roster_modal(HOUSE, playbook, ENGLISH, "other"))
    assert everywhere["role.ads"]["element"]["initial_users"] == [BO]
    assert brand["role.ads"]["element"]["initial_users"] == [ANA]
    assert "initial_users" not in unknown["role.ads"]["element"]
    roles = {f"role.{role.id}" for role in playbook.roles if role.id != "commander"}
    assert set(everywhere) == roles | {"brand"}


def test_the_other_settings_begin_with_what_stands() -> None:
    channel = inputs(announce_modal(HOUSE, ENGLISH))["channel"]["element"]
    assert channel["initial_channel"] == "C0GENERAL"
    users = inputs(keepers_modal(HOUSE, ENGLISH))["users"]["element"]
    assert users["initial_users"] == [BO]


def test_settings_are_shown_to_those_alone_who_may_change_them(playbook: Playbook) -> None:
    long = Brand(Words("名" * 3000), {RoleId("ads"): (ANA,)})
    kept = House(TEAM, brands={brand_key(long.name): long})
    shown = home_view(ANA, [], {}, ENGLISH, playbook=playbook, house=kept, now=OPENED)
    hidden = home_view(ANA, [], {}, ENGLISH, playbook=playbook, house=None, now=OPENED)
    assert "house.roster" in str(shown)
    assert "house." not in str(hidden)


def test_home_asks_for_answers_and_then_whoever_leads_for_a_signature(playbook: Playbook) -> None:
    scene = stages(playbook)["4-closed"]

    def wishes(user: Any) -> set[str]:
        view = home_view(
            user, [scene.incident], {}, ENGLISH, playbook=playbook, house=None, now=OPENED
        )
        ids = {one["action_id"] for one in elements(view["blocks"])}
        return ids & {"review.answer", "review.sign"}

    assert wishes(ANA) == wishes(BO) == {"review.answer"}
    for question in playbook.questions:
        scene.does(want.AnswerQuestion(question.id, Words("known")))
    assert (wishes(ANA), wishes(BO)) == ({"review.sign"}, set())
    scene.does(want.SignReview())
    assert wishes(ANA) == set()


def test_home_ends_a_follow_up_with_one_click(playbook: Playbook) -> None:
    incident = stages(playbook)["5-signed"].incident
    view = home_view(ANA, [incident], {}, ENGLISH, playbook=playbook, house=None, now=OPENED)
    (done,) = (one for one in elements(view) if one["action_id"] == "follow_up.done")
    assert unpack(done["value"]) == (INCIDENT, "f1")


def test_archiving_is_offered_once_the_review_has_what_it_needs(playbook: Playbook) -> None:
    def offered(scene: Scene) -> bool:
        return "incident.archive" in str(status_card(scene.incident, ENGLISH).blocks)

    scene = stages(playbook)["4-closed"]
    assert not offered(scene)
    scene.does(want.SignReview())
    assert offered(scene)
    scene.does(want.RequestArchive())
    assert not offered(scene)
