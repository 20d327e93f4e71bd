"""How a crisis ends: what the form shows, the review that follows, and taking it up again."""

from datetime import timedelta

import pytest

from bot.crisis import events as ev
from bot.locales.catalog import sentence
from tests.doors.crisis import Crisis, sent
from tests.doors.hands import held
from tests.doors.house import House
from tests.doors.letters import finds, letter, letters
from tests.doors.residents import playbook

A_WHILE = timedelta(minutes=11)
"""Longer than the bot waits before it tries again what Slack refused."""
ANSWERS = {
    "answer.root_cause": "No one read the claim 没人核对宣称",
    "choice.failed_process": ["briefing"],
    "answer.caught_earlier": "On the second day",
    "answer.community": "Fewer followers",
}


async def _two(house: House) -> Crisis:
    return await house.open(roles={"deputy": [house.lin], "legal": [house.wang]})


async def test_the_form_shows_what_is_open_and_only_who_leads_or_stands_in_closes(
    house: House,
) -> None:
    crisis = await _two(house)
    due = house.clock.now() + timedelta(hours=3)
    await crisis.decide(house.ana, "other", {"what": "Wait until noon"}, due=due)
    await crisis.decide(house.ana, "statement", {"format": "none"})
    form = await crisis.form(house.wang, "incident.close")
    assert (await form.fill({"outcome": "contained"}).submit()).outcome == "updated"
    assert "Ana Reyes" in house.wang.read(house.wang.modal().view)
    await house.wang.modal().close()
    form = await crisis.form(house.lin, "incident.close")
    shown = house.lin.read(form.view)
    assert "先取证" in shown
    # What follows from nothing is not waited for: of two decisions, one has a time.
    assert "1 项决策" in shown
    await sent(form.fill({"outcome": "contained", "remark": "热度回落"}))
    await house.until(lambda: crisis.cards("review"))
    now = await crisis.now()
    assert (now.closed_by, now.outcome) == (house.lin.id, "contained")
    again = await crisis.command(house.ana, "close")
    form = await house.modal(house.ana)
    assert again == ""
    assert (await form.fill({"outcome": "contained"}).submit()).outcome == "updated"
    assert len(await crisis.happened(ev.IncidentClosed)) == 1


async def test_the_file_holds_the_whole_of_it_and_the_questions_can_be_answered_later(
    house: House,
) -> None:
    crisis = await _two(house)
    await crisis.task(house.ana, "complete", "A2")
    await crisis.task_form(house.ana, "B1", "evidence", {"evidence": "https://example.com/shot"})
    await crisis.decide(house.ana, "position", {"position": "We were wrong"})
    spoke = {
        "who": "Mia",
        "by": "Wang",
        "means": "phone",
        "private": "yes",
        "asked": "Please hold",
        "answered": "好的",
    }
    await crisis.decide(house.ana, "kol_contact", spoke)
    await crisis.command(house.ana, "note yesterday 9pm first comment")
    await crisis.close(house.ana, remark="Quiet since noon")
    house.watch.pass_by(timedelta(minutes=2))
    assert await crisis.command(house.lin, "review") == ""
    form = await house.modal(house.lin)
    await sent(form.fill({"answer.community": "一周后恢复"}))
    await house.until(lambda: len(crisis.files()) == 1 and "一周后恢复" in crisis.file_text())
    text = crisis.file_text()
    for key in ("facts", "questions", "decisions", "contacts", "checklist", "evidence", "timeline"):
        heading = sentence("en", f"review.heading.{key}")
        assert f"## {heading}" in text, key
    for words in ("We were wrong", "好的", "example.com/shot", "first comment", "Quiet since noon"):
        assert words in text, words


async def test_a_review_is_a_draft_in_both_languages_until_it_is_signed_and_follows_changes(
    house: House,
) -> None:
    crisis = await _two(house)
    await crisis.close(house.ana)
    draft = crisis.read(house.ana, "review")
    assert "Draft" in draft
    assert "草稿" in draft
    assert "Draft" in crisis.file_text()
    form = await crisis.form(house.wang, "review.answer")
    for question in playbook()[0].questions:
        assert question.ask.zh in house.wang.read(form.view)
    # A draft that nobody touched or ticked is not recorded, and says so.
    assert (await form.submit()).outcome == "errors"
    assert not (await crisis.now()).answers
    await sent(form.fill({**ANSWERS, "confirm": ["luck"]}))
    await crisis.reads(house.ana, "review", "没人核对宣称")
    answers = (await crisis.now()).answers
    assert set(answers) == {*(name.partition(".")[2] for name in ANSWERS), "luck"}
    assert "运气" in answers["luck"].text.text or "更糟" in answers["luck"].text.text
    # Who is not asked hears whose word is missing; it is signed once both have.
    await crisis.use(house.ana, "review.sign")
    half = await crisis.reads(house.ana, "review", "waits for")
    assert "Draft" in half
    await crisis.use(house.lin, "review.sign")
    await house.until(lambda: house.private_answers(house.lin))
    assert "Wang Wei" in house.private_answers(house.lin)[-1]
    await crisis.use(house.wang, "review.sign")
    await house.until(lambda: "Draft" not in crisis.read(house.ana, "review"))
    await crisis.command(house.ana, "note a late memory")
    await crisis.reads(house.ana, "review", "recorded after it was signed")
    form = await crisis.form(house.lin, "review.answer")
    await sent(form.fill({"answer.community": "They came back"}))
    await crisis.reads(house.ana, "review", "草稿")
    house.watch.pass_by(timedelta(minutes=2))
    await crisis.command(house.ana, "note the end")
    await house.until(lambda: len(crisis.files()) == 1 and "They came back" in crisis.file_text())
    assert "a late memory" in crisis.file_text()
    assert len(crisis.cards("review")) == 1


@pytest.mark.parametrize(
    ("method", "words"),
    [("chat.postMessage", "kolcrisis:review"), ("files.getUploadURLExternal", "")],
)
async def test_what_fails_while_the_review_is_made_does_not_stop_the_closing(
    house: House, method: str, words: str
) -> None:
    house.forgiven = {"restricted_action"}
    crisis = await _two(house)
    rule = house.fail(method, "api_error", words, error="restricted_action")
    await crisis.command(house.ana, "close")
    await sent((await house.modal(house.ana)).fill({"outcome": "contained"}))
    await house.struck(rule)
    await crisis.reads(house.ana, "status", "Closed")
    assert (await crisis.now()).closed
    await letter(house, house.wang, "closed")
    house.watch.pass_by(A_WHILE)
    await house.until(lambda: crisis.cards("review") and crisis.files())
    await house.quiet()
    assert (len(crisis.cards("review")), len(crisis.files())) == (1, 1)
    assert len(letters(house, house.wang, "closed")) == 1


async def test_within_seven_days_anyone_of_the_team_takes_it_up_again_and_later_nobody(
    house: House,
) -> None:
    crisis = await _two(house)
    await crisis.close(house.ana)
    house.clock.pass_by(timedelta(days=6, hours=23))
    await (await finds(house, house.wang, "incident.reopen")).use(house.wang)
    await house.until(lambda: held(house.ana, crisis.channel, "incident.close"))
    assert not (await crisis.now()).closed
    await crisis.close(house.ana)
    assert len(letters(house, house.wang, "closed")) == 2
    assert len(crisis.cards("review")) == 1
    house.clock.pass_by(timedelta(days=7, minutes=1))
    await crisis.use(house.ana, "incident.reopen")
    await house.told(house.ana, "more than 7 days ago")
    assert (await crisis.now()).closed


async def test_archiving_is_offered_once_the_review_is_done_and_never_happens_by_itself(
    house: House,
) -> None:
    house.forgiven = {"is_archived", "is_inactive"}
    crisis = await _two(house)
    await crisis.close(house.ana)
    assert held(house.ana, crisis.channel, "incident.archive") is None
    form = await crisis.form(house.ana, "review.answer")
    await sent(form.fill({**ANSWERS, "answer.failed_process": "The brief"}))
    await crisis.finds(house.ana, "incident.archive")
    house.clock.pass_by(timedelta(days=5))
    await house.caught_up()
    assert not crisis.channel.is_archived
    await crisis.use(house.ana, "incident.archive")
    await house.until(lambda: crisis.channel.is_archived)
    # Nothing can be clicked in an archived channel: the letter takes it up again.
    await (await finds(house, house.lin, "incident.reopen")).use(house.lin)
    await house.told(house.lin, "取消归档")
    assert not (await crisis.now()).closed
    channel = crisis.channel
    await house.ana.unarchive(channel)
    await house.ana.invite(channel, house.app.bot_user_id)
    house.watch.pass_by(A_WHILE)
    await crisis.command(house.ana, "note we go on")
    await house.until(lambda: held(house.ana, channel, "incident.close"))


async def test_a_picture_that_cannot_be_shared_is_said_to_be_missing_until_it_is_there(
    house: House,
) -> None:
    house.forgiven = {"restricted_action"}
    crisis = await _two(house)
    house.fail("files.getUploadURLExternal", "api_error", "timeline-", error="restricted_action")
    await crisis.close(house.ana)
    await crisis.reads(house.ana, "review", "The picture of the timeline could not be added")
    await house.until(lambda: crisis.files(".html"))
    assert not crisis.files(".png")
    house.watch.pass_by(A_WHILE)
    await house.until(lambda: crisis.files(".png"))
    await house.until(lambda: "could not be added" not in crisis.read(house.ana, "review"))
    (shared,) = crisis.files(".png")
    picture = house.slack.workspace.files[shared["id"]]
    assert picture.content.startswith(b"\x89PNG\r\n")
    assert "A2" in picture.alt_text or "evidence" in picture.alt_text
    (page,) = crisis.files(".html")
    assert b"<svg" in house.slack.workspace.files[page["id"]].content


async def test_whose_signature_is_missing_is_reminded_and_signs_with_one_click(
    house: House,
) -> None:
    crisis = await _two(house)
    await crisis.close(house.ana)
    await crisis.use(house.ana, "review.sign")
    house.clock.pass_by(timedelta(days=4, minutes=1))
    await letter(house, house.wang, "reminder", "复盘还是草稿")
    form = await crisis.form(house.wang, "review.answer")
    await sent(form.fill(ANSWERS))
    await crisis.use(house.ana, "review.sign")
    house.clock.pass_by(timedelta(days=1))
    await letter(house, house.wang, "reminder", "复盘待您签署")
    await (await finds(house, house.wang, "review.sign")).use(house.wang)
    await house.until(lambda: "Draft" not in crisis.read(house.ana, "review"))
    heard = len(letters(house, house.wang, "reminder"))
    house.clock.pass_by(timedelta(days=9))
    await house.caught_up()
    assert len(letters(house, house.wang, "reminder")) == heard
