"""Who comes in by itself: the roster of the workspace and of a brand; and roles given later."""

import pytest

from bot.crisis.ids import RoleId
from bot.crisis.words import outside
from bot.workspace.people.actor import Actor
from tests.doors.crisis import Crisis, sent
from tests.doors.hands import held_at_home, home_of, inputs_of, person
from tests.doors.house import House

LEGAL, KOL, ADS, DEPUTY = RoleId("legal"), RoleId("kol"), RoleId("ads"), RoleId("deputy")


@pytest.fixture
def ida(house: House) -> Actor:
    """Administers the workspace."""
    return house.slack.add_person("Ida", real_name="Ida Admin", locale="en-US", is_admin=True)


async def keeps(house: House, keeper: Actor, brand: str, people: dict[str, list[Actor]]) -> None:
    """Fill in the roster of a brand, or the workspace's own, from the keeper's Home."""
    await keeper.open_home()
    await house.until(lambda: held_at_home(keeper, "house.roster"))
    await keeper.press("house.roster", in_="home")
    form = await house.modal(keeper)
    roles = {f"role.{role}": actors for role, actors in people.items()}
    await sent(form.fill({"brand": brand or None, **roles}))


async def test_a_roster_brings_in_its_people_with_the_brand_or_for_every_brand(
    house: House, ida: Actor
) -> None:
    await keeps(house, ida, "", {"legal": [house.wang]})
    await keeps(house, ida, "Lumeya 露美雅", {"kol": [house.lin]})
    other = await house.open(words="Another brand's note")
    assert (await other.now()).roles == {LEGAL: (person(house.wang),)}
    assert house.lin.id not in other.channel.members
    crisis = await house.open(words="Mia's note", brand="lumeya  露美雅")
    roles = (await crisis.now()).roles
    assert roles == {KOL: (person(house.lin),), LEGAL: (person(house.wang),)}
    assert {house.wang.id, house.lin.id} <= set(crisis.channel.members)


async def test_a_brand_that_is_added_later_brings_its_people_into_the_channel(
    house: House, ida: Actor
) -> None:
    await keeps(house, ida, "Lumeya", {"legal": [house.bob], "kol": [house.lin]})
    crisis = await house.open(roles={"legal": [house.wang]})
    assert house.lin.id not in crisis.channel.members
    form = await crisis.form(house.ana, "incident.details")
    await sent(form.fill({"brand": "Lumeya"}))
    await house.until(lambda: {house.lin.id, house.bob.id} <= set(crisis.channel.members))
    now = await crisis.now()
    assert now.roles[LEGAL] == (person(house.wang), person(house.bob))
    assert now.roles[KOL] == (person(house.lin),)


async def test_details_added_later_say_also_who_holds_which_role_in_slack_and_outside(
    house: House,
) -> None:
    crisis = await house.open(roles={"legal": [house.wang]})
    form = await crisis.form(house.wang, "incident.details")
    # What the opening offers for later is here, and nobody is asked again who leads.
    opening = inputs_of(await house.opening_form(house.bob, "Another", details=True))
    assert set(opening) - {"lead", "visibility"} <= set(inputs_of(form))
    await sent(
        form.fill(
            {
                "campaign": "Spring 春",
                "role.ads": [house.lin],
                "outside_role": "legal",
                "outside_names": "王律师\nCounsel Smith",
            }
        )
    )
    await house.until(lambda: house.lin.id in crisis.channel.members)
    now = await crisis.now()
    both = (person(house.wang), outside("王律师"), outside("Counsel Smith"))
    assert (now.roles[LEGAL], now.roles[ADS]) == (both, (person(house.lin),))
    assert "Campaign: Spring 春" in await crisis.reads(house.ana, "status", "Spring 春")
    # Sent again as it is shown, it changes nobody; the people outside stand below their role.
    form = await crisis.form(house.ana, "incident.details")
    assert "Outside Slack: 王律师 · Counsel Smith" in str(form.blocks)
    before = await crisis.record()
    assert (await form.submit()).outcome == "updated"
    assert await crisis.record() == before
    await house.ana.modal().close()
    form = await crisis.form(house.ana, "incident.details")
    await sent(form.fill({"outside_role": "legal"}))
    assert (await crisis.now()).roles[LEGAL] == (person(house.wang),)


async def test_only_who_leads_names_a_deputy_and_nothing_typed_beside_it_is_lost(
    house: House,
) -> None:
    crisis = await house.open(roles={"legal": [house.wang]})
    form = await crisis.form(house.wang, "incident.details")
    form.fill({"campaign": "Spring", "role.deputy": [house.wang]})
    assert (await form.submit()).outcome == "errors"
    assert list(form.errors) == ["role.deputy"]
    await sent(form.fill({"role.deputy": None}))
    assert DEPUTY not in (await crisis.now()).roles
    form = await crisis.form(house.ana, "incident.details")
    form.fill({"outside_names": "Counsel Smith"})
    assert (await form.submit()).outcome == "errors"
    assert list(form.errors) == ["outside_role"]
    await sent(form.fill({"outside_names": None, "role.deputy": [house.wang]}))
    assert (await crisis.now()).roles[DEPUTY] == (person(house.wang),)


async def test_only_who_may_keeps_the_roster_and_whom_admins_name_may_too(
    house: House, ida: Actor
) -> None:
    await house.bob.open_home()
    await house.until(house.bob.home)
    assert held_at_home(house.bob, "house.roster") is None
    await ida.open_home()
    await house.until(lambda: held_at_home(ida, "house.keepers"))
    await ida.press("house.keepers", in_="home")
    await sent((await house.modal(ida)).fill({"users": [house.bob]}))
    await keeps(house, house.bob, "", {"ads": [house.lin]})
    await house.until(lambda: "@Lin Zhao" in home_of(house.bob))
    crisis: Crisis = await house.open()
    assert (await crisis.now()).roles == {ADS: (person(house.lin),)}
