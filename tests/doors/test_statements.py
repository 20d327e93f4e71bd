"""The statement desk: what is written, whose word it needs, and what goes out."""

from datetime import timedelta

from bot.crisis import events as ev
from bot.workspace.people.modal import Modal
from tests.doors.crisis import Crisis, sent
from tests.doors.hands import inputs_of
from tests.doors.house import House
from tests.doors.letters import finds, letter, letters

DRAFT = "We take this very seriously. On 4 November we published a note that says 7天淡斑."
BETTER = "On 4 November we published a note that says 7天淡斑. We were wrong; we removed the note."
CHINESE = "我们在11月4日发布了一篇写着“7天淡斑”的笔记，这是我们的错。"
PAIR = f"{BETTER}\n{CHINESE}"


async def drafted(crisis: Crisis, text: str = DRAFT, kind: str = "holding_line") -> str:
    """Let Ana write a first version and return its surface key."""
    form = await crisis.form(crisis.house.ana, "statement.draft")
    await sent(form.fill({"format": kind, "text": text}))
    (version,) = await crisis.happened(ev.StatementDrafted)
    return f"statement.{version.statement}"


async def agreed(crisis: Crisis) -> None:
    """Let the facts and the position be agreed by two."""
    form = await crisis.form(crisis.house.ana, "task.complete", "|C5")
    await sent(form.fill({"owner": crisis.house.bob}))


async def test_a_draft_is_read_revised_approved_and_published(house: House) -> None:
    roles = {"reviewer": [house.lin], "legal": [house.bob]}
    crisis = await house.open(roles={**roles, "executive": [house.wang]})
    await agreed(crisis)
    await _orange(crisis)
    card = await drafted(crisis)
    read = await crisis.reads(house.ana, card, "To look at again")
    assert "Say what you did since you knew" in read, "a hint, with a better way"
    assert "illegal" not in read
    assert "@Bob" in read
    # Those who approve have it in their own conversation, in their own language.
    assert "请您确认第 1 版" in await letter(house, house.wang, "statement")
    assert not letters(house, house.ana, "statement")
    # Bob approves with one click, Lin wants it changed; the author hears of it.
    await (await finds(house, house.bob, "statement.approve")).use(house.bob)
    await crisis.reads(house.ana, card, "✅ Legal: approved by @Bob")
    await (await finds(house, house.lin, "statement.ask_changes")).use(house.lin)
    form = await house.modal(house.lin)
    assert "建议再看" in str(form.blocks), "in the reader's language"
    assert "comment" in ((await form.fill({"verdict": "changes"}).submit()).errors or {})
    await sent(form.fill({"comment": "别用套话 <!channel>"}))
    assert "别用套话" in await letter(house, house.ana, "changes")
    # A new version takes the approvals back and shows what changed.
    await (await finds(house, house.ana, "statement.revise")).use(house.ana)
    await sent((await house.modal(house.ana)).fill({"text": BETTER, "change": "No boilerplate"}))
    read = await crisis.reads(house.ana, card, "version 2")
    assert "➖ We take this very seriously." in read
    assert "➕ We were wrong; we removed the note." in read
    assert "Legal: waiting for @Bob" in read
    # The button under the old version answers nothing.
    await (await finds(house, house.wang, "statement.approve", "|1")).use(house.wang)
    await house.told(house.wang, "第 2 版")
    await _approved(crisis, card)
    await crisis.reads(house.ana, card, "may be published")
    form = await crisis.form(house.bob, "statement.publish")
    assert "override" not in inputs_of(form)
    await sent(form.fill({"link": "https://www.xiaohongshu.com/explore/77"}))
    read = await crisis.reads(house.ana, card, "xiaohongshu.com/explore/77")
    assert "Recorded by @Bob" in read
    (published,) = await crisis.happened(ev.StatementPublished)
    assert published.version == 2
    assert published.override is None


async def _orange(crisis: Crisis) -> None:
    form = await crisis.form(crisis.house.ana, "incident.menu", "|level")
    await sent(form.fill({"level": "3"}))


async def _approved(crisis: Crisis, card: str) -> None:
    house = crisis.house
    for actor in (house.bob, house.wang, house.lin):
        await (await finds(house, actor, "statement.approve", "|2")).use(actor)
    await crisis.reads(house.ana, card, "Culturally fluent reviewer: approved by")


async def test_without_position_and_approvals_only_whoever_leads_publishes_with_a_reason(
    house: House,
) -> None:
    crisis = await house.open(roles={"legal": [house.bob]})
    card = await drafted(crisis)
    form = await crisis.form(house.bob, "statement.publish")
    assert "Agree on the facts and the position" in str(form.blocks)
    assert "Culturally fluent reviewer" in str(form.blocks)
    errors = (await form.submit()).errors or {}
    assert "Facts and position come first" in str(errors)
    errors = (await form.fill({"override": "It burns"}).submit()).errors or {}
    assert "Only" in str(errors)
    await form.close()
    form = await crisis.form(house.ana, "statement.publish")
    await sent(form.fill({"override": "Somebody is hurt and must know"}))
    read = await crisis.reads(house.ana, card, "without all approvals")
    assert "Somebody is hurt and must know" in read
    await crisis.close(house.ana)
    assert "Published without all approvals" in crisis.file_text()


async def test_a_pair_is_compared_an_outsider_is_recorded_and_who_is_silent_is_reminded(
    house: House,
) -> None:
    crisis = await house.open(roles={"reviewer": [house.lin], "legal": [house.bob]})
    card = await drafted(crisis, PAIR)
    # One click is not enough for two languages.
    await (await finds(house, house.lin, "statement.approve")).use(house.lin)
    form = await house.modal(house.lin)
    assert "两种语言" in str((await form.submit()).errors)
    await form.close()
    house.clock.pass_by(timedelta(minutes=31))
    assert "稿件待您审批" in await letter(house, house.lin, "reminder", "稿件待您审批")
    await (await finds(house, house.lin, "statement.read")).use(house.lin)
    form = await house.modal(house.lin)
    await sent(form.fill({"verdict": "approve", "same": ["same"]}))
    await crisis.reads(house.ana, card, "Culturally fluent reviewer: approved by")
    record = await crisis.form(house.bob, "statement.menu", "|record")
    said = {"role": "commander", "by": "王总", "verdict": "approve", "comment": "by phone"}
    await sent(record.fill({**said, "same": ["same"]}))
    read = await crisis.reads(house.ana, card, "王总")
    assert "recorded by @Bob" in read
    drop = await crisis.form(house.ana, "statement.menu", "|drop")
    await sent(drop.fill({"reason": "Nobody asks"}))
    assert "Nobody asks" in await crisis.reads(house.ana, card, "will not be published")


async def test_a_decision_to_speak_is_drafted_at_the_desk_and_done_by_publishing(
    house: House,
) -> None:
    crisis = await house.open(roles={"reviewer": [house.lin], "legal": [house.bob]})
    card = await crisis.decide(house.bob, "statement", {"format": "brand_note", "text": BETTER})
    named = card.removeprefix("decision.")
    shown = await crisis.reads(house.ana, card, "Its text is at the statement desk: Brand note")
    assert "approve this version" not in shown, "the desk asks, and nobody is asked twice"
    assert "@Bob" in await crisis.reads(house.ana, f"statement.s.{named}", "Legal: waiting for")
    form = await crisis.form(house.ana, "statement.publish", f"s.{named}|1")
    link = "https://www.xiaohongshu.com/explore/88"
    await sent(form.fill({"link": link, "override": "Somebody is hurt"}))
    shown = await crisis.reads(house.ana, card, "Carried out")
    assert link in shown

    # A text that stands elsewhere can still be brought to the desk, in the form decided on.
    elsewhere = {"format": "holding_line", "link": "https://example.org/text"}
    card = await crisis.decide(house.bob, "statement", elsewhere)
    named = card.removeprefix("decision.")
    form = await crisis.form(house.ana, "statement.draft", named)
    await sent(form.fill({"text": DRAFT}))
    shown = await crisis.reads(house.ana, card, "Its text is at the statement desk: Holding line")
    # Another decision takes its place: the draft goes nowhere, and says why.
    form = await crisis.form(house.ana, "decision.replace", named)
    await crisis.fill_decision(form, "statement", {"format": "none"}, rationale="Nobody asks")
    drafted = (await crisis.happened(ev.StatementDrafted))[-1]
    await crisis.reads(house.ana, f"statement.{drafted.statement}", "Nobody asks")


async def test_a_reply_of_approved_lines_needs_nobody(house: House) -> None:
    crisis = await house.open()
    card = await drafted(crisis, "We have seen this and are looking into it.", "comment_reply")
    assert "may be published" in await crisis.reads(house.ana, card, "approved lines")
    form: Modal = await crisis.form(house.ana, "statement.publish")
    await sent(form)
    await crisis.reads(house.ana, card, "Recorded by @Ana")


async def test_a_guest_who_holds_the_role_reads_no_draft_until_somebody_brings_them_in(
    house: House,
) -> None:
    crisis = await house.open(roles={"reviewer": [house.guest], "executive": [house.guest]})
    await drafted(crisis)
    form = await crisis.form(house.ana, "update.share")
    await sent(form.fill({"audiences": ["executives"], "known": "x", "doing": "y"}))
    await house.quiet()
    assert not letters(house, house.guest)
    await crisis.use(house.ana, "incident.invite", f"|{house.guest.id}")
    await letter(house, house.guest, "statement")
