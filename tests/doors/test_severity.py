"""How bad it is: read by anybody, proposed by the bot, confirmed by whoever leads."""

from datetime import timedelta

from bot.crisis import events as ev
from bot.crisis.ids import RoleId
from bot.workspace.model.channel import Kind
from bot.workspace.people.actor import Actor
from tests.doors.crisis import sent
from tests.doors.hands import inputs_of, person
from tests.doors.house import House
from tests.doors.test_roster import ida, keeps

__all__ = ["ida"]


async def test_from_the_quick_read_to_orange_with_those_whom_orange_calls_for(
    house: House, ida: Actor
) -> None:
    await keeps(house, ida, "", {"executive": [house.wang]})
    crisis = await house.open(roles={"china": [house.lin]})
    assert house.wang.id not in crisis.channel.members
    await keeps(house, ida, "", {"executive": [house.wang], "legal": [house.bob]})
    # Lin reads. The bot proposes, and says so; Lin cannot confirm.
    form = await crisis.form(house.lin, "task.fill", "|A0")
    form.fill({"answer.momentum": "yes", "answer.reshared": "yes", "answer.harm": "no"})
    assert (await form.submit()).outcome == "updated"
    shown = str(form.blocks)
    assert "至少橙色" in shown
    assert "红色" in shown, "two questions are unknown"
    assert form.view.body.get("submit") is None
    await form.close()
    await crisis.reads(house.ana, "status", "Orange is proposed")
    assert (await crisis.now()).level is None
    assert "A0" not in {task.id for task in (await crisis.now()).open_tasks()}

    # Ana confirms with the button of the post.
    form = await crisis.form(house.ana, "level.open")
    await sent(form)
    await crisis.reads(house.ana, "status", "🟠 Orange")
    await house.until(lambda: "Orange" in crisis.channel.topic.value)
    await house.quiet()
    incident = await crisis.now()
    assert incident.role_holders(RoleId("legal")) == (person(house.bob),)
    assert house.bob.id in crisis.channel.members
    # From here on there is trust to be rebuilt: answered, read by somebody at home there, asked.
    rebuild = await crisis.reads(house.ana, "step.rebuild", "never pay them")
    assert "someone at home in the culture" in rebuild
    assert "Should the brand answer in its own name?" in rebuild
    assert "F4" in {task.id for task in incident.open_tasks()}, "and listened to"
    # The executive gets a brief and is spared the channel, until one click.
    assert house.wang.id not in crisis.channel.members
    brief = await house.until(
        lambda: next((t for t in _letters(house, "wang") if "For you to know" in t), "")
    )
    assert "At least Orange" in brief
    await house.wang.press("Bring me into the channel")
    await house.until(lambda: house.wang.id in crisis.channel.members)


async def test_numbers_become_factors_and_what_is_true_sets_a_floor(house: House) -> None:
    crisis = await house.open()
    form = await crisis.form(house.ana, "incident.menu", "|level")
    await form.press("Full reading")
    await house.until(lambda: "points.velocity" in inputs_of(form))
    form.fill({"points.media": "2"})
    await form.press("Type numbers")
    await house.until(lambda: "number.velocity.percent_of_median" in inputs_of(form))
    form.fill(
        {
            "number.velocity.percent_of_median": "6.1倍",
            "number.negative_share.percent_negative": "a lot",
            "conditions": ["claim_illegal"],
        }
    )
    refused = await form.submit()
    assert "Please type a number" in refused.errors["number.negative_share.percent_negative"]
    form.fill({"number.negative_share.percent_negative": "38%"})
    assert (await form.submit()).outcome == "updated"
    shown = str(form.blocks)
    assert "At least Orange, 6 to 21 points" in shown
    assert "(610)" in shown
    assert "Counsel confirms" in shown

    # Lower than the reading: why?
    form.fill({"level": "2"})
    refused = await form.submit()
    assert "why a lower colour is right" in refused.errors["reason"]
    await sent(form.fill({"reason": "Counsel was misread"}))
    assert (await crisis.now()).level == 2
    (reading,) = await crisis.happened(ev.SeverityRead)
    assert reading.numbers == {
        "velocity.percent_of_median": "610",
        "negative_share.percent_negative": "38",
    }

    # The next reading: the condition is unticked, all is quiet, and the bot asks about a fall.
    form = await crisis.form(house.ana, "incident.menu", "|level")
    await form.press("Full reading")
    await house.until(lambda: "points.velocity" in inputs_of(form))
    calm = {
        f"points.{one.id}": "0" for one in (await crisis.now()).playbook.handbook.severity.factors
    }
    assert (await form.fill({**calm, "conditions": []}).submit()).outcome == "updated"
    await form.close()
    await house.until(lambda: crisis.channel.messages)
    await crisis.reads(house.ana, f"reading.{(await crisis.now()).readings[-1].id}", "stay or step")
    assert (await crisis.now()).conditions == frozenset()


async def test_the_next_reading_is_asked_for_when_the_colour_says_so(house: House) -> None:
    crisis = await house.open()
    form = await crisis.form(house.ana, "incident.menu", "|level")
    await sent(form.fill({"level": "1"}))
    house.clock.pass_by(timedelta(hours=4, minutes=2))
    await crisis.reads(house.ana, "status", "The next reading is due")
    letter = await house.until(
        lambda: next((t for t in _letters(house, "ana") if "How bad is it now?" in t), "")
    )
    assert "Full reading" in letter


def _letters(house: House, who: str) -> list[str]:
    actor = getattr(house, who)
    return [
        actor.read(message)
        for channel in house.slack.workspace.channels.values()
        if channel.kind is Kind.IM and actor.id in channel.members
        for message in channel.messages
    ]
