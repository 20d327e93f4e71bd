"""The checklist: a task from every place where it is shown, its states, and what proves it."""

import hashlib
from datetime import timedelta

import pytest

from bot.crisis import events as ev
from bot.crisis.ids import SlackUserId, TaskId
from bot.workspace.inputs import controls
from tests.doors.crisis import FIRST_CARDS, Crisis, sent
from tests.doors.hands import held, held_at_home, held_in, home_of
from tests.doors.house import House
from tests.doors.letters import finds, letter

A0, A2, A5 = TaskId("A0"), TaskId("A2"), TaskId("A5")


async def test_twelve_tasks_stand_on_opening_three_at_most_on_a_card_and_one_click_is_first(
    house: House,
) -> None:
    crisis = await house.open()
    assert len((await crisis.now()).active_tasks()) == 12
    primary = 0
    for key in FIRST_CARDS:
        shown = list(controls(crisis.card(key).blocks))
        assert sum(one.action_id == "task.complete" for one in shown) <= 3
        primary += sum(one.element.get("style") == "primary" for one in shown)
        menus = [one.element["options"] for one in shown if one.kind == "overflow"]
        assert all(len(options) <= 5 for options in menus)
    assert primary == 1
    assert held(house.ana, crisis.channel, "task.complete", "|A2")
    # The level calls for more, and the rest is behind "show all" from the start.
    form = await crisis.form(house.ana, "checklist.show", "|assess")
    assert "Search the words people use when they complain" in house.ana.read(form.view)
    await form.close()
    form = await crisis.form(house.ana, "incident.menu", "|level")
    await sent(form.fill({"level": "3"}))
    assert len((await crisis.now()).active_tasks()) > 25
    await crisis.reads(house.ana, "step.assess", "more")


async def test_done_pressed_in_a_letter_says_so_where_it_was_pressed(house: House) -> None:
    crisis = await house.open(roles={"legal": [house.lin]})
    await crisis.task_form(house.ana, "A5", "assign", {"owner": house.lin})
    house.clock.pass_by(timedelta(minutes=3))
    await letter(house, house.lin, "reminder")
    done = await finds(house, house.lin, "task.complete", "|A5")
    await done.use(house.lin)
    await house.told(house.lin, "已完成：判断危机类型")
    assert (await crisis.now()).state(A5).status == "done"
    await done.use(house.lin)
    await house.told(house.lin, "已由")
    assert len(await crisis.happened(ev.TaskCompleted)) == 1


async def test_done_pressed_in_app_home_is_gone_from_it_at_once(house: House) -> None:
    crisis = await house.open()
    await house.ana.open_home()
    done = await house.until(lambda: held_at_home(house.ana, "task.complete", "|B1"))
    assert "Pause ads" in home_of(house.ana)
    await done.use(house.ana)
    await house.until(lambda: held_at_home(house.ana, "task.complete", "|B1") is None)
    assert (await crisis.now()).state(TaskId("B1")).status == "done"
    # A second click on what was shown before is told so kindly, where a message cannot be.
    await done.use(house.ana)
    assert "done already" in house.ana.read((await house.modal(house.ana)).view)


async def test_in_the_whole_checklist_a_click_shows_at_once_what_became_of_it(house: House) -> None:
    crisis = await house.open()
    form = await crisis.form(house.ana, "checklist.show", "|assess")
    blocked = held_in(form, "task.menu", "|A2|blocked")
    assert blocked is not None
    await blocked.use(house.ana)
    await house.until(lambda: house.ana.modal().view is not form.view)
    await sent(house.ana.modal().fill({"reason": "Nobody has the login"}))
    assert (await crisis.now()).state(A2).status == "blocked"
    form = await crisis.form(house.ana, "checklist.show", "|assess")
    assert "Nobody has the login" in house.ana.read(form.view)
    reopen = held_in(form, "task.menu", "|A2|reopen")
    assert reopen is not None
    await reopen.use(house.ana)
    await house.until(lambda: "Nobody has the login" not in house.ana.read(form.view))
    assert (await crisis.now()).state(A2).status == "open"


async def test_a_file_that_is_shared_in_the_channel_is_evidence_with_its_hash(house: House) -> None:
    crisis = await house.open(roles={"legal": [house.lin]})
    content = b"screen recording" * 1000
    said = await house.lin.say(crisis.channel, "录屏", files=[("录屏.mp4", content)])
    await house.eventually(lambda: crisis.happened(ev.EvidenceHashed))
    (proof,) = (await crisis.now()).evidence
    assert (proof.added_by, proof.words.text) == (SlackUserId(house.lin.id), "录屏.mp4")
    assert proof.sha256 == hashlib.sha256(content).hexdigest()
    assert proof.source is not None
    assert proof.source.permalink.endswith(f"/{crisis.channel.id}/p{said.ts.replace('.', '')}")
    # The bot's own file is no evidence, nor is what is shared elsewhere.
    await house.lin.say("general", "", files=[("other.txt", b"x")])
    await crisis.close(house.ana)
    assert len((await crisis.now()).evidence) == 1
    names = [str(one["name"]) for one in crisis.files("")]
    assert "录屏.mp4" in names
    assert len(names) == 4


async def test_what_is_not_the_file_itself_is_never_hashed_as_if_it_were(house: House) -> None:
    crisis = await house.open()
    wait = house.fail("files.info", "rate_limited", retry_after=60)
    await house.ana.say(crisis.channel, "", files=[("shot.png", b"pixels")])
    await house.struck(wait)
    (proof,) = (await crisis.now()).evidence
    house.slack.workspace.files[str(proof.file)].content = b"<html>Please sign in</html>"
    house.watch.pass_by(timedelta(minutes=2))
    await crisis.task(house.ana, "complete", "A2")
    (unreadable,) = await house.eventually(lambda: crisis.happened(ev.EvidenceUnreadable))
    assert unreadable.reason == "not_the_file"
    assert not await crisis.happened(ev.EvidenceHashed)


@pytest.mark.parametrize(
    ("entries", "shown"),
    [
        ({"evidence": "https://www.xiaohongshu.com/explore/66f0a1"}, "xiaohongshu.com/explore"),
        ({"evidence": "合同第3条 says so"}, "合同第3条 says so"),
        ({"files": [("shot.png", b"pixels")]}, "shot.png"),
    ],
)
async def test_a_link_a_text_or_a_file_proves_a_task(
    house: House, entries: dict[str, object], shown: str
) -> None:
    crisis = await house.open()
    await crisis.task_form(house.ana, "A2", "evidence", entries)
    await crisis.reads(house.ana, "step.assess", "1 piece of evidence")
    (proof,) = (await crisis.now()).evidence
    assert (proof.task, proof.added_by) == (A2, house.ana.id)
    assert shown in proof.words.text
    if "files" in entries:
        assert "/files/" in proof.words.text
        hashed = await house.eventually(lambda: crisis.happened(ev.EvidenceHashed))
        assert [one.sha256 for one in hashed] == [hashlib.sha256(b"pixels").hexdigest()]


async def test_each_state_of_a_task_shows_and_offers_what_fits_it(house: House) -> None:
    crisis: Crisis = await house.open()
    await crisis.task_form(house.ana, "A0", "not_applicable", {"reason": "We know already"})
    await crisis.task(house.ana, "take", "A5")
    await crisis.reads(house.ana, "step.assess", "In hand: @Ana Reyes")
    offered = {
        verb
        for verb in ("assign", "record", "evidence", "note", "not_applicable", "blocked", "reopen")
        if held(house.ana, crisis.channel, "task.menu", f"|A5|{verb}")
    }
    assert offered == {"assign", "record", "evidence", "not_applicable", "blocked"}
    form = await crisis.form(house.ana, "checklist.show", "|assess")
    assert "We know already" in house.ana.read(form.view)
    assert held_in(form, "task.menu", "|A0|reopen")
    assert not held_in(form, "task.menu", "|A0|blocked")
