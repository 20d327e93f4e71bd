"""A legal hold: set by legal while it goes on, and still there when it is closed."""

from bot.crisis import events as ev
from tests.doors.crisis import sent
from tests.doors.house import House


async def test_legal_holds_the_record_and_lifts_the_hold_and_others_hear_who_can(
    house: House,
) -> None:
    crisis = await house.open(roles={"legal": [house.lin]})
    await crisis.command(house.ana, "hold")
    form = (await house.modal(house.ana)).fill({"reason": "12315 complaint"})
    assert (await form.submit()).outcome == "updated"
    assert "for whoever speaks for legal" in str(form.blocks)
    await form.close()
    await crisis.command(house.lin, "hold")
    await sent((await house.modal(house.lin)).fill({"reason": "12315 投诉 <!channel>"}))
    card = await crisis.reads(house.ana, "status", "Legal hold")
    assert "Then: " in card
    await crisis.close(house.ana)
    card = await crisis.reads(house.ana, "status", "Legal hold")
    assert "12315 投诉" in card
    assert "<!channel>" in card
    form = await crisis.form(house.lin, "record.hold")
    await sent(form.fill({"reason": "settled"}))
    await house.until(lambda: "12315 投诉" not in crisis.read(house.ana, "status"))
    assert [type(one) for one in await crisis.happened((ev.LegalHoldSet, ev.LegalHoldLifted))] == [
        ev.LegalHoldSet,
        ev.LegalHoldLifted,
    ]
