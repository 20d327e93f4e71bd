"""Guests, apps and people of other companies: a list of people offers them like colleagues."""

from datetime import timedelta

from bot.crisis import events as ev
from bot.crisis.ids import RoleId, SlackUserId, TaskId
from bot.crisis.rights import standing
from tests.doors import posting
from tests.doors.crisis import Crisis, sent
from tests.doors.hands import home_of
from tests.doors.house import House
from tests.doors.letters import letter, letters

TITLE = "Mia's note claims 7天淡斑"


async def test_a_guest_who_is_given_a_role_gets_no_rights_until_somebody_brings_them_in(
    house: House,
) -> None:
    crisis = await house.open(words=TITLE, roles={"deputy": [house.guest], "legal": [house.lin]})
    assert house.lin.id in crisis.channel.members
    assert house.guest.id not in crisis.channel.members
    assert standing(await crisis.now(), SlackUserId(house.guest.id)) == "outsider"
    assert "@Gus Guest is a guest here" in crisis.read(house.ana, "status")
    # Nothing reaches them: no list, no Home, no letter, and no click counts.
    listed = await posting.post(house, posting.command(house, house.guest, "list"))
    assert listed.status == 200
    assert TITLE not in listed.text
    await house.guest.open_home()
    await house.until(lambda: home_of(house.guest))
    assert TITLE not in home_of(house.guest)
    before = await crisis.record()
    click = posting.click(house, house.guest, "task.complete", f"{crisis.id}|A2")
    await posting.post(house, posting.as_form(click))
    assert "no crisis here" in await house.told(house.guest, "no crisis here")
    assert await crisis.record() == before
    # Brought in by name, they hold the role that they were chosen for.
    await crisis.use(house.lin, "incident.invite", f"|{house.guest.id}")
    await house.until(lambda: house.guest.id in crisis.channel.members)
    await house.quiet()
    assert standing(await crisis.now(), SlackUserId(house.guest.id)) == "deputy"
    assert "is a guest here" not in crisis.read(house.ana, "status")
    await crisis.task(house.guest, "complete", "A2")
    assert (await crisis.now()).state(TaskId("A2")).status == "done"


async def test_an_app_and_somebody_of_another_company_are_named_and_left_out(
    house: House,
) -> None:
    house.forgiven |= {"cant_invite", "no_external_invite_permission"}
    robot = house.slack.person(house.app.bot_user_id)
    crisis = await house.open(roles={"kol": [house.stranger, robot], "legal": [house.lin]})
    shown = await crisis.reads(house.ana, "status", "Not brought in, because")
    assert "@Sam Strange" in shown
    failed = await crisis.happened(ev.InvitationFailed)
    assert {one.user: one.reason for one in failed}[house.stranger.id] == "is_external"
    assert set(crisis.channel.members) == {house.app.bot_user_id, house.ana.id, house.lin.id}
    # Somebody else for the role, and the line is gone.
    form = await crisis.form(house.ana, "incident.details")
    await sent(form.fill({"role.kol": [house.wang]}))
    await house.until(lambda: "Not brought in" not in crisis.read(house.ana, "status"))
    assert RoleId("kol") in (await crisis.now()).roles


async def test_a_guest_is_not_chosen_to_lead_nor_handed_the_lead(house: House) -> None:
    await house.guest.open_home()
    await house.until(lambda: home_of(house.guest))
    form = await house.opening_form(house.ana, TITLE)
    form.fill({"lead": house.guest})
    assert (await form.submit()).outcome == "errors"
    assert "cannot lead" in form.errors["lead"]
    await form.close()
    crisis = await house.open(words=TITLE)
    form = await crisis.form(house.ana, "incident.menu", "|hand_over")
    form.fill({"to": house.guest})
    assert (await form.submit()).outcome == "errors"
    assert "cannot lead" in form.errors["to"]
    assert (await crisis.now()).offered_to is None


async def test_who_is_asked_to_do_something_is_brought_in_and_a_guest_only_by_name(
    house: House,
) -> None:
    crisis = await house.open(words=TITLE)
    await crisis.task_form(house.ana, "A5", "assign", {"owner": house.bob})
    await house.until(lambda: house.bob.id in crisis.channel.members)
    await crisis.task_form(house.ana, "B1", "assign", {"owner": house.guest})
    await crisis.reads(house.ana, "status", "@Gus Guest is a guest here")
    assert house.guest.id not in crisis.channel.members


async def test_a_guest_named_as_lead_before_the_bot_knew_them_leads_once_brought_in(
    house: House,
) -> None:
    form = await house.opening_form(house.ana, TITLE)
    assert (await form.fill({"lead": house.guest}).submit()).outcome == "updated"
    (key,) = await house.crises()
    crisis = Crisis(house, key)
    await crisis.stands()
    await crisis.reads(house.ana, "status", "@Gus Guest is a guest here")
    assert standing(await crisis.now(), SlackUserId(house.guest.id)) == "outsider"
    house.clock.pass_by(timedelta(hours=1))
    await house.caught_up()
    assert not letters(house, house.guest)
    await crisis.use(house.ana, "incident.invite", f"|{house.guest.id}")
    await house.until(lambda: house.guest.id in crisis.channel.members)
    assert standing(await crisis.now(), SlackUserId(house.guest.id)) == "commander"
    # What waited meanwhile is one letter, not one for each time that it would have been told.
    await letter(house, house.guest, "reminder")
    await house.caught_up()
    assert len(letters(house, house.guest)) == 1


async def test_who_is_asked_to_follow_up_is_brought_in_and_reminded(house: House) -> None:
    crisis = await house.open(words=TITLE)
    await crisis.close(house.ana)
    form = await crisis.form(house.ana, "follow_up.add")
    due = house.clock.now() + timedelta(days=3)
    await sent(form.fill({"text": "Screen every KOL twice", "owner": house.bob, "due": due}))
    await house.until(lambda: house.bob.id in crisis.channel.members)
    house.clock.pass_by(timedelta(days=2, hours=1))
    assert "Screen every KOL twice" in await letter(house, house.bob, "reminder")
