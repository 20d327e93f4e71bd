"""Whatever comes twice happens once, and whoever comes second hears so kindly."""

import asyncio

import pytest

from bot.crisis import events as ev
from bot.crisis.ids import TaskId
from tests.doors import posting
from tests.doors.crisis import sent
from tests.doors.house import House

both_ways = pytest.mark.parametrize("way", ["http", "socket"], indirect=True)
NOTE = "https://www.xiaohongshu.com/explore/66f0a1"


@both_ways
async def test_a_click_delivered_twice_completes_a_task_once_and_complains_to_nobody(
    house: House,
) -> None:
    crisis = await house.open()
    house.slack.faults.add(kind="duplicate", delivery="block_actions")
    await crisis.task(house.ana, "complete", "A2")
    await house.quiet()
    assert len(await crisis.happened(ev.TaskCompleted)) == 1
    assert house.private_answers(house.ana) == []


@both_ways
async def test_a_form_delivered_twice_opens_one_crisis(house: House) -> None:
    house.slack.faults.add(kind="duplicate", delivery="view_submission")
    crisis = await house.open()
    assert await house.crises() == [crisis.key]
    assert await crisis.happened(ev.IncidentOpened)
    assert len(house.calls("conversations.create")) == 1


@both_ways
async def test_a_command_delivered_twice_writes_one_note_and_answers_the_same(
    house: House,
) -> None:
    crisis = await house.open()
    house.slack.faults.add(kind="duplicate", delivery="slash_commands")
    assert "hot search at 38" in await crisis.command(house.ana, "note hot search at 38")
    assert len(await crisis.happened(ev.NoteAdded)) == 1


async def test_a_click_repeated_later_gets_the_first_answer(house: House) -> None:
    crisis = await house.open()
    payload = posting.as_form(posting.click(house, house.ana, "task.complete", f"{crisis.id}|A2"))
    first = await posting.post(house, payload)
    await crisis.use(house.ana, "task.menu", "|A0|not_applicable")
    form = await house.modal(house.ana)
    await sent(form.fill({"reason": "Not here"}))
    again = await posting.post(house, payload)
    assert (first.status, again.status) == (200, 200)
    assert first.text == again.text
    assert len(await crisis.happened(ev.TaskCompleted)) == 1
    await house.slack.settle()
    assert house.private_answers(house.ana) == []


async def test_a_form_repeated_after_a_restart_opens_nothing_more(house: House) -> None:
    form = await house.opening_form(house.ana, "A note went wrong")
    house.slack.faults.add(kind="ack_lost", delivery="view_submission")
    assert (await form.submit()).outcome == "failed"
    await house.restart()
    assert (await form.submit()).outcome == "updated"
    assert "It is recorded" in house.ana.read(form.view)
    assert len(await house.crises()) == 1


async def test_an_event_whose_answer_was_lost_is_told_again_and_counts_once(house: House) -> None:
    crisis = await house.open()
    message = await house.ana.say(crisis.channel, "Shelves are empty")
    house.slack.faults.add(kind="ack_lost", delivery="reaction_added")
    await house.ana.react(message, "pushpin")

    async def told_twice() -> bool:
        told = [one for one in house.slack.journal.deliveries if one.label == "reaction_added"]
        return [one.outcome for one in told] == ["http_timeout", "ok"]

    await house.eventually(told_twice)
    assert len(await crisis.happened(ev.MessagePinned)) == 1


async def test_second_click_on_done_changes_nothing_and_says_so_kindly(house: House) -> None:
    crisis = await house.open(roles={"legal": [house.lin]})
    button = await crisis.finds(house.ana, "task.complete", "|A2")
    same_for_lin = await crisis.finds(house.lin, "task.complete", "|A2")
    await button.use(house.ana)
    await same_for_lin.use(house.lin)
    assert "完成，谢谢" in await house.told(house.lin, "先取证")
    assert len(await crisis.happened(ev.TaskCompleted)) == 1
    assert (await crisis.now()).state(TaskId("A2")).status == "done"
    assert house.private_answers(house.ana) == []


async def test_two_people_who_open_the_same_note_at_once_open_one_crisis(house: House) -> None:
    forms = [
        await house.opening_form(who, f"{who.user.name} saw it", details=True)
        for who in (house.ana, house.lin)
    ]
    forms[0].fill({"note_url": NOTE})
    forms[1].fill({"note_url": f"{NOTE}?xsec_token=abc&xsec_source=pc_feed"})
    outcomes = await asyncio.gather(*(form.submit() for form in forms))
    assert {one.outcome for one in outcomes} <= {"errors", "updated"}
    assert len(await house.crises()) == 1
    told = [
        str(one.errors) + who.read(form.view)
        for one, form, who in zip(outcomes, forms, (house.ana, house.lin), strict=True)
    ]
    recorded = [text for text in told if "It is recorded" in text or "已记录" in text]
    assert len(recorded) == 1


async def test_two_clicks_at_the_same_moment_both_count(house: House) -> None:
    crisis = await house.open(roles={"legal": [house.lin]})
    first = await crisis.finds(house.ana, "task.complete", "|A2")
    second = await crisis.finds(house.lin, "task.take", "|B1")
    await asyncio.gather(first.use(house.ana), second.use(house.lin))
    now = await crisis.now()
    assert now.state(TaskId("A2")).status == "done"
    assert now.state(TaskId("B1")).status == "in_hand"
