"""Slack's own faults while a crisis runs: tokens, people, connections, clocks, many channels.

What is kept is in the record at once; what could not be shown is shown once the reason is gone.
"""

import asyncio
import itertools
import json
from datetime import datetime, timedelta

import pytest

from bot.cli.doctor.slack import slack as doctor_of_slack
from bot.crisis import events as ev
from bot.crisis.ids import RoleId, SlackUserId
from bot.settings import Settings
from bot.workspace.acts import channels
from storage.surfaces import Surface
from tests.doors import posting
from tests.doors.crisis import Crisis, sent
from tests.doors.house import House
from tests.doors.letters import letters
from tests.doors.residents import InThisProcess
from tests.doors.times import CrisisClock, Watch

MANY = 1_050
"""More channels than any page of Slack's holds."""


async def test_with_a_revoked_token_all_is_kept_said_and_shown_after_a_new_one(
    house: House,
) -> None:
    house.forgiven = {"token_revoked"}
    crisis = await house.open()
    house.slack.admin.revoke_token(house.slack.workspace, house.app)
    await crisis.task(house.ana, "complete", "A2")
    assert "still here" in await crisis.command(house.ana, "note still here")
    await house.eventually(lambda: _stuck(house))
    # It goes on taking what people do, and says what somebody must see to.
    ready = await posting.get(house, "readyz")
    assert (ready.status, json.loads(ready.text)["problems"]) == (200, [])
    (note,) = json.loads(ready.text)["notes"]
    assert "token_revoked" in note
    assert "set SLACK_BOT_TOKEN" in note
    assert "kolcrisis_token_refused 1.0" in (await posting.get(house, "metrics")).text
    settings = Settings.model_validate(house.settings())
    found = {one.about: one async for one in doctor_of_slack(settings)}
    assert found["bot token"].what == "token_revoked"
    assert "install the app again" in found["bot token"].remedy
    assert house.log.getvalue().count("does not accept the bot token") == 1
    assert await crisis.happened(ev.TaskCompleted)
    await house.kill()
    house.slack.admin.reinstall(house.slack.workspace, house.app)
    house.bot.settings = house.settings()
    await house.bot.start()
    await crisis.reads(house.ana, "step.assess", "✅ Done: Save the evidence")
    await house.quiet()
    assert not await house.reader.surfaces.stuck()
    assert not json.loads((await posting.get(house, "readyz")).text)["notes"]


async def _stuck(house: House) -> tuple[Surface, ...]:
    return await house.reader.surfaces.stuck()


async def test_who_was_deactivated_is_named_replaced_and_never_written_to(house: House) -> None:
    crisis = await house.open(roles={"legal": [house.wang], "deputy": [house.bob]})
    admin = house.slack.admin
    admin.deactivate(house.slack.workspace, house.wang.user)
    shown = await crisis.reads(house.ana, "status", "No longer in this workspace: @Wang Wei")
    assert "choose somebody else" in shown
    assert [one.reason for one in await crisis.happened(ev.InvitationFailed)] == ["is_deactivated"]
    # Nothing goes to them, now or later, and nothing waits for them.
    house.clock.pass_by(timedelta(hours=3))
    await house.caught_up()
    assert not letters(house, house.wang)
    assert not await house.reader.surfaces.stuck()
    form = await crisis.form(house.ana, "incident.details")
    await sent(form.fill({"role.legal": [house.lin]}))
    await house.until(lambda: "No longer in this" not in crisis.read(house.ana, "status"))
    assert house.lin.id in {one.slack for one in (await crisis.now()).roles[RoleId("legal")]}
    # Nobody waits a quarter of an hour for a commander who is gone.
    admin.deactivate(house.slack.workspace, house.ana.user)
    await crisis.reads(house.bob, "status", "is no longer in this workspace. Whoever of you")
    await crisis.use(house.bob, "incident.menu", "|take_command")
    await crisis.reads(house.bob, "status", "@Bob Stone leads")
    # Who is given back their account is asked in like anybody else.
    admin.change(house.slack.workspace, house.ana.user, deleted=False)
    await house.quiet()
    await house.bob.invite(crisis.channel, house.ana)
    await house.quiet()
    assert house.ana.id in (await crisis.now()).members
    assert SlackUserId(house.ana.id) not in (await crisis.now()).absent


async def test_a_channel_that_people_renamed_stays_the_crisis_channel(house: House) -> None:
    crisis = await house.open()
    channels.rename(house.slack.workspace, crisis.channel, house.ana.id, "mia-emergency")
    await crisis.task(house.ana, "complete", "A2")
    await crisis.reads(house.ana, "step.assess", "✅ Done: Save the evidence")
    assert "renamed" in await crisis.command(house.ana, "note renamed")
    await house.quiet()
    assert crisis.channel.name == "mia-emergency"
    assert not await house.reader.surfaces.stuck()


async def test_among_a_thousand_channels_its_own_is_found_and_a_taken_name_is_left(
    house: House,
) -> None:
    house.forgiven = {"name_taken"}
    workspace = house.slack.workspace
    for number in range(MANY):
        made = channels.create_channel(workspace, f"old-{number}", house.lin.id, private=True)
        made.members.append(house.app.bot_user_id)
    await house.lin.create_channel("kol-20260310-mia", private=True)
    house.fail("conversations.create", "close_after", "kol-20260310-mia-2")
    crisis = await house.open(kol="Mia")
    assert crisis.channel.name == "kol-20260310-mia-2"
    assert [one.name for one in workspace.channels.values() if one.name.endswith("mia-3")] == []
    pages = [one for one in house.calls("users.conversations") if one.status == 200]
    assert len(pages) > MANY // 200


@pytest.mark.parametrize("way", ["socket"], indirect=True)
async def test_while_socket_mode_is_renewed_broken_and_turned_off_nothing_is_lost_or_doubled(
    house: House,
) -> None:
    house.trouble_expected = True
    house.forgiven = {"socket_mode_not_enabled"}
    crisis = await house.open()
    renewing = asyncio.create_task(
        house.slack.admin.refresh_sockets(house.app, warning_seconds=0.2)
    )
    said = [await _note_until_taken(house, crisis, f"renewed {n}") for n in range(8)]
    await renewing
    await house.until(lambda: house.slack.sockets.of(house.app.id))
    pinned = await house.ana.say(crisis.channel, "told while the connection breaks")
    await house.slack.admin.drop_sockets(house.app)
    await house.ana.react(pinned, "pushpin")
    house.watch.pass_by(timedelta(minutes=2))
    said += [await _note_until_taken(house, crisis, f"broken {n}") for n in range(3)]
    await house.slack.admin.turn_off_sockets(house.app)
    ready = await posting.get(house, "readyz")
    assert (ready.status, "is it on in the app's settings" in ready.text) == (503, True)
    house.slack.admin.turn_on_sockets(house.app)
    await house.until(lambda: house.slack.sockets.of(house.app.id))
    said += [await _note_until_taken(house, crisis, "on again")]
    # What was answered is there; what Slack could not answer may be, and nothing is there twice.
    kept = [one.text.text for one in await crisis.happened(ev.NoteAdded)]
    assert set(said) <= set(kept)
    assert len(kept) == len(set(kept))
    assert len(await crisis.happened(ev.MessagePinned)) <= 1
    assert (await posting.get(house, "readyz")).status == 200


async def _note_until_taken(house: House, crisis: Crisis, text: str) -> str:
    """Type a note, another while Slack says that the app did not answer; return what it took."""
    tries = itertools.count()

    async def taken() -> str:
        typed = f"{text}, try {next(tries)}"
        answer = await house.ana.command("/kolcrisis", f"note {typed}", channel=crisis.channel)
        return typed if answer is not None else ""

    return await house.eventually(taken)


class Skewed(Watch):
    """A machine whose clock is not Slack's."""

    def __init__(self, right: Watch, off: timedelta) -> None:
        self._right = right
        self._off = off

    def now(self) -> datetime:
        """Return the wrong time."""
        return self._right.now() + self._off


@pytest.mark.parametrize("minutes", [-4, 4])
async def test_with_clocks_minutes_apart_there_is_still_one_of_each(
    empty_house: House, minutes: int
) -> None:
    house = empty_house
    house.forgiven = {"name_taken", "already_in_channel", "already_pinned"}
    wrong = Skewed(house.watch, timedelta(minutes=minutes))
    house.bot = InThisProcess(house.settings(), house.port, wrong, CrisisClock(wrong))
    await house.bot.start()
    house.fail("conversations.create", "close_after")
    house.fail("chat.postMessage", "close_after", "kolcrisis:status")
    crisis = await house.open()
    assert len(crisis.cards("status")) == 1
    assert [one.name for one in house.slack.workspace.channels.values() if "kol-" in one.name] == [
        crisis.channel.name
    ]
    # Comings and goings are told in Slack's time and made in ours: the latest counts all the same.
    await house.ana.invite(crisis.channel, house.bob)
    await house.quiet()
    await house.ana.kick(crisis.channel, house.bob)
    await house.quiet()
    assert house.bob.id not in (await crisis.now()).members
    await crisis.task(house.ana, "complete", "A2")
    await crisis.reads(house.ana, "step.assess", "✅ Done: Save the evidence")


async def test_a_genuine_request_of_another_time_is_refused_with_a_word_about_the_clock(
    house: House,
) -> None:
    told = posting.command(house, house.ana, "help")
    assert (await posting.post(house, told, age=-3600)).status == 401
    assert "does this machine's clock agree?" in house.log.getvalue()
