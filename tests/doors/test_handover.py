"""The lead changes hands: offered with a brief and accepted, or taken after silence."""

from datetime import timedelta

from bot.crisis import events as ev
from tests.doors.crisis import sent
from tests.doors.house import House
from tests.doors.letters import finds, letter, letters

TITLE = "Mia's note claims 7天淡斑"


async def test_the_lead_is_offered_with_a_brief_and_changes_hands_when_it_is_accepted(
    house: House,
) -> None:
    crisis = await house.open(words=TITLE, roles={"legal": [house.lin]})
    await crisis.task(house.ana, "complete", "A2")
    await crisis.command(house.ana, "note 经纪公司回电，先不删")
    form = await crisis.form(house.ana, "incident.menu", "|hand_over")
    await sent(form.fill({"to": house.bob}))
    # Offered, they are in and can read; who led leads on until they accept.
    brief = await letter(house, house.bob, "offer")
    for words in (TITLE, "经纪公司回电，先不删", "1 of 12 tasks done", "Legal: @Lin Zhao"):
        assert words in brief
    await house.until(lambda: house.bob.id in crisis.channel.members)
    assert (await crisis.now()).commander == house.ana.id
    accept = await finds(house, house.bob, "command.accept")
    await accept.use(house.bob)
    await house.told(house.bob, "You lead now")
    assert (await crisis.now()).commander == house.bob.id
    await crisis.reads(house.lin, "status", "@Bob Stone leads")
    # A second click changes nothing, and who led before is one of the team.
    await accept.use(house.bob)
    assert len(await crisis.happened(ev.CommandHandedOver)) == 1
    await crisis.command(house.ana, "close")
    form = await house.modal(house.ana)
    assert (await form.fill({"outcome": "contained"}).submit()).outcome == "updated"
    assert "Bob Stone" in house.ana.read(house.ana.modal().view)
    assert not (await crisis.now()).closed


async def test_an_offer_that_was_made_to_somebody_else_meanwhile_cannot_be_accepted(
    house: House,
) -> None:
    crisis = await house.open(roles={"legal": [house.lin], "deputy": [house.bob]})
    for to in (house.lin, house.bob):
        form = await crisis.form(house.ana, "incident.menu", "|hand_over")
        await sent(form.fill({"to": to}))
        # Each reads their letter: one that is overtaken before it was written is never sent.
        await letter(house, to, "offer")
    await (await finds(house, house.lin, "command.accept")).use(house.lin)
    await house.until(lambda: house.private_answers(house.lin))
    assert (await crisis.now()).commander == house.ana.id
    assert (await crisis.now()).offered_to == house.bob.id
    assert len(letters(house, house.bob, "offer")) == 1


async def test_the_deputy_takes_over_after_a_quarter_of_an_hour_and_any_sign_of_life_counts(
    house: House,
) -> None:
    crisis = await house.open(roles={"deputy": [house.bob]})
    house.clock.pass_by(timedelta(minutes=14))
    await crisis.task(house.ana, "complete", "A2")
    house.clock.pass_by(timedelta(minutes=14))
    await crisis.use(house.bob, "incident.menu", "|take_command")
    assert "15 minutes" in await house.told(house.bob, "Ana Reyes")
    house.clock.pass_by(timedelta(minutes=2))
    await crisis.use(house.bob, "incident.menu", "|take_command")
    (taken,) = await crisis.happened(ev.CommandHandedOver)
    assert (taken.commander, taken.taken) == (house.bob.id, True)
    await crisis.reads(house.ana, "status", "@Bob Stone leads")
