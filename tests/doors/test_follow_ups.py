"""What is promised for afterwards: who is reminded of it, when, and until when."""

from datetime import timedelta

from bot.crisis import events as ev
from bot.workspace.people.actor import Actor
from tests.doors.crisis import Crisis, sent
from tests.doors.house import House
from tests.doors.letters import finds, letter, letters

DAY = timedelta(days=1)


async def _promise(crisis: Crisis, text: str, **entries: object) -> None:
    form = await crisis.form(crisis.house.ana, "follow_up.add")
    await sent(form.fill({"text": text, **entries}))


def _reminders(house: House, actor: Actor) -> int:
    return len(letters(house, actor, "reminder"))


async def test_a_follow_up_is_reminded_of_the_day_before_when_due_and_weekly_until_it_is_done(
    house: House,
) -> None:
    crisis = await house.open(roles={"deputy": [house.lin]})
    await crisis.close(house.ana)
    # Nobody else could sign for legal, and a signed review is nothing to be reminded of.
    await crisis.use(house.ana, "review.sign")
    before = (_reminders(house, house.lin), _reminders(house, house.ana))
    due = house.clock.now() + 10 * DAY
    await _promise(crisis, "功效宣称清单进 brief 模板", owner=house.lin, due=due)
    await _promise(crisis, "Agency trains its editors", owner_outside="星图 小周", due=due)
    await crisis.reads(house.ana, "follow_ups", "星图 小周")
    heard = []
    for step in (8 * DAY, DAY + timedelta(minutes=1), DAY, 6 * DAY, DAY, 7 * DAY):
        house.clock.pass_by(step)
        await house.caught_up()
        heard.append(_reminders(house, house.lin) - before[0])
    # Nothing before, once a day ahead, once when due, then once a week.
    assert heard == [0, 1, 2, 2, 3, 4]
    # What somebody outside Slack promised is for whoever led to watch.
    await letter(house, house.ana, "reminder", "Agency trains its editors")
    assert _reminders(house, house.ana) - before[1] == 4
    await (await finds(house, house.lin, "follow_up.done")).use(house.lin)
    await sent((await house.modal(house.lin)).fill({"evidence": "模板 v3"}))
    await crisis.reads(house.ana, "follow_ups", "1 of 2")
    house.clock.pass_by(30 * DAY)
    await house.caught_up()
    assert _reminders(house, house.lin) - before[0] == 4
    assert len(await crisis.happened(ev.FollowUpDone)) == 1
    house.watch.pass_by(timedelta(minutes=2))
    await crisis.command(house.ana, "note all kept but one")
    await house.until(lambda: len(crisis.files()) == 1 and "模板 v3" in crisis.file_text())
