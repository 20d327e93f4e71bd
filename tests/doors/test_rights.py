"""Who may not see, sees nothing; who may not decide, is told who can."""

from datetime import timedelta
from typing import Any

import pytest

from bot.crisis.ids import TaskId
from tests.doors import posting
from tests.doors.house import House

SECRET = "Zebra-striped serum"


@pytest.fixture
async def opened(house: House) -> Any:
    return await house.open(
        house.ana, f"{SECRET} burns", note_url="https://www.xiaohongshu.com/explore/1"
    )


@pytest.mark.parametrize(
    "words", ["", "list", "status", "note it burns", "decide", "close", "review"]
)
async def test_no_command_tells_an_outsider_anything(house: House, opened: Any, words: str) -> None:
    before = await opened.record()
    await house.bob.command("/kolcrisis", words)
    await house.quiet()
    told = " ".join(house.private_answers(house.bob))
    assert told
    assert SECRET not in told
    assert opened.id not in told
    assert opened.channel.name not in told
    assert not house.slack.workspace.modals.get(house.bob.id)
    assert await opened.record() == before


async def test_app_home_shows_an_outsider_nothing(house: House, opened: Any) -> None:
    await house.bob.open_home()
    await house.until(house.bob.home)
    assert SECRET not in str(house.bob.home())
    await house.ana.open_home()
    await house.until(lambda: SECRET in str(house.ana.home()))


@pytest.mark.parametrize(
    ("action", "rest"),
    [
        ("task.complete", "|A2"),
        ("task.take", "|A2"),
        ("task.assign", "|A2"),
        ("checklist.show", "|assess"),
        ("incident.details", ""),
        ("incident.close", ""),
        ("decision.record", ""),
        ("review.sign", ""),
        ("incident.reopen", ""),
    ],
)
async def test_a_click_that_names_somebody_elses_crisis_tells_and_changes_nothing(
    house: House, opened: Any, action: str, rest: str
) -> None:
    before = await opened.record()
    payload = posting.click(house, house.bob, action, f"{opened.id}{rest}")
    assert (await posting.post(house, posting.as_form(payload))).status == 200
    told = await house.told(house.bob, "no crisis here")
    assert SECRET not in told
    assert not house.slack.workspace.modals.get(house.bob.id)
    assert await opened.record() == before


async def test_a_button_of_ones_own_crisis_opens_no_other(house: House, opened: Any) -> None:
    mine = await house.open(house.bob, "Another note", note_url="https://xhs.com/2")
    before = await opened.record()
    payload = posting.click(
        house,
        house.bob,
        "task.complete",
        f"{opened.id}|A2",
        channel={"id": mine.channel.id, "name": mine.channel.name},
    )
    await posting.post(house, posting.as_form(payload))
    await house.told(house.bob, "no crisis here")
    assert await opened.record() == before
    assert (await mine.now()).state(TaskId("A2")).status == "open"


async def test_a_duplicate_is_refused_without_telling_what_it_is(house: House, opened: Any) -> None:
    form = await house.opening_form(house.bob, "I saw it too", details=True)
    refused = await form.fill({"note_url": "https://www.xiaohongshu.com/explore/1"}).submit()
    assert refused.outcome == "updated"
    shown = house.bob.read(house.bob.modal().view)
    assert "Possibly already handled" in shown
    assert SECRET not in shown
    assert opened.channel.name not in shown
    assert len(await house.crises()) == 1


@pytest.mark.parametrize("where", ["payload", "person"])
async def test_somebody_of_another_workspace_changes_nothing_and_gets_one_sentence(
    house: House, opened: Any, where: str
) -> None:
    await house.ana.invite(opened.channel, house.stranger)
    await house.quiet()
    before = await opened.record()
    payload = posting.click(house, house.stranger, "task.complete", f"{opened.id}|A2")
    if where == "person":
        payload["team"] = {"id": house.team, "domain": "lumeya"}
    assert (await posting.post(house, posting.as_form(payload))).status == 200
    told = await house.told(house.stranger, "another workspace")
    assert SECRET not in told
    said = posting.command(house, house.stranger, "list")
    answer = await posting.post(house, said)
    assert "another workspace" in answer.text
    assert SECRET not in answer.text
    assert await opened.record() == before


async def test_an_event_of_another_workspace_changes_nothing(house: House, opened: Any) -> None:
    before = await opened.record()
    joined = {"type": "member_joined_channel", "user": "U1", "channel": opened.channel.id}
    payload = posting.event(house, joined, team_id="T0FOREIGN")
    answer = await posting.post(house, posting.as_json(payload), posting.JSON)
    assert (answer.status, answer.text) == (200, "")
    assert await opened.record() == before


async def test_a_form_sent_after_the_crisis_was_closed_says_so_and_changes_nothing(
    house: House,
) -> None:
    crisis = await house.open(roles={"legal": [house.bob]})
    form = await crisis.form(house.bob, "task.menu", "|A0|not_applicable")
    await crisis.close(house.ana)
    before = await crisis.record()
    assert (await form.fill({"reason": "Too late"}).submit()).outcome == "updated"
    assert "This crisis is closed" in house.bob.read(house.bob.modal().view)
    assert await crisis.record() == before


async def test_only_who_leads_or_their_deputy_closes(house: House) -> None:
    crisis = await house.open(roles={"legal": [house.bob], "deputy": [house.lin]})
    await crisis.command(house.bob, "close")
    form = await house.modal(house.bob)
    assert (await form.fill({"outcome": "contained"}).submit()).outcome == "updated"
    shown = house.bob.read(house.bob.modal().view)
    assert "Only the person who leads or their deputy" in shown
    assert "Ana Reyes" in shown
    assert not (await crisis.now()).closed
    await crisis.close(house.lin)
    assert (await crisis.now()).closed_by == house.lin.id


async def test_a_form_opened_before_leaving_the_channel_is_refused_afterwards(
    house: House,
) -> None:
    crisis = await house.open()
    await house.ana.invite(crisis.channel, house.bob)
    await house.quiet()
    form = await crisis.form(house.bob, "task.menu", "|A0|not_applicable")
    await house.ana.kick(crisis.channel, house.bob)
    await house.quiet()
    before = await crisis.record()
    await form.fill({"reason": "I was there"}).submit()
    assert "no crisis here" in house.bob.read(house.bob.modal().view)
    assert await crisis.record() == before


async def test_command_may_be_taken_after_fifteen_minutes_of_silence_and_not_before(
    house: House,
) -> None:
    crisis = await house.open(roles={"legal": [house.bob]})
    await crisis.use(house.bob, "incident.menu", "|take_command")
    assert "15 minutes" in await house.told(house.bob, "Ana Reyes")
    house.clock.pass_by(timedelta(minutes=16))
    await crisis.use(house.bob, "incident.menu", "|take_command")
    assert (await crisis.now()).commander == house.bob.id
    await crisis.reads(house.ana, "status", "Bob Stone")
