"""The review is made when something changed, and a file that fails holds up no other."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.crisis.ids import IncidentId
from bot.projector.document import Press
from bot.projector.picture import png
from bot.service.reader import incident_key
from tests.doors.crisis import Crisis, sent
from tests.doors.house import House

ENDINGS = (".md", ".html", ".png")


@dataclass(slots=True)
class Counted:
    """Does what takes long aside, as the bot does it, and counts how often."""

    count: int = 0

    async def __call__(self, work: Callable[[], Any]) -> Any:
        self.count += 1
        return await asyncio.to_thread(work)


async def _another_pass(house: House, crisis: Crisis) -> None:
    """Have the bot look at the crisis once more, though nothing happened."""
    projector = house.bot.parts.projector
    projector.wake(incident_key(house.team, IncidentId(crisis.id)))

    async def at_rest() -> bool:
        return not projector.busy

    await house.eventually(at_rest)


async def test_a_review_is_made_again_only_when_the_record_or_a_name_has_changed(
    empty_house: House,
) -> None:
    house, aside = empty_house, Counted()
    await house.move_in(press=Press(png, aside))
    crisis = await house.open(roles={"deputy": [house.lin]})
    await crisis.close(house.ana)
    await house.until(lambda: all(crisis.files(one) for one in ENDINGS))
    await _another_pass(house, crisis)
    made = aside.count
    assert made
    await _another_pass(house, crisis)
    assert aside.count == made
    await house.restart()
    await _another_pass(house, crisis)
    assert aside.count == made
    house.watch.pass_by(timedelta(minutes=2))
    await crisis.command(house.ana, "note it changed")
    await house.until(lambda: len(crisis.files()) == 1 and "it changed" in crisis.file_text())
    assert aside.count > made


async def test_a_picture_that_cannot_be_drawn_is_said_to_be_missing_and_the_rest_stands(
    empty_house: House,
) -> None:
    def broken(_: str) -> bytes:
        raise ValueError("no font")

    house = empty_house
    house.trouble_expected = True
    await house.move_in(press=Press(broken))
    crisis = await house.open()
    await crisis.close(house.ana)
    await house.until(lambda: crisis.files(".md") and crisis.files(".html"))
    await crisis.reads(house.ana, "review", "picture of the timeline could not be added")
    assert (await crisis.now()).closed
    assert crisis.files(".png") == []


async def test_the_first_page_asks_for_figures_and_a_copy_without_names_follows_it(
    house: House,
) -> None:
    crisis = await house.open(house.ana, "Mia's secret title", roles={"legal": [house.wang]})
    await crisis.close(house.ana)
    form = await crisis.form(house.wang, "review.facts")
    refused = await form.fill({"fact.reach": "a great many"}).submit()
    assert refused.outcome == "errors"
    await sent(form.fill({"fact.reach": "1.2万", "fact.exposure": "两起 12315 投诉"}))
    await crisis.use(house.ana, "review.copy")
    await house.until(lambda: "12,000" in _shared(crisis))
    for private in ("Mia", "secret", "12315 投诉", "Ana Reyes", "Wang Wei"):
        assert private not in _shared(crisis), private
    await crisis.use(house.ana, "review.copy")
    await house.told(house.ana, "there already")
    house.watch.pass_by(timedelta(minutes=2))
    await crisis.command(house.ana, "note the day after")
    await house.until(lambda: len(crisis.files()) == 1 and "12315 投诉" in crisis.file_text())


def _shared(crisis: Crisis) -> str:
    """What stands in the copy, once it is there."""
    files = [one for one in crisis.files(".html") if "shareable" in str(one["name"])]
    held = crisis.house.slack.workspace.files
    return "".join(held[one["id"]].content.decode() for one in files)
