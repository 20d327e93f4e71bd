"""The bot dies in the middle of each stage and starts again: nothing is lost, nothing is twice.

A call that hangs keeps the bot at one exact place: with ``hang`` Slack has done nothing yet, with
``hang_after`` it has, and the answer never came.
"""

from datetime import timedelta

import pytest

from tests.doors import path
from tests.doors.crisis import FIRST_CARDS, Crisis, sent
from tests.doors.house import House

everywhere = pytest.mark.parametrize(
    ("way", "engine"),
    [("http", "sqlite"), ("socket", "sqlite"), ("http", "postgresql")],
    indirect=True,
)
LEASE = timedelta(minutes=2)
"""Longer than a dead replica's lease on a PostgreSQL database."""


async def _dies(house: House) -> None:
    await house.kill()
    house.watch.pass_by(LEASE)
    await house.restart()


async def _opening(house: House) -> Crisis:
    form = await house.opening_form(house.ana, path.TITLE, details=True)
    taken = await form.fill({"language": "en", "role.legal": [house.wang]}).submit()
    assert taken.outcome == "updated"
    (key,) = await house.crises()
    return Crisis(house, key)


async def _everything_stands_once(crisis: Crisis) -> None:
    await crisis.stands()
    house = crisis.house
    made = [one for one in house.slack.workspace.channels.values() if one.name.startswith("kol-2")]
    assert made == [crisis.channel]
    assert {house.ana.id, house.wang.id} < set(crisis.channel.members)
    assert [len(crisis.cards(key)) for key in FIRST_CARDS] == [1] * len(FIRST_CARDS)
    assert (await crisis.kinds()).count("IncidentOpened") == 1
    assert (await crisis.now()).members == {house.ana.id, house.wang.id}


@pytest.mark.parametrize(
    ("method", "how", "words"),
    [
        ("conversations.create", "hang", ""),
        ("conversations.invite", "hang", ""),
        ("conversations.invite", "hang_after", ""),
        ("chat.postMessage", "hang", "kolcrisis:status"),
        ("chat.postMessage", "hang_after", "kolcrisis:status"),
        ("chat.postMessage", "hang_after", "kolcrisis:step.align"),
        ("pins.add", "hang_after", ""),
        ("conversations.setTopic", "hang_after", ""),
    ],
)
async def test_dying_while_a_crisis_opens_leaves_one_of_each_thing(
    house: House, method: str, how: str, words: str
) -> None:
    house.forgiven = {"name_taken", "already_in_channel", "already_pinned"}
    rule = house.fail(method, how, words)
    crisis = await _opening(house)
    await house.struck(rule)
    await _dies(house)
    await _everything_stands_once(crisis)


@everywhere
async def test_a_channel_made_without_an_answer_is_adopted(house: House) -> None:
    house.forgiven = {"name_taken"}
    rule = house.fail("conversations.create", "hang_after")
    crisis = await _opening(house)
    await house.struck(rule)
    await _dies(house)
    await _everything_stands_once(crisis)


@everywhere
async def test_a_form_that_was_open_when_the_bot_died_can_still_be_sent(house: House) -> None:
    form = await house.opening_form(house.ana, path.TITLE)
    await house.restart()
    assert (await form.submit()).outcome == "updated"
    await form.close()
    (key,) = await house.crises()
    crisis = Crisis(house, key)
    await crisis.stands()
    await crisis.use(house.ana, "decision.record")
    form = await house.modal(house.ana)
    await house.restart()
    await crisis.fill_decision(form, "other", {"what": "We wait until noon"})
    assert len((await crisis.now()).decisions) == 1


@everywhere
async def test_a_click_acknowledged_before_the_bot_died_is_shown_afterwards(house: House) -> None:
    crisis = await house.open()
    rule = house.fail("chat.update", "hang", "kolcrisis:status")
    await crisis.task(house.ana, "complete", "A2")
    await house.struck(rule)
    await _dies(house)
    await crisis.reads(house.ana, "status", "Now: Pause ads and boosts")
    await crisis.reads(house.ana, "step.assess", "✅ Done: Save the evidence")


async def test_a_decision_posted_without_an_answer_is_not_posted_again(house: House) -> None:
    crisis = await house.open()
    rule = house.fail("chat.postMessage", "hang_after", "kolcrisis:decision.")
    form = await crisis.form(house.ana, "decision.record")
    await form.choose("decision.kind", "other")
    await house.until(lambda: "other.what" in str(form.blocks))
    await sent(form.fill({"rationale": "So that all know", "other.what": "We wait"}))
    await house.struck(rule)
    await _dies(house)
    await house.quiet()
    assert len(crisis.decisions()) == 1
    await crisis.reads(house.ana, crisis.decisions()[0], "We wait")


async def test_a_pinned_message_is_read_after_the_bot_died(house: House) -> None:
    crisis = await house.open()
    rule = house.fail("conversations.history", "hang")
    message = await house.ana.say(crisis.channel, "Shelves are empty 断货")
    await house.ana.react(message, "pushpin")
    await house.struck(rule)
    await _dies(house)

    async def texts() -> list[str]:
        entries = (await crisis.now()).entries.values()
        return [one.text.text for one in entries if one.text is not None]

    assert await house.eventually(texts) == ["Shelves are empty 断货"]


@pytest.mark.parametrize(
    ("method", "how", "words"),
    [
        ("chat.postMessage", "hang_after", "kolcrisis:review"),
        ("files.getUploadURLExternal", "hang_after", ""),
        ("files.completeUploadExternal", "hang", ""),
        ("files.completeUploadExternal", "hang_after", ""),
    ],
)
async def test_dying_while_a_crisis_closes_leaves_one_review_and_one_file(
    house: House, method: str, how: str, words: str
) -> None:
    house.forgiven = {"file_not_found"}
    crisis = await house.open()
    rule = house.fail(method, how, words)
    await crisis.command(house.ana, "close")
    form = await house.modal(house.ana)
    await sent(form.fill({"outcome": "contained"}))
    await house.struck(rule)
    await _dies(house)
    await house.until(lambda: crisis.cards("review") and crisis.files())
    await house.quiet()
    assert len(crisis.cards("review")) == 1
    assert len(crisis.files()) == 1
    assert path.TITLE not in crisis.file_text()
    assert "Mia's note claims 7天淡斑" in crisis.file_text()
