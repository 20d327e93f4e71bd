"""Contacts with influencers as a thread: asked, answered, agreed, reminded of, reviewed."""

from datetime import timedelta

from bot.crisis import events as ev
from bot.crisis.ids import TaskId
from bot.workspace.people.modal import Modal
from tests.doors.crisis import Crisis
from tests.doors.hands import held_in, inputs_of
from tests.doors.house import House
from tests.doors.letters import finds, letter


async def test_a_thread_from_the_first_question_to_the_review(house: House) -> None:
    crisis = await house.open(roles={"kol": [house.lin]})
    await crisis.reads(house.ana, "step.contact", "No contact with a KOL is written down yet")
    form = await _press(house, await crisis.form(house.lin, "talks.open"), "talk.add", "name")
    form.fill({"name": "小满 <!channel>"})
    refused = await form.submit()
    assert "勾选" in refused.errors["text"]
    form.fill({"preset": ["used_it", "who_wrote"], "text": "还有谁知道？"})
    assert (await form.submit()).outcome == "updated"
    assert "<!channel>" not in str(form.blocks)
    assert len(await crisis.happened(ev.TalkNoted)) == 3

    # Answered in their own words, who asked and when beside it.
    form = await _press(house, form, "talk.answer", "answer", "1")
    assert "原话" in (await form.submit()).errors["answer"]
    form.fill({"answer": "用过一周", "by_outside": "经纪人小周"})
    assert (await form.submit()).outcome == "updated"
    assert "用过一周" in str(form.blocks)
    assert "经纪人小周" in str(form.blocks)
    assert "还没问" in str(form.blocks)

    # A hold says who agreed and until when; the task that asks for it is done.
    form = await _press(house, form, "talk.hold", "agreed_by")
    until = house.clock.now() + timedelta(hours=8)
    form.fill({"preset": ["no_delete"], "agreed_by": "小满", "until": until})
    assert (await form.submit()).outcome == "updated"
    form = await _press(house, form, "talk.step", "text")
    form.fill({"text": "把立场发给她", "by": house.ana.id})
    assert (await form.submit()).outcome == "updated"
    assert "把立场发给她" in str(form.blocks)
    await form.close()
    hold = next(one for one in await crisis.happened(ev.TalkNoted) if one.kind == "hold")
    await crisis.reads(house.ana, "step.contact", "Questions answered: 1 of 3.")
    card = await crisis.reads(house.ana, "step.contact", "Next: 把立场发给她")
    assert "<!channel>" not in card
    assert (await crisis.now()).state(TaskId("D1")).status == "done"

    await _runs_out_and_is_broken(house, crisis, hold.item)
    await crisis.close(house.ana)
    text = crisis.file_text()
    assert "Thread with 小满" in text
    assert "用过一周" in text
    assert "did not keep a hold" in text


async def _runs_out_and_is_broken(house: House, crisis: Crisis, hold: str) -> None:
    # An hour before it runs out whoever speaks with her hears of it, and goes on from there.
    house.clock.pass_by(timedelta(hours=7, minutes=1))
    await letter(house, house.lin, "reminder", "不删除、不隐藏笔记")
    house.clock.pass_by(timedelta(hours=1))
    await crisis.reads(house.ana, "step.contact", "Time is over for 1.")
    await house.restart()
    held = await finds(house, house.lin, "talk.answer", hold)
    assert held.label == "更新"
    form = await crisis.form(house.ana, "talks.open")
    form = await _press(house, form, "talk.answer", "until", hold)
    form.fill({"state": "broken", "answer": "deleted at 02:40"})
    assert (await form.submit()).outcome == "updated"
    await form.close()
    await crisis.reads(house.ana, "step.contact", "Holds not kept: 1.")


async def _press(house: House, form: Modal, action: str, shows: str, ending: str = "") -> Modal:
    """Press a button of the thread, which brings up a form."""
    held = held_in(form, action, ending)
    assert held is not None, action
    await held.use(form._actor)
    await house.until(lambda: shows in inputs_of(form))
    return form
