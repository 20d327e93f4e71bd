"""App Home: one's crises and tasks, a way to open, and nothing that one may not see."""

from tests.doors.hands import home_of
from tests.doors.house import House

TITLE = "Mia's note claims 7天淡斑"


async def test_a_home_that_is_open_stops_showing_a_crisis_when_its_person_is_taken_out(
    house: House,
) -> None:
    crisis = await house.open(words=TITLE)
    await house.ana.invite(crisis.channel, house.bob)
    await house.quiet()
    await house.bob.open_home()
    await house.until(lambda: TITLE in home_of(house.bob))
    published = len(house.calls("views.publish"))
    await house.ana.kick(crisis.channel, house.bob)
    await house.until(lambda: TITLE not in home_of(house.bob))
    await house.quiet()
    assert len(house.calls("views.publish")) > published


async def test_a_home_from_before_a_restart_stops_showing_it_too(house: House) -> None:
    crisis = await house.open(words=TITLE)
    await house.ana.invite(crisis.channel, house.bob)
    await house.quiet()
    await house.bob.open_home()
    await house.until(lambda: TITLE in home_of(house.bob))
    await house.restart()
    await house.ana.kick(crisis.channel, house.bob)
    await house.until(lambda: TITLE not in home_of(house.bob))


async def test_who_loses_a_role_and_is_not_in_the_channel_loses_the_sight_of_it(
    house: House,
) -> None:
    crisis = await house.open(words=TITLE, roles={"legal": [house.bob]})
    await house.bob.leave(crisis.channel)
    await house.quiet()
    await house.bob.open_home()
    await house.until(lambda: TITLE in home_of(house.bob))
    form = await crisis.form(house.ana, "incident.details")
    await form.fill({"role.legal": None}).submit()
    await house.until(lambda: TITLE not in home_of(house.bob))
