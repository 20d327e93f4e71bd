"""What is promised for afterwards: who is reminded of it, when, and until when."""

from datetime import timedelta

import pytest

from bot.crisis import events as ev
from bot.crisis.events.change import PlaybookChangeProposed
from bot.workspace.people.actor import Actor
from bot.workspace.shapes import ClientRefused
from tests.doors.crisis import Crisis, sent
from tests.doors.hands import held_at_home, home_of
from tests.doors.house import House
from tests.doors.letters import file_text, finds, letter, letters, mailbox
from tests.doors.test_kols import on_the_roster

DAY = timedelta(days=1)


async def _promise(crisis: Crisis, text: str, **entries: object) -> None:
    form = await crisis.form(crisis.house.ana, "follow_up.add")
    await sent(form.fill({"text": text, **entries}))


def _reminders(house: House, actor: Actor) -> int:
    return len(letters(house, actor, "reminder"))


async def test_a_follow_up_is_reminded_of_the_day_before_when_due_and_weekly_until_it_is_done(
    house: House,
) -> None:
    crisis = await house.open(roles={"deputy": [house.lin]})
    await crisis.close(house.ana)
    # Nobody else could sign for legal, and a signed review is nothing to be reminded of.
    await crisis.use(house.ana, "review.sign")
    before = (_reminders(house, house.lin), _reminders(house, house.ana))
    due = house.clock.now() + 10 * DAY
    await _promise(crisis, "功效宣称清单进 brief 模板", owner=house.lin, due=due)
    await _promise(crisis, "Agency trains its editors", owner_outside="星图 小周", due=due)
    await crisis.reads(house.ana, "follow_ups", "星图 小周")
    heard = []
    for step in (8 * DAY, DAY + timedelta(minutes=1), DAY, 6 * DAY, DAY, 7 * DAY):
        house.clock.pass_by(step)
        await house.caught_up()
        heard.append(_reminders(house, house.lin) - before[0])
    # Nothing before, once a day ahead, once when due on a Friday, then every Monday.
    assert heard == [0, 1, 2, 3, 3, 4]
    # What somebody outside Slack promised is for whoever led to watch.
    await letter(house, house.ana, "reminder", "Agency trains its editors")
    assert _reminders(house, house.ana) - before[1] == 4
    await (await finds(house, house.lin, "follow_up.done")).use(house.lin)
    await sent((await house.modal(house.lin)).fill({"evidence": "模板 v3"}))
    await crisis.reads(house.ana, "follow_ups", "1 of 2")
    house.clock.pass_by(30 * DAY)
    await house.caught_up()
    assert _reminders(house, house.lin) - before[0] == 4
    assert len(await crisis.happened(ev.FollowUpDone)) == 1
    house.watch.pass_by(timedelta(minutes=2))
    await crisis.command(house.ana, "note all kept but one")
    await house.until(lambda: len(crisis.files()) == 1 and "模板 v3" in crisis.file_text())


async def test_what_is_late_in_several_crises_stands_in_one_letter_a_week(house: House) -> None:
    titles = ("The serum note", "The sunscreen note")
    due = house.clock.now() + 10 * DAY
    crises = [await house.open(words=one, roles={"deputy": [house.lin]}) for one in titles]
    for crisis, title in zip(crises, titles, strict=True):
        await crisis.close(house.ana)
        await crisis.use(house.ana, "review.sign")
        await _promise(crisis, f"After: {title}", owner=house.lin, due=due)
        await crisis.reads(house.ana, "follow_ups", "After")
    house.clock.pass_by(11 * DAY)
    await house.caught_up()
    assert _weekly(house) == []
    for _ in range(2):
        house.clock.pass_by(7 * DAY)
        await house.caught_up()
    assert len(_weekly(house)) == 2
    assert all(f"After: {title}" in text for title in titles for text in _weekly(house))
    # One is kept, from the letter: the next is about the other alone.
    (promise,) = (await crises[0].now()).follow_ups
    await (await finds(house, house.lin, "follow_up.done", promise)).use(house.lin)
    await sent((await house.modal(house.lin)).fill({"evidence": "done"}))
    house.clock.pass_by(7 * DAY)
    await house.caught_up()
    assert len(_weekly(house)) == 3
    last = _weekly(house)[-1]
    assert ("The serum note" in last, "After: The sunscreen note" in last) == (False, True)


def _weekly(house: House) -> list[str]:
    """The letters of the week that Lin got, as Lin reads them."""
    box = mailbox(house, house.lin)
    read = [house.lin.read(one) for one in (box.messages if box else ())]
    return [text for text in read if "每周一封" in text]


async def _answered(house: House, words: str) -> Crisis:
    """A closed crisis in which nobody watched."""
    crisis = await house.open(words=words, roles={"legal": [house.lin]})
    await crisis.close(house.ana)
    form = await crisis.form(house.ana, "review.answer")
    await sent(form.fill({"choice.failed_process": ["monitoring"]}))
    return crisis


async def _proposed(crisis: Crisis) -> None:
    """Turn the corrective action into a difference that whoever keeps the playbook is sent."""
    house = crisis.house
    await crisis.use(house.ana, "change.propose")
    await house.told(house.ana, "for the people on the roster")
    ida = house.slack.add_person("Ida", real_name="Ida Admin", locale="en-US", is_admin=True)
    await on_the_roster(house, ida, house.ana)
    # The settings say who keeps the playbook; the form comes up with them.
    await ida.open_home()
    await ida.press("house.playbook", in_="home")
    await sent((await house.modal(ida)).fill({"users": [house.bob]}))
    form = await crisis.form(house.ana, "change.propose")
    form.fill({"kind": "check", "name_en": "Misspellings"})
    assert "both languages" in str((await form.submit()).errors["name_zh"])
    form.fill({"name_zh": "错别字", "how_en": "Ten of them", "how_zh": "找十个"})
    assert (await form.submit()).outcome == "updated"
    assert "Sent to" in str(form.blocks)
    await form.close()
    form = await crisis.form(house.ana, "change.propose")
    where = "prevention.sign_offs"
    form.fill({"kind": "number", "where": where, "value": "99", "to": [house.bob]})
    assert "would no longer load" in str((await form.submit()).errors["kind"])
    await form.close()
    told = await letter(house, house.bob, "change", "proposes a change of the playbook")
    assert "+    - id: misspellings" in told
    assert "Nothing has changed yet" in told
    file = await house.until(lambda: file_text(house, house.bob, ".diff"))
    assert file.startswith("--- a/")
    assert file.endswith("\n")
    (row,) = await house.reader.streams(house.team, "change")
    assert (await house.reader.verify(row.key)).ok
    (first,) = await house.reader.read(row.key)
    assert isinstance(first.event, PlaybookChangeProposed)
    assert file == first.event.diff.text


async def test_a_corrective_action_is_chosen_late_shown_done_with_evidence_and_a_repeat_points_back(
    house: House,
) -> None:
    crisis = await _answered(house, "The first time")
    await crisis.reads(house.ana, "follow_ups", "The playbook proposes")
    form = await crisis.form(house.ana, "follow_up.add")
    form.fill({"proposal": "watch_words", "owner": house.lin})
    form.fill({"due": house.clock.now() + 2 * DAY})
    refused = await form.submit()
    assert (refused.outcome, set(refused.errors)) == ("errors", {"test"})
    await sent(form.fill({"test": "Ten misspellings are in the set"}))
    await crisis.reads(house.ana, "follow_ups", "It works when: Ten misspellings")
    await crisis.reads(house.ana, "follow_ups", "Answers what failed: ")
    await _proposed(crisis)
    house.clock.pass_by(3 * DAY)
    await house.caught_up()
    await house.lin.open_home()
    await house.until(lambda: "⏰" in home_of(house.lin))
    done = await house.until(lambda: held_at_home(house.lin, "follow_up.done"))
    await done.use(house.lin)
    proof = await house.modal(house.lin)
    with pytest.raises(ClientRefused, match="evidence"):
        await proof.submit()
    await sent(proof.fill({"evidence": "The set, version 2"}))
    await house.lin.open_home()
    await house.until(lambda: "⏰" not in home_of(house.lin))
    # The same process fails again: who may see both is shown the way to the earlier review.
    await _answered(house, "The second time")
    await house.ana.open_home()
    shown = await house.until(lambda: "Failed before" in home_of(house.ana) and house.ana.home())
    assert f"p{crisis.card('review').ts.replace('.', '')}" in str(shown)
    await house.bob.open_home()
    await house.until(lambda: home_of(house.bob))
    assert "The first time" not in home_of(house.bob)
