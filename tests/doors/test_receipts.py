"""Receipts: each place with who, when and proof; a second look; two people to run it again."""

from datetime import timedelta

from bot.crisis import events as ev
from bot.workspace.people.modal import Modal
from tests.doors.crisis import Crisis
from tests.doors.hands import held_in, inputs_of
from tests.doors.house import House


async def test_receipts_from_none_to_all_and_back(house: House) -> None:
    crisis = await house.open(roles={"legal": [house.wang], "china": [house.lin]})
    await crisis.reads(house.ana, "status", "none of 6 places confirmed off yet")
    await crisis.task(house.ana, "complete", "B1")
    await crisis.reads(house.ana, "status", "4 of 6 still running")

    form = await crisis.form(house.ana, "surfaces.open")
    form = await _receipt(
        house, form, "|shop_ads", {"state": "paused", "spend": "a lot"}, sends=False
    )
    refused = await form.submit()
    assert "Please type a number" in refused.errors["spend"]
    form.fill(
        {"spend": "¥3,200", "evidence": "https://ads.example/88", "by_outside": "周 at the agency"}
    )
    assert (await form.submit()).outcome == "updated"
    form = await _receipt(house, form, "|live_rooms", {"state": "unused"})
    assert "3 of 6" not in str(form.blocks)
    assert "2 of 6 still running" in str(form.blocks)
    assert "¥3200 (1 of 6 known)" in str(form.blocks)
    assert "周 at the agency" in str(form.blocks)

    # The same again, with nothing new: the form stays, and says so at its field.
    form = await _receipt(house, form, "|live_rooms", {"state": "unused"}, sends=False)
    assert "recorded already" in (await form.submit()).errors["state"]
    form.fill({"evidence": "https://ads.example/89"})
    assert (await form.submit()).outcome == "updated"

    # A place of the team's own.
    await form.press("Add a place")
    await house.until(lambda: "name" in inputs_of(form))
    assert (await form.fill({"name": "Screen in a store"}).submit()).outcome == "updated"
    assert "Screen in a store" in str(form.blocks)
    assert "3 of 7 still running" in str(form.blocks)

    await _runs_again_when_two_agree(house, crisis, form)


async def _runs_again_when_two_agree(house: House, crisis: Crisis, form: Modal) -> None:
    # Half an hour later: still off. To run again both must agree, each for themselves.
    house.clock.pass_by(timedelta(minutes=31))
    form = await _receipt(house, form, "|shop_ads", {"state": "verified"})
    form = await _receipt(house, form, "|shop_ads", {"state": "resume"})
    assert "Still to agree: Legal" in str(form.blocks)
    form = await _receipt(house, form, "|shop_ads", {"state": "resume"}, sends=False)
    assert "somebody else" in (await form.submit()).errors["state"]
    await form.close()
    await crisis.reads(house.ana, "status", "3 of 7 still running")
    other = await crisis.form(house.lin, "surfaces.open")
    other = await _receipt(house, other, "|shop_ads", {"state": "resume"}, sends=False)
    assert "法务" in (await other.submit()).errors["state"]
    await other.close()
    mine = await crisis.form(house.wang, "surfaces.open")
    mine = await _receipt(house, mine, "|shop_ads", {"state": "resume"})
    await mine.close()
    await crisis.reads(house.ana, "status", "4 of 7 still running")
    assert len(await crisis.happened(ev.ResumeAgreed)) == 2


async def _receipt(
    house: House, form: Modal, place: str, entries: dict[str, str], *, sends: bool = True
) -> Modal:
    """Press the button of a place, fill its form, and send it."""
    held = held_in(form, "surface.update", place)
    assert held is not None, place
    await held.use(form._actor)
    await house.until(lambda: "state" in inputs_of(form))
    form.fill(entries)
    if sends:
        assert (await form.submit()).outcome == "updated"
    return form
