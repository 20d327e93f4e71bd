"""A campaign from the register to a signal, a crisis, and a review that names what was missed."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cli.entry import answer
from bot.crisis import events as ev
from bot.crisis.events import monitoring as mon
from bot.workspace.model.channel import Channel
from bot.workspace.people.actor import Actor
from bot.workspace.people.modal import Modal
from tests.doors.crisis import Crisis, sent
from tests.doors.hands import held, held_at_home, held_in, home_of, inputs_of
from tests.doors.house import House
from tests.doors.letters import letter, mailbox
from tests.doors.signals import body_of, post

EXPORTED = {
    "csv": '"Spring 春","2026-Q1"',
    "json": '"hhi": "10000.0"',
    "svg": "小满Mia",
}
NOTE = "https://www.xiaohongshu.com/explore/77bb"


@pytest.fixture
def ida(house: House) -> Actor:
    """Administers the workspace."""
    return house.slack.add_person("Ida", real_name="Ida Admin", locale="en-US", is_admin=True)


async def presses(house: House, actor: Actor, form: Modal, action: str, ending: str = "") -> None:
    """Use a control of a form once it is there."""
    control = await house.until(lambda: held_in(form, action, ending))
    await control.use(actor)


async def shows(house: House, form: Modal, words: str) -> str:
    """Wait until a form shows these words, and return all that it shows."""
    return await house.until(lambda: str(form.blocks) if words in str(form.blocks) else None)


async def on_the_roster(house: House, ida: Actor, *people: Actor) -> None:
    """Put people on the workspace's roster."""
    await ida.open_home()
    await house.until(lambda: held_at_home(ida, "house.roster"))
    await ida.press("house.roster", in_="home")
    await sent((await house.modal(ida)).fill({"role.kol": list(people)}))


async def added(house: House, actor: Actor, name: str) -> str:
    """Put somebody into the register; return their id."""
    await actor.command("/kolcrisis", "kol")
    form = await house.modal(actor)
    await presses(house, actor, form, "kol.save")
    await house.until(lambda: "names" in inputs_of(form))
    assert (await form.fill({"names": name, "mcn": "星河传媒"}).submit()).outcome == "updated"
    await form.close()
    rows = await house.reader.streams(house.team, "kol")
    return rows[-1].key.id


def market(house: House) -> Channel:
    """Return the channel in which campaigns are talked about."""
    return house.slack.channel("general")


async def campaign(
    house: House, actor: Actor, kol: str, *, invited: bool = True, **entries: Any
) -> str:
    """Watch a campaign, in a channel that the bot may have been invited to; return its id."""
    if invited:
        await actor.invite(market(house), house.app.bot_user_id)
    await actor.command("/kolcrisis", "watch")
    form = await house.modal(actor)
    await presses(house, actor, form, "watch.save")
    await house.until(lambda: "kols" in inputs_of(form))
    usual = {"campaign": "Spring 春", "kols": [kol], "channel": market(house), "language": "en"}
    assert (await form.fill(usual | {"rota": [actor]} | entries).submit()).outcome == "updated"
    await shows(house, form, "Spring 春")
    await form.close()
    (row,) = await house.reader.streams(house.team, "campaign")
    return row.key.id


def card(house: House, actor: Actor, number: int = 1) -> str:
    """Return an early warning as somebody reads it; nothing while there is none."""
    found = house.bot_messages(market(house), f"alarm.{number}")
    return actor.read(found[0]) if len(found) == 1 else ""


async def happened(house: House, *kinds: type[Any]) -> list[Any]:
    """Return the events of the campaign."""
    (row,) = await house.reader.streams(house.team, "campaign")
    assert (await house.reader.verify(row.key)).ok
    return [one.event for one in await house.reader.read(row.key) if isinstance(one.event, kinds)]


async def signals(house: House, name: str, id_: str, *counts: tuple[int, int]) -> int:
    """Let the tool send a signal for each hour that went by; return the status."""
    sent_: list[dict[str, Any]] = []
    for mentions, negatives in counts:
        house.clock.pass_by(timedelta(hours=1))
        at = house.clock.now().isoformat()
        sent_.append({"at": at, "mentions": mentions, "negatives": negatives, "link": NOTE})
    return (await post(house.port, body_of(name, id_, *sent_))).status


async def test_a_campaign_from_the_register_to_a_signal_a_crisis_and_a_review(
    house: House, ida: Actor
) -> None:
    await on_the_roster(house, ida, house.ana)
    kol = await added(house, ida, "小满Mia")
    name = await campaign(house, ida, kol, rota=[ida, house.ana], usual="100", notes=NOTE)
    # Somebody who is not on the roster learns nothing.
    await house.bob.command("/kolcrisis", "watch")
    await house.told(house.bob, "for the people on the roster")
    # The note goes out: whoever is next has the watch, is told so, and hands it over.
    await ida.command("/kolcrisis", "watch")
    form = await house.modal(ida)
    await presses(house, ida, form, "watch.show")
    await presses(house, ida, form, "watch.publish")
    await house.until(lambda: "link" in inputs_of(form))
    assert (await form.submit()).outcome == "updated"
    await shows(house, form, "has the watch")
    await presses(house, ida, form, "watch.hand_over")
    await shows(house, form, f"<@{house.ana.id}> has the watch")
    await form.close()
    assert "You have the watch for Spring" in await letter(house, ida, "watch")
    await letter(house, house.ana, "watch", "handed over to you")
    await house.ana.open_home()
    await house.until(lambda: "You have the watch for Spring 春" in home_of(house.ana))
    # Twice the usual is an early warning; more of it changes the same card.
    assert await signals(house, name, "one", (90, 5), (210, 20)) == 200
    shown = await house.until(lambda: card(house, ida))
    assert "Mentions, in % of the usual: 210 (limit 200)" in shown
    assert "Ana" in shown
    assert await signals(house, name, "two", (400, 200)) == 200
    shown = await house.until(lambda: found if "400" in (found := card(house, ida)) else None)
    assert "Negative share in %: 50 (limit 30)" in shown
    assert "1 more signal since" in shown
    picture = await house.until(lambda: _pictures(house))
    assert picture[0]["alt_txt"].startswith("Mentions hour by hour")
    (first,) = await happened(house, mon.AlarmRaised)
    await ida.command("/kolcrisis", "kol mia")
    form = await house.modal(ida)
    await presses(house, ida, form, "kol.show")
    assert "Early warning since" in await shows(house, form, "Spring 春")
    await form.close()
    await becomes_a_crisis(house, ida, first)


async def becomes_a_crisis(house: House, ida: Actor, first: mon.AlarmRaised) -> None:
    """Open a crisis from the early warning, and look at what it and its review make of it."""
    # Whoever may not see it cannot open a crisis from it.
    await (await _button(house, house.bob, "alarm.open")).use(house.bob)
    assert house.slack.workspace.modals.get(house.bob.id) is None
    crisis = await opened(house, ida)
    incident = await crisis.now()
    assert abs(incident.detected_at - first.at) < timedelta(seconds=1)
    assert [one.name.text for one in incident.kols] == ["小满Mia"]
    assert incident.kols[0].note_urls[0].text == NOTE
    (reading,) = await crisis.happened(ev.SeverityRead)
    assert reading.numbers["velocity.percent_of_median"] == "400.0"
    assert reading.numbers["negative_share.percent_negative"] == "50.0"
    assert "TaskCompleted" not in await crisis.kinds()
    (kept,) = await crisis.happened(ev.KolRecognised)
    watched = {one.thing: one.state for one in kept.facts if one.process == "monitoring"}
    assert watched == {
        "campaign_watched": "done",
        "usual_known": "done",
        "watch_kept": "done",
        "first_crossing": "done",
        "alarm_answered": "done",
    }
    await house.until(lambda: "opened a crisis from this" in card(house, ida))
    assert len(house.bot_messages(market(house), "alarm.1")) == 1
    # Once it is over, the review says what was watched, and names the check that nobody made.
    await crisis.close(ida)
    text = crisis.file_text()
    assert "First crossing of a threshold" in text
    assert "| Search for controversies | Missing | — | — |" in text
    assert "| Campaign watched | Done | 2 h 0 min | Ida Admin |" in text
    assert "Content of the last 24 months" in text
    questions = await crisis.form(ida, "review.answer")
    assert "speaks for it: Content of the last 24 months" in str(questions.blocks)
    await questions.close()


async def test_a_bot_that_dies_before_it_answers_the_warning_answers_it_when_it_is_back(
    house: House, ida: Actor
) -> None:
    house.trouble_expected = True
    kol = await added(house, ida, "小满Mia")
    name = await campaign(house, ida, kol, usual="100")
    assert await signals(house, name, "one", (400, 200)) == 200
    await (await _button(house, ida, "alarm.open")).use(ida)
    form = await house.modal(ida)
    house.bot.power.off_before("AlarmBecameCrisis")
    await form.submit()

    async def died() -> bool:
        return bool(house.bot.power.is_off)

    await house.eventually(died)
    (key,) = await house.crises()
    await house.kill()
    house.watch.pass_by(timedelta(minutes=2))  # longer than the lease of the dead
    await house.restart()
    await house.until(lambda: "opened a crisis from this" in card(house, ida))
    assert "Ida" in card(house, ida)
    (answered,) = await happened(house, mon.AlarmBecameCrisis)
    assert answered.incident == key.id
    crisis = Crisis(house, key)
    await crisis.stands()
    await house.quiet()
    # Whatever happens in the crisis later answers nothing again.
    await crisis.command(ida, "note hello")
    await house.quiet()
    assert len(await happened(house, mon.AlarmBecameCrisis)) == 1


async def test_an_early_warning_is_dismissed_counted_and_shown_where_limits_are_tuned(
    house: House, ida: Actor
) -> None:
    kol = await added(house, ida, "小满Mia")
    house.forgiven = {"not_in_channel", "file_not_found"}
    name = await campaign(house, ida, kol, invited=False, usual="100", language="zh")
    await ida.command("/kolcrisis", "watch")
    form = await house.modal(ida)
    await presses(house, ida, form, "watch.show")
    await presses(house, ida, form, "watch.signal")
    await house.until(lambda: "mentions" in inputs_of(form))
    form.fill({"mentions": "lots"})
    assert "whole number" in str((await form.submit()).errors["mentions"])
    form.fill({"mentions": "260", "negatives": "300"})
    assert "more negatives" in str((await form.submit()).errors["negatives"])
    form.fill({"negatives": "2", "context": "避雷 <!channel>", "platform": "Weibo"})
    assert (await form.submit()).outcome == "updated"
    await shows(house, form, "Early warning since")
    await form.close()
    shown = await house.until(lambda: card(house, house.lin))
    assert "预警" in shown
    assert "避雷" in shown
    assert await signals(house, name, "more", (300, 3)) == 200
    await invited_late(house, ida)
    await (await _button(house, ida, "alarm.dismiss")).use(ida)
    form = await house.modal(ida)
    await sent(form.fill({"reason": "抽奖活动"}))
    await house.until(lambda: "判断不是危机" in card(house, house.lin))
    await ida.command("/kolcrisis", "watch")
    form = await house.modal(ida)
    await presses(house, ida, form, "watch.show")
    await shows(house, form, "1 early warning*, of which 1 false")
    await presses(house, ida, form, "watch.tune")
    await shows(house, form, "Early warnings by this so far: 1, false ones: 1.")
    form.fill({"limit.doubling": "nothing"})
    assert "above 0" in str((await form.submit()).errors["limit.doubling"])
    assert (await form.fill({"limit.doubling": "3倍"}).submit()).outcome == "updated"
    await pastes(house, ida, form)
    # An early warning that nobody answered is closed with its campaign.
    assert await signals(house, name, "again", (120, 90)) == 200
    await house.until(lambda: card(house, house.lin, 2))
    await presses(house, ida, form, "watch.end")
    await shows(house, form, "nobody answered before the campaign ended")
    await form.close()
    await house.until(lambda: "结束该投放项目的监测" in card(house, house.lin, 2))
    assert held(ida, market(house), "alarm.open") is None
    assert await signals(house, name, "late", (1000, 1)) == 409
    kinds = [type(one).__name__ for one in await happened(house, object)]
    assert kinds[-1] == "CampaignEnded"
    assert (await happened(house, mon.ThresholdsTuned))[0].limits == {"doubling": "300"}


async def invited_late(house: House, ida: Actor) -> None:
    """Invite the bot once its card has said that the curve cannot stand in the channel."""
    await house.until(lambda: "曲线图放不进来" in card(house, house.lin))
    assert not _pictures(house)
    await ida.invite(market(house), house.app.bot_user_id)
    await house.until(lambda: _pictures(house))
    await house.until(lambda: "曲线图放不进来" not in card(house, house.lin))
    assert len(_pictures(house)) == 1


async def pastes(house: House, ida: Actor, form: Modal) -> None:
    """Paste tables of signals: one that is none, and one with rows that cannot be read."""
    await presses(house, ida, form, "watch.table")
    await house.until(lambda: "table" in inputs_of(form))
    assert (await form.fill({"table": "x,y\n1,2"}).submit()).errors
    today = f"{house.clock.now():%Y/%m/%d}"
    table = f"时间,声量,负面\n{today} 09:00,120,3\n{today},130,3\n{today} 08:00,many,3"
    assert (await form.fill({"table": table}).submit()).outcome == "updated"
    read = await shows(house, form, "1 signal was taken.")
    assert "Line 3 was left out" in read
    assert "“many” is not a number" in read
    await presses(house, ida, form, "watch.show")


async def test_spend_is_recorded_with_a_campaign_and_the_portfolio_says_who_holds_it(
    house: House, ida: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kol = await added(house, ida, "小满Mia")
    other = await added(house, ida, "大山")
    await campaign(house, ida, kol, kols=[kol, other], rota=[ida, house.ana])
    await ida.command("/kolcrisis", "watch")
    form = await house.modal(ida)
    await presses(house, ida, form, "watch.show")
    await presses(house, ida, form, "spend.record")
    await house.until(lambda: "exposure" in inputs_of(form))
    form.fill({"kol": kol, "quarter": "spring", "spend": "3万", "exposure": "12万"})
    assert "2026-Q1" in str((await form.submit()).errors["quarter"])
    assert (await form.fill({"quarter": "2026-q1"}).submit()).outcome == "updated"
    shown = await shows(house, form, "小满Mia alone holds 100.0 %")
    assert "Spend:* 30,000 CNY" in shown
    assert "Exposure:* 120,000" in shown
    assert "Nothing would be left." in shown
    assert "By agency" in shown
    await form.close()
    await ida.command("/kolcrisis", "watch")
    form = await house.modal(ida)
    await presses(house, ida, form, "watch.show")
    await presses(house, ida, form, "spend.record")
    await house.until(lambda: "exposure" in inputs_of(form))
    form.fill({"kol": other, "quarter": "2026-Q1", "spend": "1万", "exposure": "12万"})
    assert (await form.submit()).outcome == "updated"
    fewer = await shows(house, form, "*Without 小满Mia* 75.0 % would be gone.")
    assert "the most with 大山 (100.0 %)" in fewer
    assert "6,250" in fewer
    await drawn_once(house, ida, form)
    await ida.command("/kolcrisis", "portfolio")
    form = await house.modal(ida)
    assert (await form.fill({"quarter": "2026-Q1"}).submit()).outcome == "updated"
    await shows(house, form, "星河传媒")
    await form.close()
    monkeypatch.setenv("KOLCRISIS_DATABASE_URL", house.database_url)
    for kind, words in EXPORTED.items():
        out = tmp_path / kind
        arguments = ["portfolio", "--format", kind, "--out", str(out), "--quarter", "2026-Q1"]
        assert await asyncio.to_thread(answer, arguments) == 0
        assert words in out.read_text(encoding="utf-8")
    await house.bob.command("/kolcrisis", "portfolio")
    await house.told(house.bob, "for the people on the roster")
    # On a day of the weekend somebody has the watch, though no note goes out.
    house.clock.pass_by(timedelta(days=4))
    await letter(house, ida, "watch", "It is the weekend.")


async def drawn_once(house: House, ida: Actor, form: Modal) -> None:
    """Have the picture sent while answers get lost: it comes once."""
    house.forgiven = {"file_not_found"}
    lost = [
        house.fail("files.getUploadURLExternal", "close_after"),
        house.fail("files.completeUploadExternal", "close"),
        house.fail("files.completeUploadExternal", "close_after"),
    ]
    await presses(house, ida, form, "portfolio.draw")
    await house.until(lambda: "conversation with me" in str(ida.modal().blocks))
    assert [one.times for one in lost] == [0, 0, 0]
    assert len(_sent_to(house, ida)) == 1
    await ida.modal().close()
    await ida.modal().close()


async def opened(house: House, actor: Actor) -> Crisis:
    """Open a crisis from the early warning, as its form stands."""
    await (await _button(house, actor, "alarm.open")).use(actor)
    form = await house.modal(actor)
    assert "Spring 春: Mentions, in % of the usual: 400" in str(form.values)
    assert (await form.submit()).outcome == "updated"
    await form.close()
    (key,) = await house.crises()
    crisis = Crisis(house, key)
    await crisis.stands()
    return crisis


async def _button(house: House, actor: Actor, action: str) -> Any:
    return await house.until(lambda: held(actor, market(house), action))


def _pictures(house: House) -> list[dict[str, Any]]:
    shared = [file for message in market(house).messages for file in message.files]
    return [file for file in shared if file["mode"] != "tombstone"]


def _sent_to(house: House, actor: Actor) -> list[dict[str, Any]]:
    box = mailbox(house, actor)
    shared = [file for message in box.messages for file in message.files] if box else []
    return [file for file in shared if file["name"] == "portfolio.png"]
