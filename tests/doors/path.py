"""The main path of a crisis, stage by stage: tests of the whole and of restarts walk it."""

from datetime import timedelta

from bot.crisis import events as ev
from bot.crisis.ids import TaskId
from tests.doors.crisis import FIRST_CARDS, Crisis, sent
from tests.doors.hands import held, held_in
from tests.doors.house import House

TITLE = "Mia 的笔记说 7天淡斑, and people ask for proof"
NOTE_URL = "https://www.xiaohongshu.com/explore/66f0a1"
WORDS = {
    "en": ("Save the evidence; touch nothing yet",),
    "zh": ("先取证，其他先不动",),
    "both": ("Save the evidence; touch nothing yet", "先取证，其他先不动"),
}
"""How the first thing to do reads, by the incident's language."""


async def opens(house: House, language: str) -> Crisis:
    """Ana opens; Lin is deputy and Wang is legal."""
    crisis = await house.open(
        house.ana,
        TITLE,
        language=language,
        kol="Mia",
        note_url=NOTE_URL,
        roles={"deputy": [house.lin], "legal": [house.wang]},
    )
    channel = crisis.channel
    assert channel.name == "kol-20260310-mia"
    assert channel.is_private
    bot = house.app.bot_user_id
    assert set(channel.members) == {bot, house.ana.id, house.lin.id, house.wang.id}
    shown = [key for key in FIRST_CARDS if len(crisis.cards(key)) == 1]
    assert shown == list(FIRST_CARDS)
    status = crisis.read(house.wang, "status")
    assert TITLE in status
    for words in WORDS[language]:
        assert words in status
    for others in set(WORDS["both"]) - set(WORDS[language]):
        assert others not in status
    return crisis


async def works(crisis: Crisis) -> None:
    """Tasks are done, taken, recorded for somebody, set aside, blocked, reopened, assigned."""
    ana, lin, wang = crisis.house.ana, crisis.house.lin, crisis.house.wang
    await crisis.task(ana, "complete", "A2")
    await crisis.task(lin, "take", "B1")
    await crisis.task_form(
        ana, "B1", "record", {"owner": lin, "means": "by phone", "evidence": "Screenshot of 聚光"}
    )
    await crisis.task_form(wang, "A5", "not_applicable", {"reason": "Gifted, 没有合同"})
    await crisis.task_form(lin, "A0", "blocked", {"reason": "No login yet"})
    await crisis.house.until(lambda: held(ana, crisis.channel, "task.menu", "|A0|reopen"))
    await crisis.use(ana, "task.menu", "|A0|reopen")
    await crisis.task_form(ana, "C1", "assign", {"owner": wang})
    await crisis.task_form(ana, "D1", "assign", {"owner_outside": "Mia's agent 小周"})
    await crisis.house.quiet()
    state = (await crisis.now()).state
    tasks = {name: state(TaskId(name)) for name in ("A2", "B1", "A5", "A0", "C1", "D1")}
    assert [one.status for one in tasks.values()] == [
        "done",
        "done",
        "not_applicable",
        "open",
        "in_hand",
        "in_hand",
    ]
    assert tasks["B1"].by is not None
    assert tasks["B1"].by.slack == lin.id
    assert tasks["C1"].owner is not None
    assert tasks["C1"].owner.slack == wang.id
    assert tasks["D1"].owner is not None
    assert tasks["D1"].owner.outside is not None
    assert "@Wang Wei" in crisis.read(ana, "step.align")
    assert "小周" in crisis.read(ana, "step.contact")


async def decides(crisis: Crisis) -> None:
    """One decision of each of the three kinds, one carried out, one replaced."""
    ana, lin = crisis.house.ana, crisis.house.lin
    house = crisis.house
    due = house.clock.now() + timedelta(hours=2)
    takedown = await crisis.decide(
        ana,
        "takedown",
        {"note": NOTE_URL, "action": "remove", "public_rationale": "It promised too much."},
        owner=lin,
        due=due,
    )
    statement = await crisis.decide(
        lin, "statement", {"format": "brand_note", "text": "我们写错了，已更正。"}, owner=lin
    )
    contact = await crisis.decide(
        ana,
        "kol_contact",
        {
            "who": "Mia",
            "by": "Wang",
            "means": "phone",
            "private": "yes",
            "asked": "Please hold the note.",
            "answered": "好的",
        },
        owner_outside="Agency 星图",
    )
    form = await crisis.form(lin, "decision.carry_out", takedown.removeprefix("decision."))
    await sent(form.fill({"evidence": "Gone since 11:00"}))
    form = await crisis.form(ana, "decision.replace", statement.removeprefix("decision."))
    newer = await crisis.fill_decision(form, "statement", {"format": "none"})
    await house.quiet()
    decisions = {f"decision.{key}": one for key, one in (await crisis.now()).decisions.items()}
    assert set(decisions) == {takedown, statement, contact, newer}
    assert decisions[takedown].owner.slack == lin.id
    assert decisions[takedown].carried_out_at is not None
    assert decisions[statement].replaced_by == newer.removeprefix("decision.")
    assert decisions[newer].replaces == statement.removeprefix("decision.")
    assert "It promised too much." in crisis.read(ana, takedown)
    assert "Gone since 11:00" in crisis.read(ana, takedown)
    assert "我们写错了" not in crisis.read(ana, statement)
    assert "星图" in crisis.read(ana, contact)


async def notes(crisis: Crisis) -> None:
    """The timeline grows: by command, form, shortcut and pin; it follows edits and deletions."""
    house = crisis.house
    ana, lin, wang = house.ana, house.lin, house.wang
    assert await crisis.command(ana, "note 微博热搜第38位") != ""
    form = await crisis.form(lin, "task.menu", "|note")
    await sent(form.fill({"text": "A journalist called"}))
    asked = await wang.say("general", "Support gets forty questions an hour")
    await ana.message_shortcut("timeline.add", asked)
    form = await house.modal(ana)
    await sent(form.fill({"incident": crisis.id}))
    pinned = await lin.say(crisis.channel, "Draft one")
    gone = await wang.say(crisis.channel, "A wrong number")
    mistake = await wang.say(crisis.channel, "Not this one")
    for message in (pinned, gone, mistake):
        await ana.react(message, "pushpin")
    await house.quiet()
    await lin.edit(pinned, "Draft two 第二稿")
    await wang.delete(gone)
    await ana.unreact(mistake, "pushpin")
    await house.quiet()
    entries = list((await crisis.now()).entries.values())
    standing = [one.text.text for one in entries if one.text is not None and not one.retracted]
    assert standing == [
        "微博热搜第38位",
        "A journalist called",
        "Support gets forty questions an hour",
        "Draft two 第二稿",
    ]
    taken_back = {one.source.ts for one in entries if one.retracted and one.source is not None}
    assert taken_back == {gone.ts, mistake.ts}


async def closes(crisis: Crisis) -> None:
    """The commander closes; review and file come by themselves."""
    ana = crisis.house.ana
    await crisis.close(ana, "resolved", "Thanks to everybody 辛苦了")
    assert (await crisis.now()).outcome == "resolved"
    assert "辛苦了" in crisis.read(ana, "status")
    text = crisis.file_text()
    for words in (
        TITLE,
        "It promised too much.",
        "Draft two 第二稿",
        "A journalist called",
        "小周",
    ):
        assert words in text, words
    assert "Lin" in text or "lin" in text


async def reviews(crisis: Crisis) -> None:
    """The questions are answered, the review follows, and it is signed."""
    house, ana, lin = crisis.house, crisis.house.ana, crisis.house.lin
    form = await crisis.form(lin, "review.answer")
    await sent(
        form.fill(
            {
                "answer.root_cause": "No one read the claim 没人核对宣称",
                "choice.failed_process": ["briefing", "approval"],
                "answer.failed_process": "Both were skipped",
                "answer.caught_earlier": "On the second day",
                "answer.community": "Fewer followers, -2%",
            }
        )
    )
    await crisis.reads(ana, "review", "没人核对宣称")
    await crisis.use(ana, "review.sign")
    await crisis.reads(ana, "status", "Ana Reyes")
    await crisis.use(house.wang, "review.sign")
    await crisis.reads(ana, "review", "Wang")
    await house.quiet()
    now = await crisis.now()
    assert set(now.answers) == {"root_cause", "failed_process", "caught_earlier", "community"}
    assert now.signed_by == (ana.id, house.wang.id)
    assert len(crisis.cards("review")) == 1
    # A file that keeps changing is uploaded at most once a minute: let that minute pass.
    house.watch.pass_by(timedelta(minutes=2))
    await crisis.command(ana, "note after the fact")
    await house.until(lambda: len(crisis.files()) == 1 and "没人核对宣称" in crisis.file_text())


async def reopens(crisis: Crisis) -> None:
    """It starts again: the same channel and cards, with work to do."""
    ana = crisis.house.ana
    await crisis.use(ana, "incident.reopen")
    await crisis.house.until(lambda: held(ana, crisis.channel, "incident.close"))
    assert not (await crisis.now()).closed
    await crisis.task(crisis.house.lin, "complete", "C1")
    form = await crisis.form(ana, "checklist.show", "|assess")
    assert held_in(form, "task.menu", "|A2|reopen") is not None
    await form.close()


async def stands_once(crisis: Crisis) -> None:
    """There is exactly one of each thing, showing what the record says."""
    house = crisis.house
    await house.quiet()
    ours = [
        one for one in house.slack.workspace.channels.values() if one.name.startswith("kol-2026")
    ]
    assert ours == [crisis.channel]
    now = await crisis.now()
    for key in (*FIRST_CARDS, *(f"decision.{name}" for name in now.decisions)):
        assert len(crisis.cards(key)) == 1, key
    verdict = await house.reader.verify(crisis.key)
    assert verdict.ok
    assert await crisis.happened(ev.IncidentOpened)
