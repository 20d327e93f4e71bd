"""A crisis that may be open already: asked about, shown to those who see it, hidden from others."""

from datetime import timedelta
from typing import Any

import pytest

from bot.crisis import events as ev
from tests.doors.crisis import Crisis
from tests.doors.hands import held_in
from tests.doors.house import House
from tests.doors.letters import finds, letter

NOTE = "https://www.xiaohongshu.com/explore/66f0a1b2"
SHARED = "http://xiaohongshu.com/discovery/item/66F0A1B2/?xsec_token=AB&source=share"
TITLE = "Zebra-striped serum burns"
LATER = timedelta(hours=2)


async def asks(house: House, title: str, **entries: Any) -> str:
    """Let Bob send the form, and return what he reads instead of 'under way'."""
    form = await house.opening_form(house.bob, title, details=True)
    assert (await form.fill(entries).submit()).outcome == "updated"
    return house.bob.read(house.bob.modal().view)


@pytest.mark.parametrize(
    ("entries", "asked"),
    [
        ({"note_url": SHARED}, True),
        ({"kol": "小满 mia"}, True),
        ({"kol": "Another KOL", "note_url": "https://www.xiaohongshu.com/explore/99999999"}, False),
    ],
)
async def test_the_same_note_or_kol_is_asked_about_also_hours_later_and_nothing_else_is(
    house: House, entries: dict[str, str], asked: bool
) -> None:
    await house.open(words=TITLE, kol="小满  Mia", note_url=NOTE)
    house.clock.pass_by(LATER)
    shown = await asks(house, "I saw something", **entries)
    assert ("Possibly already handled" in shown) is asked
    assert TITLE not in shown
    assert len(await house.crises()) == (1 if asked else 2)


async def test_a_member_sees_which_one_with_a_link_and_may_open_another_anyway(
    house: House,
) -> None:
    crisis = await house.open(words=TITLE, roles={"legal": [house.bob]}, note_url=NOTE)
    shown = await asks(house, "Something else", note_url=NOTE)
    assert TITLE in shown
    assert f"#{crisis.channel.name}" in shown
    form = house.bob.modal()
    assert held_in(form, "incident.ask_to_join") is None
    # What was typed is kept, and sending it again says: it is something else.
    assert form.values["note_url"]["note_url"]["value"] == NOTE
    assert (await form.submit()).outcome == "updated"
    assert len(await house.crises()) == 2
    assert [one.title.text for one in await _opened(house)] == [TITLE, "Something else"]


async def test_one_opened_within_the_hour_is_asked_about_and_an_older_one_is_not(
    house: House,
) -> None:
    await house.open(words=TITLE)
    assert "Possibly already handled" in await asks(house, "Something")
    await house.bob.modal().close()
    house.clock.pass_by(timedelta(minutes=61))
    assert "Possibly already handled" not in await asks(house, "Something")
    assert len(await house.crises()) == 2


async def test_a_hidden_twin_is_not_covered_up_by_one_that_is_seen_and_less_alike(
    house: House,
) -> None:
    await house.open(house.ana, TITLE, note_url=NOTE)
    await house.open(house.bob, "My own, a moment ago")
    shown = await asks(house, "The note again", note_url=SHARED)
    assert "My own, a moment ago" in shown
    assert "Possibly already handled" in shown
    assert TITLE not in shown
    assert held_in(house.bob.modal(), "incident.ask_to_join") is not None


async def test_who_asks_to_join_learns_nothing_until_somebody_who_leads_brings_them_in(
    house: House,
) -> None:
    crisis = await house.open(words=TITLE, roles={"deputy": [house.lin]}, note_url=NOTE)
    await asks(house, "I saw it too", note_url=NOTE)
    ask = held_in(house.bob.modal(), "incident.ask_to_join")
    assert ask is not None
    await ask.use(house.bob)
    await house.until(lambda: "passed on" in house.bob.read(house.bob.modal().view))
    assert TITLE not in house.bob.read(house.bob.modal().view)
    assert len(await crisis.happened(ev.JoinRequested)) == 1
    assert house.bob.id not in crisis.channel.members
    assert "Bob Stone" in await letter(house, house.ana, "join")
    assert "Bob Stone" in await letter(house, house.lin, "join")
    await (await finds(house, house.ana, "incident.invite")).use(house.ana)
    await house.told(house.ana, "being brought in")
    await house.until(lambda: house.bob.id in crisis.channel.members)
    await house.quiet()
    listed = await house.bob.command("/kolcrisis", "list")
    assert listed is not None
    assert TITLE in house.bob.read(listed)
    assert len(await house.crises()) == 1


async def _opened(house: House) -> list[ev.IncidentOpened]:
    found = []
    for key in await house.crises():
        found += await Crisis(house, key).happened(ev.IncidentOpened)
    return found
