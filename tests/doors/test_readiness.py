"""Nothing is acknowledged that cannot be kept: not before we know who we are."""

import asyncio
import contextlib
import json

import aiohttp
import pytest
from sqlalchemy import make_url

from bot.app.build import Surroundings
from bot.cli.ending import WRONG, Ended
from bot.cli.run import serve
from bot.crisis import events as ev
from bot.settings import Settings
from tests.databases import ENGINES, Postgres
from tests.doors import posting
from tests.doors.house import House
from tests.doors.residents import playbook
from tests.doors.times import StuckClock


async def test_until_slack_has_said_who_we_are_everything_is_503(empty_house: House) -> None:
    house = empty_house
    rule = house.slack.faults.add(kind="http_error", method="auth.test", times=None, status=500)
    await house.move_in(wait_for_identity=False)
    assert (await posting.get(house, "healthz")).status == 200
    ready = await posting.get(house, "readyz")
    assert ready.status == 503
    assert not json.loads(ready.text)["ok"]
    await house.ana.command("/kolcrisis", "help")
    assert [one.code for one in house.ana.seen] == ["http_service_error"]
    joined = {"type": "member_joined_channel", "user": house.ana.id, "channel": "C1"}
    told = posting.as_json(posting.event(house, joined))
    assert (await posting.post(house, told, posting.JSON)).status == 503
    rule.times = 0

    async def ready_again() -> bool:
        return (await posting.get(house, "readyz")).status == 200

    await house.eventually(ready_again)
    answer = await house.ana.command("/kolcrisis", "help")
    assert answer is not None


async def test_a_bad_token_is_never_ready_and_says_why(empty_house: House) -> None:
    house = empty_house
    house.forgiven = {"token_revoked"}
    house.slack.admin.revoke_token(house.slack.workspace, house.app)
    await house.move_in(wait_for_identity=False)
    await house.until(lambda: house.calls("auth.test"))

    async def says_why() -> bool:
        return "token_revoked" in (await posting.get(house, "readyz")).text

    await house.eventually(says_why)


async def test_who_we_are_is_remembered_while_slack_is_away(house: House) -> None:
    crisis = await house.open()
    await house.kill()
    rule = house.slack.faults.add(kind="http_error", times=None, status=503)
    await house.bot.start()
    assert (await posting.get(house, "readyz")).status == 200
    assert "API is away" in await crisis.command(house.ana, "note Slack's API is away")
    await crisis.task(house.ana, "complete", "A2")
    assert await crisis.happened(ev.TaskCompleted)
    rule.times = 0
    house.slack.faults.clear()
    await crisis.reads(house.ana, "step.assess", "✅ Done: Save the evidence")


@pytest.mark.parametrize("engine", ENGINES, indirect=True)
async def test_without_its_database_the_bot_acknowledges_nothing_and_the_person_hears(
    house: House,
) -> None:
    house.trouble_expected = True
    crisis = await house.open()
    button = await crisis.finds(house.ana, "task.complete", "|A2")
    form = await crisis.form(house.ana, "task.menu", "|A0|not_applicable")
    before = await crisis.record()
    house.bot.power.off()
    await button.use(house.ana)
    assert [one.code for one in house.ana.seen] == ["http_service_error"]
    await house.told(house.ana, "nothing was recorded")
    assert (await form.fill({"reason": "Gifted"}).submit()).outcome == "failed"
    assert await house.ana.command("/kolcrisis", "note away", channel=crisis.channel) is None
    assert len(house.ana.seen) == 3
    assert (await posting.get(house, "readyz")).status == 503
    house.bot.power.back()
    assert await crisis.record() == before
    assert (await posting.get(house, "readyz")).status == 200
    await button.use(house.ana)
    assert (await form.submit()).outcome in {"closed", "cleared"}
    await crisis.reads(house.ana, "step.assess", "✅ Done: Save the evidence")


async def test_an_event_that_could_not_be_kept_is_told_again_and_kept(house: House) -> None:
    house.trouble_expected = True
    crisis = await house.open()
    message = await house.ana.say(crisis.channel, "Shelves are empty")
    house.bot.power.off()
    await house.ana.react(message, "pushpin")

    def refused() -> bool:
        told = [one for one in house.slack.journal.deliveries if one.label == "reaction_added"]
        return any(one.outcome == "http_error" for one in told)

    await house.until(refused)
    house.bot.power.back()
    posted = posting.event(
        house,
        {
            "type": "reaction_added",
            "user": house.ana.id,
            "reaction": "pushpin",
            "item_user": house.ana.id,
            "item": {"type": "message", "channel": crisis.channel.id, "ts": message.ts},
        },
    )
    assert (await posting.post(house, posting.as_json(posted), posting.JSON)).status == 200
    assert len(await crisis.happened(ev.MessagePinned)) == 1


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
async def test_a_postgresql_server_that_restarts_in_between_shows_nobody_an_error(
    house: House, server: Postgres
) -> None:
    crisis = await house.open()
    async with server._admin() as admin:
        name = make_url(house.database_url).database
        await admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name
        )
    await crisis.task(house.ana, "complete", "A2")
    assert house.ana.seen == []
    await crisis.reads(house.ana, "step.assess", "✅ Done: Save the evidence")


async def test_a_bot_of_which_a_part_has_ended_takes_no_traffic(empty_house: House) -> None:
    house = empty_house
    house.trouble_expected = True
    stuck = StuckClock(house.watch)
    house.clock = stuck
    resident = await house.move_in()
    assert (await posting.get(house, "readyz")).status == 200
    stuck.stuck = True

    async def failed() -> bool:
        return resident.failed()

    await house.eventually(failed)
    ready = await posting.get(house, "readyz")
    assert (ready.status, "a part has ended" in ready.text) == (503, True)


async def test_a_process_of_which_a_part_has_ended_ends_with_an_error(empty_house: House) -> None:
    house = empty_house
    house.trouble_expected = True
    stuck = StuckClock(house.watch)
    settings = Settings.model_validate(house.settings())
    around = Surroundings(wall=house.watch, clock=stuck, playbook=playbook())
    running = asyncio.create_task(serve(settings, around))

    async def ready() -> bool:
        with contextlib.suppress(aiohttp.ClientError):
            return (await posting.get(house, "readyz")).status == 200
        return False

    await house.eventually(ready)
    stuck.stuck = True
    with pytest.raises(Ended, match="has ended by a fault of its own") as ended:
        await running
    assert ended.value.code == WRONG
