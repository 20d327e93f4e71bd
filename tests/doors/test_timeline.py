"""Writing into the timeline: typed times, the echo and its buttons, messages from elsewhere."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.workspace.people.actor import Actor
from tests.doors.crisis import Crisis, sent
from tests.doors.hands import held, held_in
from tests.doors.house import House


async def _entries(crisis: Crisis) -> list[tuple[datetime, str]]:
    entries = (await crisis.now()).entries.values()
    return [(one.at, one.text.text) for one in entries if one.text is not None]


async def _two(house: House) -> Crisis:
    return await house.open(roles={"deputy": [house.lin]})


async def test_times_are_read_in_the_typists_words_and_zone_and_recorded_at_once(
    house: House,
) -> None:
    crisis = await _two(house)
    told = [
        await crisis.command(house.ana, "note 14:30 the note went viral"),
        await crisis.command(house.ana, "note yesterday 9pm: first comment"),
        await crisis.command(house.lin, "note 昨晚9点，博主删了笔记"),
        await crisis.command(house.lin, "note CST 14:30 客服接到第一通电话"),
        await crisis.command(house.lin, "note 14:30 CST 门店反馈"),
    ]
    yesterday = datetime(2026, 3, 9, tzinfo=UTC)
    assert await _entries(crisis) == [
        (yesterday + timedelta(hours=14, minutes=30), "the note went viral"),
        (yesterday + timedelta(hours=21), "first comment"),
        (yesterday + timedelta(hours=13), "博主删了笔记"),
        (yesterday + timedelta(days=1, hours=6, minutes=30), "客服接到第一通电话"),
        (yesterday + timedelta(days=1, hours=6, minutes=30), "门店反馈"),
    ]
    assert "On the timeline" in told[0]
    assert "first comment" in told[1]
    assert "昨晚" not in told[2]


@pytest.mark.parametrize("typed", ["14:30 CST", "25:99", "today 9pm"])
async def test_what_cannot_be_read_for_sure_is_asked_about_before_it_is_recorded(
    house: House, typed: str
) -> None:
    crisis = await _two(house)
    assert await crisis.command(house.ana, f"note {typed} a store called") == ""
    form = await house.modal(house.ana)
    shown = " ".join(str(block) for block in form.blocks)
    assert typed in shown
    assert await _entries(crisis) == []
    at = (house.clock.now() - timedelta(hours=2)).replace(second=0, microsecond=0)
    await sent(form.fill({"at": at}))
    assert await _entries(crisis) == [(at, "a store called")]


async def test_an_entry_is_changed_and_taken_back_from_its_echo_and_stays_visible(
    house: House,
) -> None:
    crisis = await _two(house)
    ana = house.ana
    await crisis.command(ana, "note two stores calld")
    await crisis.use(ana, "entry.change")
    form = await house.modal(ana)
    at = (house.clock.now() - timedelta(hours=3)).replace(second=0, microsecond=0)
    await sent(form.fill({"text": "two stores called", "at": at}))
    assert await _entries(crisis) == [(at, "two stores called")]
    await crisis.command(ana, "note wrong channel")
    await crisis.use(ana, "entry.retract")
    await house.told(ana, "stays visible as such")
    form = await crisis.form(house.lin, "incident.menu", "|timeline")
    shown = house.lin.read(form.view)
    assert "two stores called" in shown
    assert "wrong channel" in shown
    assert "（有更正）" in shown
    assert "（已撤回）" in shown
    # What was taken back offers nothing any more.
    assert held_in(form, "entry.menu", "|change") is not None
    await form.close()
    await crisis.close(ana)
    text = crisis.file_text()
    assert "two stores calld" in text
    assert "wrong channel" in text


async def test_from_elsewhere_only_the_crises_that_one_sees_are_offered(house: House) -> None:
    mine = await _two(house)
    theirs = await house.open(house.bob, "Another brand's affair")
    await house.ana.command("/kolcrisis", "note 10 min ago a reporter called", channel="general")
    form = await house.modal(house.ana)
    offered = str(form.blocks)
    assert mine.id in offered
    assert theirs.id not in offered
    await sent(form.fill({"incident": mine.id}))
    ((at, text),) = await _entries(mine)
    assert text == "a reporter called"
    assert timedelta(minutes=8) < house.clock.now() - at < timedelta(minutes=16)
    await house.wang.command("/kolcrisis", "note something", channel="general")
    await house.until(lambda: house.private_answers(house.wang))
    assert not house.slack.workspace.modals.get(house.wang.id)


async def _from_message(house: House, actor: Actor, message: object, **entries: object) -> None:
    await actor.message_shortcut("timeline.add", message)  # type: ignore[arg-type]  # a message
    await sent((await house.modal(actor)).fill(entries))


async def test_a_message_from_where_the_bot_is_not_comes_with_its_time_and_place(
    house: House,
) -> None:
    crisis = await _two(house)
    elsewhere = await house.wang.create_channel("support")
    said = await house.wang.say(elsewhere, "Forty questions an hour 爆单")
    await house.lin.join(elsewhere)
    await house.lin.message_shortcut("timeline.add", said)
    form = await house.modal(house.lin)
    assert "Forty questions an hour 爆单" in str(form.blocks)
    await sent(form.fill({"incident": crisis.id, "text": "客服每小时四十个问题"}))
    ((at, text),) = await _entries(crisis)
    assert text == "客服每小时四十个问题"
    assert at == datetime.fromtimestamp(int(said.ts.split(".")[0]), UTC)
    form = await crisis.form(house.ana, "incident.menu", "|timeline")
    shown = house.ana.read(form.view)
    assert f"/archives/{elsewhere.id}/p{said.ts.replace('.', '')}" in shown
    assert "Later edits of this message are not followed." in shown
    await form.close()
    # The same message once more is no second entry.
    await house.lin.message_shortcut("timeline.add", said)
    form = await house.modal(house.lin)
    assert (await form.fill({"incident": crisis.id}).submit()).outcome == "updated"
    await house.lin.modal().close()
    assert len(await _entries(crisis)) == 1


async def test_a_message_of_the_channel_is_followed_whether_noted_or_pinned(house: House) -> None:
    crisis = await _two(house)
    said = await house.lin.say(crisis.channel, "Draft one")
    await _from_message(house, house.ana, said, text="Lin writes the draft")
    await house.ana.react(said, "pushpin")
    await house.quiet()
    assert [text for _, text in await _entries(crisis)] == ["Lin writes the draft"]
    # A pin that only pointed to a note takes nothing away with it.
    await house.ana.unreact(said, "pushpin")
    await house.quiet()
    await house.lin.edit(said, "Draft two 第二稿")
    await house.quiet()
    assert [text for _, text in await _entries(crisis)] == ["Draft two 第二稿"]
    (entry,) = (await crisis.now()).entries.values()
    assert (entry.amended, entry.retracted, entry.followed) == (True, False, True)
    await house.lin.delete(said)
    await house.quiet()
    (entry,) = (await crisis.now()).entries.values()
    assert entry.retracted


async def test_a_pin_is_taken_back_and_put_on_again_and_a_reply_in_a_thread_counts_too(
    house: House,
) -> None:
    crisis = await _two(house)
    parent = await house.lin.say(crisis.channel, "Who calls Mia?")
    reply = await house.lin.say(crisis.channel, "Her agent calls back at two", thread_ts=parent.ts)
    for change in (house.ana.react, house.ana.unreact, house.ana.react):
        await change(reply, "pushpin")
        await house.quiet()
    assert [text for _, text in await _entries(crisis)] == ["Her agent calls back at two"]
    (entry,) = (await crisis.now()).entries.values()
    assert (entry.retracted, entry.source is not None) == (False, True)
    assert entry.source is not None
    assert entry.source.permalink.endswith(f"/p{reply.ts.replace('.', '')}")
    await house.ana.react(parent, "eyes")
    await house.quiet()
    assert len((await crisis.now()).entries) == 1


async def test_the_state_is_shown_to_whoever_asks_alone_and_the_list_holds_what_they_see(
    house: House,
) -> None:
    crisis = await _two(house)
    before = len(crisis.channel.messages)
    status = await crisis.command(house.lin, "status")
    assert "7天淡斑" in status
    assert "先取证" in status
    listed = await house.lin.command("/kolcrisis", "list", channel="general")
    assert listed is not None
    assert "7天淡斑" in house.lin.read(listed)
    outsider = await house.bob.command("/kolcrisis", "list", channel="general")
    assert outsider is not None
    assert "7天淡斑" not in house.bob.read(outsider)
    assert len(crisis.channel.messages) == before
    assert held(house.lin, crisis.channel, "entry.change") is None
