"""App Home: one's crises and tasks, a way to open, and nothing that one may not see."""

from datetime import timedelta

from tests.doors.crisis import sent
from tests.doors.hands import held_at_home, home_of
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


async def test_home_shows_what_is_mine_by_due_time_and_where_to_go(house: House) -> None:
    crisis = await house.open(words=TITLE, roles={"legal": [house.lin], "ads": [house.bob]})
    await crisis.task_form(house.ana, "D1", "assign", {"owner": house.bob})
    due = house.clock.now() + timedelta(days=2)
    await crisis.command(house.ana, "close")
    await (await house.modal(house.ana)).close()
    await house.bob.open_home()
    await house.until(lambda: TITLE in home_of(house.bob))
    shown = home_of(house.bob)
    assert f"#{crisis.channel.name}" in shown
    mine = [shown.index(words) for words in ("Pause ads and boosts", "Ask the KOL in private")]
    assert mine == sorted(mine)
    assert "Facts and position" not in shown
    assert held_at_home(house.bob, "incident.open") is not None
    # A follow-up that is mine stands there too once the crisis is over, until it is done.
    await crisis.close(house.ana)
    form = await crisis.form(house.ana, "follow_up.add")
    await sent(form.fill({"text": "Screen every KOL twice", "owner": house.bob, "due": due}))
    await house.bob.open_home()
    await house.until(lambda: "Screen every KOL twice" in home_of(house.bob))
    assert "Pause ads and boosts" not in home_of(house.bob)
    done = await house.until(lambda: held_at_home(house.bob, "follow_up.done"))
    await done.use(house.bob)
    await sent((await house.modal(house.bob)).fill({"evidence": "Checklist v2"}))
    await house.bob.open_home()
    await house.until(lambda: "Screen every KOL twice" not in home_of(house.bob))


async def test_home_speaks_its_readers_language_from_the_first_time(house: House) -> None:
    await house.lin.open_home()
    await house.until(lambda: home_of(house.lin))
    assert "待办" in home_of(house.lin) or "任务" in home_of(house.lin)
    assert "crisis" not in home_of(house.lin).lower()
