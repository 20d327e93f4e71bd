"""Opening a crisis: from wherever one is, with two things to fill and everything else for later."""

from datetime import timedelta

from bot.crisis import events as ev
from bot.crisis.ids import TaskId
from tests.doors import posting
from tests.doors.crisis import Crisis, sent
from tests.doors.hands import held_at_home, inputs_of
from tests.doors.house import House

TITLE = "Mia's note claims 7天淡斑"


async def listed(house: House) -> str:
    """Return what Bob gets for ``list``."""
    answer = await house.bob.command("/kolcrisis", "list")
    return "" if answer is None else house.bob.read(answer)


async def test_who_opens_for_somebody_else_to_lead_sees_it_before_they_are_in_the_channel(
    house: House,
) -> None:
    house.fail("conversations.invite", "rate_limited", retry_after=60)
    form = await house.opening_form(house.bob, TITLE)
    assert inputs_of(form) == ["title", "lead"]
    await form.fill({"lead": house.ana}).submit()
    (key,) = await house.crises()
    crisis = Crisis(house, key)
    channel = await crisis.has_channel()
    assert TITLE in await listed(house)
    await house.bob.modal().close()
    await house.bob.open_home()
    await house.until(lambda: TITLE in str(house.bob.home()))
    saved = posting.click(house, house.bob, "task.complete", f"{crisis.id}|A2")
    await posting.post(house, posting.as_form(saved))
    assert (await crisis.now()).state(TaskId("A2")).status == "done"
    assert house.bob.id not in channel.members
    house.watch.pass_by(timedelta(minutes=2))
    await posting.post(
        house, posting.as_form(posting.click(house, house.bob, "task.take", f"{crisis.id}|B1"))
    )
    await house.until(lambda: {house.ana.id, house.bob.id} <= set(channel.members))
    await house.quiet()
    await house.ana.kick(channel, house.bob)
    await house.quiet()
    assert TITLE not in await listed(house)


async def test_open_saved_paused_are_three_clicks(house: House) -> None:
    await house.ana.command("/kolcrisis", f"open {TITLE}")
    form = await house.modal(house.ana)
    assert inputs_of(form) == ["title", "lead"]
    assert form.values["title"]["title"]["value"] == TITLE
    assert (await form.submit()).outcome == "updated"
    assert "It is recorded" in house.ana.read(form.view)
    await house.until(lambda: "The channel is ready" in house.ana.read(form.view))
    (key,) = await house.crises()
    crisis = Crisis(house, key)
    await crisis.stands()
    assert f"#{crisis.channel.name}" in house.ana.read(form.view)
    await crisis.reads(house.ana, "status", "Now: Save the evidence; touch nothing yet")
    await crisis.task(house.ana, "complete", "A2")
    await crisis.reads(house.ana, "status", "Now: Pause ads and boosts on the note")
    await crisis.task(house.ana, "complete", "B1")
    await crisis.reads(house.ana, "status", "Now: Ask the KOL in private to hold")


async def test_everything_that_is_known_already_is_said_at_opening(house: House) -> None:
    noticed = (house.clock.now() - timedelta(hours=3)).replace(second=0, microsecond=0)
    crisis = await house.open(
        words=TITLE,
        kol="小满Mia\nBo",
        note_url="https://www.xiaohongshu.com/explore/66f0a1b2\nhttps://xhslink.com/a/9",
        campaign="Spring 春",
        brand="Lumeya",
        crisis_type="product_claim",
        detected_at=noticed,
        language="both",
        roles={"legal": [house.lin], "kol": [house.wang]},
    )
    now = await crisis.now()
    assert [one.name.text for one in now.kols] == ["小满Mia", "Bo"]
    assert (now.detected_at, now.crisis_type, now.language) == (noticed, "product_claim", "both")
    assert TaskId("A7") in {task.id for task in now.active_tasks()}
    channel = crisis.channel
    assert channel.name == "kol-20260310-xiaoman-mia"
    assert channel.is_private
    assert {house.lin.id, house.wang.id} <= set(channel.members)
    assert crisis.card("status").pinned
    assert TITLE in channel.topic.value
    links = [one["link"] for one in channel.bookmarks]
    assert links == [
        "https://www.xiaohongshu.com/explore/66f0a1b2",
        "https://xhslink.com/a/9",
    ]


async def test_who_opens_one_after_the_other_is_stopped_told_when_and_nothing_is_forgotten(
    house: House,
) -> None:
    forms = []
    for number in range(6):
        form = await house.opening_form(house.ana, f"Script {number}")
        if (await form.submit()).outcome == "updated" and len(await house.crises()) <= number:
            await form.submit()
        forms.append(form)
        if number < 5:
            await house.ana.modal().close()
    assert len(await house.crises()) == 5
    assert "within 10 minutes" in forms[-1].errors["title"]
    assert "ask a colleague" in forms[-1].errors["title"]
    # It is counted from the record: a restart forgets nothing. What was typed waits in the form.
    await house.restart()
    assert (await forms[-1].submit()).outcome == "errors"
    house.clock.pass_by(timedelta(minutes=11))
    assert (await forms[-1].submit()).outcome == "updated"
    assert len(await house.crises()) == 6


async def test_a_message_a_shortcut_and_app_home_open_the_same_form(house: House) -> None:
    said = await house.bob.say("general", "Is this <true>? 烂脸 & more")
    await house.ana.message_shortcut("incident.open_from_message", said)
    form = await house.modal(house.ana)
    assert inputs_of(form) == ["title", "lead"]
    assert form.values["title"]["title"]["value"] == "Is this <true>? 烂脸 & more"
    await form.submit()
    (key,) = await house.crises()
    (opened,) = await Crisis(house, key).happened(ev.IncidentOpened)
    assert (opened.origin.channel, opened.origin.ts) == (said.channel_id, said.ts)
    await house.ana.modal().close()
    await house.bob.shortcut("incident.open")
    assert inputs_of(await house.modal(house.bob)) == ["title", "lead"]
    await house.bob.modal().close()
    await house.bob.open_home()
    await house.until(lambda: held_at_home(house.bob, "incident.open"))
    await house.bob.press("incident.open", in_="home")
    form = await house.modal(house.bob)
    assert inputs_of(form) == ["title", "lead"]
    assert form.values["lead"]["lead"]["selected_user"] == house.bob.id


async def test_a_public_crisis_is_announced_in_one_line_without_detail_and_a_private_one_never(
    house: House,
) -> None:
    ida = house.slack.add_person("Ida", real_name="Ida Admin", locale="en-US", is_admin=True)
    await ida.open_home()
    await house.until(lambda: held_at_home(ida, "house.announce"))
    await ida.press("house.announce", in_="home")
    await sent((await house.modal(ida)).fill({"channel": "general"}))
    general = house.slack.channel("general")
    private = await house.open(words=TITLE, kol="小满Mia")
    public = await house.open(words="Zebra serum burns", kol="Bo", visibility="public")
    assert private.channel.is_private
    assert not public.channel.is_private
    announced = await house.until(lambda: house.bot_messages(general, "announcement"))
    await house.quiet()
    (line,) = announced
    shown = house.bob.read(line)
    assert "@Ana Reyes" in shown
    for detail in ("Zebra", "Bo ", "小满", TITLE, public.channel.name, private.channel.name):
        assert detail not in shown
    assert len(house.bot_messages(general, "announcement")) == 1
