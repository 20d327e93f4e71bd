"""``kolcrisis run`` as a process of its own, killed with SIGKILL in each stage of a crisis."""

from pathlib import Path

import pytest

from bot.crisis import events as ev
from bot.crisis.ids import TaskId
from tests.doors import path
from tests.doors.crisis import FIRST_CARDS, Crisis, sent
from tests.doors.house import House

pytestmark = pytest.mark.parametrize("watch", ["real"], indirect=True)


async def test_a_process_killed_in_each_stage_loses_nothing_and_shows_all_once(
    empty_house: House, tmp_path: Path
) -> None:
    house = empty_house
    house.forgiven = {"name_taken", "file_not_found"}
    await house.move_in_beside(tmp_path)
    crisis = await _killed_while_opening(house)
    await _killed_after_a_click(crisis)
    await _killed_while_closing(crisis)
    await house.bot.stop()
    written = house.bot.log.read_text()
    assert house.app.bot_token not in written
    assert path.TITLE not in written
    assert "Traceback" not in written


@pytest.mark.parametrize("way", ["socket"], indirect=True)
async def test_a_process_killed_on_its_socket_comes_back_to_the_same_crisis(
    empty_house: House, tmp_path: Path
) -> None:
    house = empty_house
    house.forgiven = {"name_taken"}
    await house.move_in_beside(tmp_path)
    crisis = await _killed_while_opening(house)
    await crisis.task(house.ana, "complete", "A2")
    assert (await crisis.now()).state(TaskId("A2")).status == "done"
    await house.bot.stop()


async def _killed_while_opening(house: House) -> Crisis:
    rule = house.fail("conversations.create", "hang_after")
    form = await house.opening_form(house.ana, path.TITLE)
    assert (await form.submit()).outcome == "updated"
    await form.close()
    await house.struck(rule)
    await house.restart()
    (key,) = await house.crises()
    crisis = Crisis(house, key)
    await crisis.stands()
    assert [len(crisis.cards(card)) for card in FIRST_CARDS] == [1] * len(FIRST_CARDS)
    assert len([c for c in house.slack.workspace.channels.values() if "kol-2" in c.name]) == 1
    return crisis


async def _killed_after_a_click(crisis: Crisis) -> None:
    house = crisis.house
    form = await crisis.form(house.ana, "decision.record")
    await form.choose("decision.kind", "other")
    await house.until(lambda: "other.what" in str(form.blocks))
    rule = house.fail("chat.postMessage", "hang_after", "kolcrisis:decision.")
    await sent(form.fill({"rationale": "It is late", "other.what": "We wait"}))
    await house.struck(rule)
    await crisis.task(house.ana, "complete", "A2")
    await house.restart()
    await crisis.reads(house.ana, "step.assess", "✅")
    assert (await crisis.now()).state(TaskId("A2")).status == "done"
    await house.quiet()
    assert len(crisis.decisions()) == 1


async def _killed_while_closing(crisis: Crisis) -> None:
    house = crisis.house
    rule = house.fail("files.completeUploadExternal", "hang_after")
    await crisis.command(house.ana, "close")
    await sent((await house.modal(house.ana)).fill({"outcome": "contained"}))
    await house.struck(rule)
    await house.restart()
    await house.until(lambda: crisis.cards("review") and crisis.files())
    await house.quiet()
    assert len(crisis.cards("review")) == 1
    assert len(crisis.files()) == 1
    assert len(await crisis.happened(ev.IncidentClosed)) == 1
    assert (await house.reader.verify(crisis.key)).ok
