"""What fits this type is a click away, and what is never done is refused with its reason."""

from bot.crisis import events as ev
from tests.doors.crisis import sent
from tests.doors.hands import held_in, inputs_of
from tests.doors.house import House


async def test_what_fits_this_type_with_the_law_and_on_top_of_a_half_written_decision(
    house: House,
) -> None:
    crisis = await house.open(crisis_type="product_claim")
    shown = await crisis.form(house.ana, "guidance.show")
    text = str(shown.blocks)
    assert "What makes it worse" in text
    assert "Advertising Law Art. 28" in text
    assert "checked with counsel" in text
    await shown.close()
    decision = await crisis.form(house.ana, "decision.record")
    decision.fill({"rationale": "half written"})
    control = held_in(decision, "guidance.show")
    assert control is not None
    await control.use(house.ana)
    await house.until(lambda: house.ana.modal().view is not decision.view)
    await house.ana.modal().close()
    assert decision.values["rationale"]["rationale"]["value"] == "half written"


async def test_without_a_type_there_is_nothing_to_show(house: House) -> None:
    crisis = await house.open()
    assert "What fits this type" not in crisis.read(house.ana, "status")


async def test_a_trusted_voice_is_asked_and_paying_or_promoting_is_refused_with_the_reason(
    house: House,
) -> None:
    crisis = await house.open()
    form = await crisis.form(house.ana, "decision.record")
    await form.choose("decision.kind", "trusted_voice")
    await house.until(lambda: "trusted_voice.terms" in inputs_of(form))
    assert "buy praise" in str(form.blocks), "what is never done is said before it is done"
    said = {"trusted_voice.who": "Dr Lin", "trusted_voice.trust": "tests creams", "rationale": "x"}
    form.fill({**said, "trusted_voice.terms": "promotional"})
    errors = (await form.submit()).errors or {}
    assert "second wave" in errors["trusted_voice.terms"]
    form.fill({"trusted_voice.terms": "paid"})
    errors = (await form.submit()).errors or {}
    assert "no trusted voice" in errors["trusted_voice.terms"]
    await sent(form.fill({"trusted_voice.terms": "asked"}))
    (decided,) = await crisis.happened(ev.DecisionRecorded)
    assert decided.choices["terms"] == "asked"
    assert "F3" in [one.task for one in await crisis.happened(ev.TaskCompleted)]
