"""Whatever Slack does meanwhile: in the end there is one of each thing, and it tells the truth."""

from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.crisis import events as ev
from bot.workspace.model.channel import Channel
from tests.doors.crisis import FIRST_CARDS, Crisis, sent
from tests.doors.house import House

A_WHILE = timedelta(minutes=11)
"""Longer than a surface that failed waits for its next attempt."""


async def _stands_once(crisis: Crisis) -> None:
    await crisis.stands()
    assert [len(crisis.cards(key)) for key in FIRST_CARDS] == [1] * len(FIRST_CARDS)
    house = crisis.house
    made = [one for one in house.slack.workspace.channels.values() if one.name.startswith("kol-2")]
    assert made == [crisis.channel]


async def test_a_name_that_others_have_taken_gets_the_next_number(house: House) -> None:
    house.forgiven = {"name_taken"}
    theirs = [
        await house.bob.create_channel("kol-20260310-mia", private=True),
        await house.bob.create_channel("kol-20260310-mia-2"),
    ]
    crisis = await house.open(kol="Mia")
    assert crisis.channel.name == "kol-20260310-mia-3"
    assert all(not one.messages or house.app.bot_user_id not in one.members for one in theirs)


async def test_two_crises_of_one_day_about_one_kol_have_channels_of_their_own(
    house: House,
) -> None:
    first = await house.open(kol="Mia")
    form = await house.opening_form(house.lin, "Something else", details=True)
    form.fill({"kol": "Mia", "language": "en"})
    assert (await form.submit()).outcome == "updated"
    assert await house.crises() == [first.key]
    assert (await form.submit()).outcome == "updated"
    second = Crisis(house, (await house.crises())[1])
    await second.stands()
    assert first.channel.name == "kol-20260310-mia"
    assert second.channel.name == "kol-20260310-mia-2"
    assert not [one for one in house.slack.calls if one.answer.get("error") == "name_taken"]


@pytest.mark.parametrize(
    ("method", "words", "how"),
    [
        ("conversations.create", "", "close"),
        ("conversations.create", "", "close_after"),
        ("conversations.create", "", "fatal_error_after"),
        ("conversations.invite", "", "http_error_after"),
        ("chat.postMessage", "kolcrisis:status", "close"),
        ("chat.postMessage", "kolcrisis:status", "close_after"),
        ("chat.postMessage", "kolcrisis:status", "http_error_after"),
        ("chat.postMessage", "kolcrisis:step.contact", "fatal_error_after"),
        ("chat.postMessage", "kolcrisis:step.contact", "http_error"),
        ("pins.add", "", "close_after"),
    ],
)
async def test_a_call_whose_answer_was_lost_while_opening_leaves_one_of_each_thing(
    house: House, method: str, words: str, how: str
) -> None:
    house.forgiven = {"name_taken", "already_in_channel", "already_pinned"}
    house.fail(method, how, words, status=502)
    form = await house.opening_form(house.ana, "Mia's note", details=True)
    await form.fill({"language": "en", "role.legal": [house.wang]}).submit()
    (key,) = await house.crises()
    crisis = Crisis(house, key)
    await _stands_once(crisis)
    await house.until(lambda: house.wang.id in crisis.channel.members)
    await house.until(lambda: crisis.card("status").pinned)


async def test_a_message_that_appears_late_beside_its_second_is_taken_away(house: House) -> None:
    house.fail("chat.postMessage", "close", "kolcrisis:status")
    crisis = await house.open()
    status = crisis.card("status")
    client = AsyncWebClient(token=house.app.bot_token, base_url=house.slack.base_url)
    late = await client.chat_postMessage(
        channel=crisis.channel.id,
        text=status.text,
        blocks=status.blocks,
        metadata=status.metadata,
    )
    assert len(crisis.cards("status")) == 2
    house.watch.pass_by(timedelta(minutes=2))
    await crisis.task(house.ana, "complete", "A2")
    await house.until(lambda: len(crisis.cards("status")) == 1)
    assert crisis.card("status").ts != late["ts"]
    await crisis.reads(house.ana, "status", "1 of 12 tasks done")


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("conversations.create", ""),
        ("chat.postMessage", "kolcrisis:status"),
        ("conversations.invite", ""),
    ],
)
async def test_a_rate_limit_is_waited_for_as_long_as_slack_says(
    house: House, method: str, words: str
) -> None:
    house.fail(method, "rate_limited", words, retry_after=7)
    crisis = await house.open(roles={"legal": [house.wang]})
    await _stands_once(crisis)
    await house.until(lambda: house.wang.id in crisis.channel.members)
    tries = [one for one in house.calls(method) if words in str(one.args)]
    limited = next(n for n, one in enumerate(tries) if one.status == 429)
    assert tries[limited + 1].at - tries[limited].at >= timedelta(seconds=7)


async def test_a_card_that_an_admin_deleted_is_posted_again_and_pinned(house: House) -> None:
    house.forgiven = {"message_not_found"}
    crisis = await house.open()
    house.slack.admin.delete_message(house.slack.workspace, crisis.channel, crisis.card("status"))
    await crisis.task(house.ana, "complete", "A2")
    await crisis.reads(house.ana, "status", "1 of 12 tasks done")
    await house.until(lambda: crisis.card("status").pinned)


async def test_a_card_that_may_no_longer_be_edited_is_posted_anew_and_the_old_one_goes(
    house: House,
) -> None:
    house.forgiven = {"edit_window_closed"}
    crisis = await house.open()
    old = crisis.card("status")
    house.slack.workspace.settings.edit_window_minutes = 1
    house.watch.pass_by(timedelta(minutes=5))
    await crisis.task(house.ana, "complete", "A2")
    await house.until(lambda: len(crisis.cards("status")) == 1 and crisis.card("status") != old)
    await crisis.reads(house.ana, "status", "1 of 12 tasks done")
    await house.until(lambda: crisis.card("status").pinned)


async def test_an_archived_channel_loses_nothing_and_catches_up_when_it_is_back(
    house: House,
) -> None:
    house.forgiven = {"is_archived", "is_inactive"}
    crisis = await house.open()
    channel = crisis.channel
    payload = await crisis.finds(house.ana, "task.complete", "|A2")
    house.slack.admin.archive(house.slack.workspace, channel, house.ana.user)
    await payload.use(house.ana)
    await house.quiet()
    assert await crisis.happened(ev.TaskCompleted)
    failed = {one.key: one.failure for one in await house.reader.surfaces.stuck()}
    assert failed["status"] == "chat.update is_inactive"
    await house.ana.unarchive(channel)
    await house.ana.invite(channel, house.app.bot_user_id)
    house.watch.pass_by(A_WHILE)
    await crisis.command(house.ana, "note we are back")
    await crisis.reads(house.ana, "status", "1 of 12 tasks done")
    await house.quiet()
    assert not await house.reader.surfaces.stuck()


async def test_a_channel_that_was_deleted_is_made_anew_with_its_cards_and_its_people(
    house: House,
) -> None:
    crisis = await house.open(house.ana, roles={"legal": [house.wang]})
    old = crisis.channel
    await house.ana.invite(old, house.lin)
    await crisis.task(house.ana, "complete", "A2")
    await house.quiet()
    house.forgiven = {"channel_not_found"}
    house.slack.admin.delete_channel(house.slack.workspace, old)

    async def another() -> Channel | None:
        now = await crisis.channel_id()
        return house.slack.channel(now) if now not in (None, old.id) else None

    found = await house.eventually(another)
    await house.until(lambda: len(house.bot_messages(found, "step.decide")) == 1)
    await house.quiet()
    everybody = {house.app.bot_user_id, house.ana.id, house.lin.id, house.wang.id}
    assert set(found.members) == everybody == set(old.members)
    assert "✅" in house.ana.read(house.bot_messages(found, "step.assess")[0])
    assert [pin.ts for pin in found.pins] == [house.bot_messages(found, "status")[0].ts]
    assert found.topic.value == old.topic.value
    (gone,) = await crisis.happened(ev.ChannelDeleted)
    assert gone.channel == old.id
    assert not await house.reader.surfaces.stuck()


async def test_a_bot_that_was_taken_out_of_the_channel_catches_up_when_it_is_back(
    house: House,
) -> None:
    house.forgiven = {"not_in_channel", "channel_not_found"}
    crisis = await house.open()
    await house.ana.kick(crisis.channel, house.app.bot_user_id)
    await crisis.task(house.ana, "complete", "A2")
    await house.quiet()
    assert await crisis.happened(ev.TaskCompleted)
    assert await house.reader.surfaces.stuck()
    await house.ana.invite(crisis.channel, house.app.bot_user_id)
    house.watch.pass_by(A_WHILE)
    await crisis.command(house.ana, "note welcome back")
    await crisis.reads(house.ana, "status", "1 of 12 tasks done")


async def test_a_missing_scope_holds_nothing_else_back_and_is_named(house: House) -> None:
    house.forgiven = {"missing_scope"}
    house.slack.admin.remove_scope(house.app, "pins:write")
    crisis = await house.open()
    failed = {one.key: one.failure for one in await house.reader.surfaces.stuck()}
    assert failed == {"pin.status": "pins.add missing_scope:pins:write"}
    house.slack.admin.grant_scope(house.app, "pins:write")
    house.watch.pass_by(A_WHILE)
    await crisis.task(house.ana, "complete", "A2")
    await house.until(lambda: crisis.card("status").pinned)
    await house.quiet()
    assert not await house.reader.surfaces.stuck()


async def test_one_person_who_cannot_be_invited_holds_up_nobody_and_is_named(
    house: House,
) -> None:
    house.forgiven = {"cant_invite"}
    form = await house.opening_form(house.ana, "Mia's note", details=True)
    form.fill({"language": "en", "role.legal": [house.wang], "role.kol": [house.lin]})
    house.fail("conversations.invite", "api_error", house.wang.id, error="cant_invite", times=2)
    assert (await form.submit()).outcome == "updated"
    (key,) = await house.crises()
    crisis = Crisis(house, key)
    await crisis.stands()
    assert house.lin.id in crisis.channel.members
    assert house.ana.id in crisis.channel.members
    await crisis.reads(house.ana, "status", "Could not be brought into this channel: @Wang Wei")
    assert [one.user for one in await crisis.happened(ev.InvitationFailed)] == [house.wang.id]


async def test_who_left_by_themselves_is_not_brought_back(house: House) -> None:
    crisis = await house.open(roles={"legal": [house.lin]})
    await house.lin.leave(crisis.channel)
    await crisis.task(house.ana, "complete", "A2")
    await house.quiet()
    assert house.lin.id not in crisis.channel.members


async def test_people_are_named_in_the_file_also_when_the_bot_never_met_them(
    house: House,
) -> None:
    crisis = await house.open()
    await crisis.decide(house.ana, "other", {"what": "They are called"}, owner=house.wang)
    await crisis.close(house.ana)
    assert house.wang.id not in crisis.file_text()
    assert "wang" in crisis.file_text().lower()


async def test_a_form_that_slack_would_not_open_is_said_to_the_person(house: House) -> None:
    crisis = await house.open()
    house.fail("views.open", "http_error")
    await crisis.use(house.ana, "decision.record")
    await house.told(house.ana, "The form did not open")
    form = await crisis.form(house.ana, "decision.record")
    await form.close()


async def test_the_review_is_posted_once_whatever_is_lost(house: House) -> None:
    house.forgiven = {"file_not_found"}
    crisis = await house.open()
    house.fail("chat.postMessage", "close_after", "kolcrisis:review")
    house.fail("files.completeUploadExternal", "close_after")
    house.fail("files.getUploadURLExternal", "http_error")
    await crisis.command(house.ana, "close")
    await sent((await house.modal(house.ana)).fill({"outcome": "contained"}))
    await house.until(lambda: crisis.cards("review") and crisis.files())
    await house.quiet()
    assert len(crisis.cards("review")) == 1
    assert len(crisis.files()) == 1
