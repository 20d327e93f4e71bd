"""The register through the doors: read, vetted by two, and known when a crisis opens."""

import asyncio
import json
from datetime import timedelta

import pytest

from bot.cli.entry import answer
from bot.crisis import events as ev
from bot.crisis.events import Event
from bot.workspace.people.actor import Actor
from bot.workspace.people.modal import Modal
from tests.doors.crisis import sent
from tests.doors.hands import held_at_home, held_in, home_of, inputs_of
from tests.doors.house import House
from tests.doors.letters import file_text
from tests.doors.residents import playbook

TABLE = """名称\t主页链接\t粉丝数\t类目
小满Mia\thttps://a.example/u/1\t4.2万\t美妆护肤
阿May\t\tmany\t
大山\thttps://a.example/u/3\t120000\tTravel
"""


@pytest.fixture
def ida(house: House) -> Actor:
    """Administers the workspace."""
    return house.slack.add_person("Ida", real_name="Ida Admin", locale="en-US", is_admin=True)


async def on_the_roster(house: House, ida: Actor, *people: Actor) -> None:
    """Put people on the workspace's roster."""
    await ida.open_home()
    await house.until(lambda: held_at_home(ida, "house.roster"))
    await ida.press("house.roster", in_="home")
    await sent((await house.modal(ida)).fill({"role.kol": list(people)}))


async def shows(house: House, form: Modal, words: str) -> str:
    """Wait until a form shows these words, and return all that it shows."""
    return await house.until(lambda: _text(form) if words in _text(form) else None)


def _text(form: Modal) -> str:
    return str(form.blocks)


async def presses(house: House, actor: Actor, form: Modal, action: str, ending: str = "") -> None:
    """Use a control of a form once it is there."""
    control = await house.until(lambda: held_in(form, action, ending))
    await control.use(actor)


async def imported(house: House, actor: Actor) -> Modal:
    """Paste the table."""
    await actor.command("/kolcrisis", "kol")
    form = await house.modal(actor)
    await presses(house, actor, form, "kol.import")
    await house.until(lambda: form.title == "Read a table")
    assert (await form.fill({"table": TABLE}).submit()).outcome == "updated"
    return form


async def happened(house: House) -> list[list[Event]]:
    """Return what stands in the record of each influencer, oldest first."""
    rows = await house.reader.streams(house.team, "kol")
    assert all([(await house.reader.verify(row.key)).ok for row in rows])
    return [[one.event for one in await house.reader.read(row.key)] for row in rows]


async def ids_by_name(house: House) -> dict[str, str]:
    """Return the ids of the influencers by the name that is shown."""
    found = {}
    for row in await house.reader.streams(house.team, "kol"):
        first, *_ = await house.reader.read(row.key)
        assert isinstance(first.event, ev.KolAdded)
        found[first.event.profile.names[0].text] = row.key.id
    return found


async def test_a_register_is_pasted_found_and_seen_by_nobody_who_is_not_on_the_roster(
    house: House, ida: Actor
) -> None:
    await house.bob.command("/kolcrisis", "kol xiaoman")
    await house.told(house.bob, "for the people on the roster")
    form = await imported(house, ida)
    read = await shows(house, form, "2 KOLs were added.")
    assert "Line 3 was left out: “many” is not a number of followers." in read
    await presses(house, ida, form, "kol.find")
    await shows(house, form, "120,000")
    assert (await form.fill({"words": "xmmia"}).submit()).outcome == "updated"
    found = await shows(house, form, "小满Mia")
    assert "大山" not in found
    assert "Micro · Beauty and skin care · 42,000" in found
    await form.close()
    # Pasting it again adds nobody and says so.
    again = await imported(house, ida)
    assert "2 were in the register already" in _text(again)
    await again.close()
    assert len(await happened(house)) == 2
    await on_the_roster(house, ida, house.lin)
    await house.lin.open_home()
    await house.until(lambda: "达人库中有2位达人" in home_of(house.lin))
    await house.bob.open_home()
    await house.until(lambda: home_of(house.bob))
    assert held_at_home(house.bob, "kol.find") is None


async def test_two_people_sign_a_vetting_and_a_crisis_keeps_what_was_known(
    house: House, ida: Actor
) -> None:
    await on_the_roster(house, ida, house.ana)
    form = await imported(house, ida)
    await presses(house, ida, form, "kol.find")
    await shows(house, form, "大山")
    assert (await form.fill({"words": "小满"}).submit()).outcome == "updated"
    await presses(house, ida, form, "kol.show")
    await presses(house, ida, form, "vetting.open")
    checks = [check.id for check in playbook()[0].handbook.prevention.checks]
    for nr, check in enumerate(checks):
        await presses(house, ida, form, "vetting.check", f"|{check}")
        await house.until(lambda: "finding" in _text(form))
        if nr == 0:
            form.fill({"finding": "reject", "source": "Weibo"})
            assert "Write why" in str((await form.submit()).errors["reason"])
        form.fill({"finding": "flag" if nr == 1 else "pass", "source": "千瓜"})
        assert (await form.submit()).outcome == "updated"
    await presses(house, ida, form, "vetting.sign")
    await shows(house, form, "1 of 2 signatures")
    await form.close()
    await house.ana.open_home()
    await house.until(lambda: held_at_home(house.ana, "vetting.open"))
    await house.ana.press("vetting.open", in_="home")
    second = await house.modal(house.ana)
    await presses(house, house.ana, second, "vetting.sign")
    await shows(house, second, "good until")
    await second.close()
    crisis = await house.open(note_url="https://www.xiaohongshu.com/explore/66aa", kol="小满mia")
    card = await crisis.reads(house.ana, "status", "From the register")
    assert "小满Mia · Micro · Beauty and skin care · 42,000" in card
    assert "Vetted" in card
    (kept,) = await crisis.happened(ev.KolRecognised)
    vetting, others = kept.facts[:8], kept.facts[8:]
    assert [fact.state for fact in vetting] == ["pass", "flag", *["pass"] * 5, "done"]
    processes = ("briefing", "briefing", "approval", "monitoring")
    before = [(process, "missing") for process in processes]
    assert [(fact.process, fact.state) for fact in others] == before
    await house.ana.command("/kolcrisis", "kol mia")
    profile = await house.modal(house.ana)
    await presses(house, house.ana, profile, "kol.show")
    await shows(house, profile, "7天淡斑")
    house.clock.pass_by(timedelta(days=181))
    await house.caught_up()
    (events,) = [one for one in await happened(house) if len(one) > 1]
    assert events[-1] == ev.VettingLapsed()


async def test_the_opening_offers_the_register_and_a_page_belongs_to_one_alone(
    house: House, ida: Actor
) -> None:
    form = await imported(house, ida)
    await presses(house, ida, form, "kol.find")
    await presses(house, ida, form, "kol.save")
    await house.until(lambda: form.title == "KOL profile")
    form.fill({"names": "Another", "accounts": "http://www.a.example/u/1/"})
    assert "this page already" in str((await form.submit()).errors["accounts"])
    form.fill({"accounts": None, "followers": "lots"})
    assert "as a number" in str((await form.submit()).errors["followers"])
    assert (await form.fill({"followers": "1.2万"}).submit()).outcome == "updated"
    assert "Micro · 12,000" in await shows(house, form, "Another")
    await form.close()
    known = await ids_by_name(house)
    crisis = await house.open(ida, "A comment says 烂脸", known_kol=known["大山"])
    assert [kol.name.text for kol in (await crisis.now()).kols] == ["大山"]
    assert "Not vetted" in await crisis.reads(ida, "status", "From the register")
    # Once it is over, the review's questions are answered with what was missing before.
    await crisis.close(ida)
    questions = await crisis.form(ida, "review.answer")
    drafted = _text(questions)
    assert "speaks for it: Content of the last 24 months" in drafted
    assert "It could have been caught there." in drafted
    await questions.close()
    # Somebody who may not see the register opens a crisis as ever, and learns nothing from it.
    form = await house.opening_form(house.bob, "Another note", details=True)
    assert "known_kol" not in inputs_of(form)
    await form.close()
    other = await house.open(house.bob, "Mia's other note", kol="小满Mia")
    assert await other.happened(ev.KolRecognised) == []


async def test_an_operator_lists_and_exports_what_is_kept_as_far_as_somebody_may_see_it(
    house: House, ida: Actor, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOLCRISIS_DATABASE_URL", house.database_url)
    await (await imported(house, ida)).close()
    await ida.command("/kolcrisis", "kol")
    form = await house.modal(ida)
    await presses(house, ida, form, "kol.show")
    await presses(house, ida, form, "brief.start")
    await house.until(lambda: "campaign" in inputs_of(form))
    assert (await form.fill({"campaign": "Spring 春"}).submit()).outcome == "updated"
    await presses(house, ida, form, "brief.write")
    await house.until(lambda: "claims" in inputs_of(form))
    await form.fill({"section.can_say": "# 水润"}).submit()
    await shows(house, form, "水润")

    async def typed(*words: str, code: int = 0) -> str:
        capsys.readouterr()
        assert await asyncio.to_thread(answer, words) == code
        spoken = capsys.readouterr()
        return spoken.err if code else spoken.out

    (row,) = json.loads(await typed("list", "--kind", "brief", "--json"))
    assert (row["name"], row["events"]) == ("Spring 春", 2)
    brief = await typed("export", row["id"], "--language", "en")
    assert "**Version 1, not approved yet**\n\n## Can say\n\n\\# 水润" in brief
    assert "<h2>Can say / 可以说</h2>" in await typed("export", row["id"], "--format", "html")
    data = json.loads(await typed("export", row["id"], "--format", "json"))
    assert [one["kind"] for one in data["events"]] == ["BriefStarted", "BriefWritten"]
    mia = (await ids_by_name(house))["小满Mia"]
    assert f"{mia}  " in await typed("list", "--kind", "kol", "--as", ida.id)
    told = await typed("export", mia, "--as", ida.id, "--language", "zh")
    assert told.startswith("# 达人记录：小满Mia\n\n**共1条记录")
    assert "Ida Admin | KolAdded" in told
    assert "None yet" in await typed("list", "--kind", "kol", "--as", house.bob.id)
    hidden = await typed("export", mia, "--as", house.bob.id, code=1)
    assert hidden == (await typed("export", "k0", code=1)).replace("k0", mia)
    assert "md, html or json" in await typed("export", mia, "--format", "csv", code=2)


async def as_page(house: House, ida: Actor, form: Modal) -> None:
    """Have the brief sent as a page in Chinese, which needs nothing else."""
    form.fill({"language": "zh", "format": "html"})
    assert (await form.submit()).outcome == "updated"
    page = await house.until(lambda: file_text(house, ida, "-v1-zh.html"))
    for words in ("<!DOCTYPE html>", "<h2>可以说</h2>", "第1版，尚未确认", "写在这里 *here*"):
        assert words in page, words
    assert not [words for words in ("Can say", "<script", "://", "break-before") if words in page]
    await house.until(lambda: "conversation with me" in str(ida.modal().blocks))
    await ida.modal().close()
    await form.close()


async def as_markdown(house: House, ida: Actor, form: Modal) -> None:
    """Have the brief sent as Markdown in both languages, with what was typed read as text."""
    await shows(house, form, "可以说 Can say")
    await form.fill({"format": "md"}).submit()
    both = await house.until(lambda: file_text(house, ida, "-v1-both.md"))
    assert "## Can say / 可以说\n\n全网第一" in both
    assert "写在这里 \\*here\\*" in both
    assert "| 保湿 | 报告12 | Wang |" in both
    await house.until(lambda: "conversation with me" in str(ida.modal().blocks))
    await ida.modal().close()
    await form.close()


async def test_a_brief_is_written_acknowledged_and_known_to_the_crisis(
    house: House, ida: Actor
) -> None:
    form = await imported(house, ida)
    await presses(house, ida, form, "kol.find")
    await presses(house, ida, form, "kol.show")
    await presses(house, ida, form, "brief.start")
    await house.until(lambda: "campaign" in inputs_of(form))
    assert (await form.fill({"campaign": "Spring 春"}).submit()).outcome == "updated"
    await presses(house, ida, form, "brief.write")
    await house.until(lambda: "claims" in inputs_of(form))
    sections = [one for one in playbook()[0].handbook.prevention.sections if one.required]
    form.fill({f"section.{one.id}": "写在这里 *here*" for one in sections})
    form.fill({"section.can_say": "全网第一", "claims": "保湿 | 报告12 | Wang\n7天淡斑"})
    assert (await form.submit()).outcome == "updated"
    shown = await shows(house, form, "No proof yet: 7天淡斑")
    assert "absolute" in shown
    assert "Not in the contract yet" in shown
    await presses(house, ida, form, "brief.acknowledge")
    await house.until(lambda: "evidence" in inputs_of(form))
    form.fill({"by": "大山", "evidence": "微信 3月1日"})
    assert (await form.submit()).outcome == "updated"
    assert "so it cannot be approved" in await shows(house, form, "Acknowledged by")
    await presses(house, ida, form, "brief.copy")
    text = await shows(house, form, "可以说 Can say")
    assert "- 保湿 | 报告12 | Wang" in text
    await as_page(house, ida, form)
    await ida.command("/kolcrisis", "brief dashan")
    listed = await house.modal(ida)
    other = _text(listed)
    await listed.close()
    await ida.command("/kolcrisis", "brief")
    listed = await house.modal(ida)
    assert "Spring 春" in _text(listed)
    assert ("None yet" in other) != ("Spring 春" in other)
    await presses(house, ida, listed, "brief.show")
    await shows(house, listed, "Acknowledged by")
    await presses(house, ida, listed, "brief.copy")
    await as_markdown(house, ida, listed)
    (row,) = await house.reader.streams(house.team, "brief")
    assert (await house.reader.verify(row.key)).ok
    names = await ids_by_name(house)
    first = await house.reader.read(row.key)
    assert isinstance(first[0].event, ev.BriefStarted)
    named = next(name for name, kol in names.items() if kol == first[0].event.kol)
    crisis = await house.open(ida, "A comment says 烂脸", kol=named)
    (kept,) = await crisis.happened(ev.KolRecognised)
    told = {fact.thing: fact.state for fact in kept.facts if fact.process == "briefing"}
    missing = dict.fromkeys(("brief_approved", "claims_proven"), "missing")
    assert told == missing | {"brief_acknowledged": "done"}
