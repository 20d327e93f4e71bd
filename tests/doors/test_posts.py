"""Notes of influencers: reported one by one; a request's end is said ahead, to whom it concerns."""

from datetime import timedelta

from bot.crisis import events as ev
from bot.workspace.people.modal import Modal
from tests.doors.crisis import Crisis, sent
from tests.doors.hands import held_in, inputs_of
from tests.doors.house import House
from tests.doors.letters import letter

NOTE = "https://www.xiaohongshu.com/explore/66aa66aa66aa66aa66aa66aa"
HIDE = {
    "takedown.note": NOTE,
    "takedown.action": "hide",
    "takedown.public_rationale": "It promised too much.",
    "rationale": "False",
}


async def test_a_removal_is_asked_lapses_and_the_protection_period_is_warned_of(
    house: House,
) -> None:
    crisis = await house.open(roles={"kol": [house.lin]})
    await crisis.reads(house.ana, "step.decide", "No note is named yet")
    form = await crisis.form(house.lin, "posts.open")
    form = await _press(house, form, "post.add")
    form.fill({"address": f"{NOTE}?xsec_token=A1", "kol": "小满", "stage": "removal_asked"})
    refused = await form.submit()
    assert "凭证" in refused.errors["proof"]
    day = (house.clock.now() + timedelta(days=60)).date().isoformat()
    form.fill({"proof": "R-17 <!channel>", "protected": day})
    assert (await form.submit()).outcome == "updated"
    assert "已申请删除" in str(form.blocks)
    assert "保护期到" in str(form.blocks)
    assert "<!channel>" not in str(form.blocks)
    await form.close()

    # Hide or remove inside the period: nobody goes on without a reason.
    await crisis.task(house.lin, "complete", "A2")
    await crisis.command(house.lin, "decide")
    decision = await house.modal(house.lin)
    await decision.choose("decision.kind", "takedown")
    await house.until(lambda: "takedown.note" in inputs_of(decision))
    decision.fill(HIDE)
    assert (await decision.submit()).outcome == "updated"
    assert "保护期" in str(decision.blocks)
    await sent(decision.fill({"override": "博主同意，合同允许"}))
    await house.quiet()
    (passed,) = await crisis.happened(ev.GateOverridden)
    assert passed.gates == ("protection_period",)
    await _is_done_as_decided(house, crisis)

    # Six hours before it lapses whoever looks after the notes hears of it; then it has lapsed.
    house.clock.pass_by(timedelta(hours=42, minutes=1))
    await letter(house, house.lin, "reminder", "删除申请")
    await house.restart()
    house.clock.pass_by(timedelta(hours=6))
    await crisis.reads(house.ana, "step.decide", "Time is over for 1")
    assert len(await crisis.happened(ev.PostTermPassed)) == 1

    # Filed again, and gone; the same note by another address is no second one.
    again = await crisis.form(house.ana, "posts.open")
    again = await _press(house, again, "post.add")
    again.fill({"address": f"{NOTE}?source=web", "stage": "removed", "proof": "screenshot"})
    assert (await again.submit()).outcome == "updated"
    await again.close()
    await crisis.reads(house.ana, "step.decide", "Notes: 1 of 2 hidden, removed or rejected.")


async def _is_done_as_decided(house: House, crisis: Crisis) -> None:
    """What was decided of another note and done is that note's state."""
    decided = {"note": "https://xhslink.com/a/9", "action": "edit"}
    card = await crisis.decide(house.ana, "takedown", decided)
    form = await crisis.form(house.ana, "decision.carry_out", card.removeprefix("decision."))
    await sent(form.fill({"evidence": "seen at 11:00"}))
    await house.quiet()
    said = (await crisis.happened(ev.PostReported))[-1]
    assert (said.stage, said.proof.text) == ("edited", "seen at 11:00")


async def _press(house: House, form: Modal, action: str) -> Modal:
    """Press a button of the list, which brings up the form of one note."""
    held = held_in(form, action)
    assert held is not None, action
    await held.use(form._actor)
    await house.until(lambda: "stage" in inputs_of(form))
    return form
