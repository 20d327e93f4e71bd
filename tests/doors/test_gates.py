"""What must come first: allowed, refused with the reason, gone through with a word that stays."""

from bot.crisis import events as ev
from bot.workspace.people.actor import Actor
from bot.workspace.people.modal import Modal
from tests.doors.crisis import Crisis, sent
from tests.doors.hands import inputs_of
from tests.doors.house import House

HIDE = {
    "takedown.note": "https://www.xiaohongshu.com/explore/66aa",
    "takedown.action": "hide",
    "takedown.public_rationale": "It promised too much.",
    "rationale": "Headquarters asks",
}


async def test_a_note_is_hidden_after_its_evidence_or_by_the_commanders_word(house: House) -> None:
    crisis = await house.open(roles={"china": [house.lin]})
    form = await _form(crisis, house.lin, "takedown")
    assert (await form.fill(HIDE).submit()).outcome == "updated"
    shown = str(form.blocks)
    assert "先取证" in shown
    assert "override" not in inputs_of(form), "Lin does not lead"
    assert (await form.submit()).outcome == "updated"
    await form.close()
    assert not (await crisis.now()).decisions
    (held,) = await crisis.happened(ev.GateHeldBack)
    assert (held.at, held.about, held.gates) == ("record", "takedown", ("evidence_first",))

    form = await _form(crisis, house.ana, "takedown")
    assert "vanish without a word" in str(form.blocks), "what is never done is said here"
    assert (await form.fill(HIDE).submit()).outcome == "updated"
    assert "Save the evidence first" in str(form.blocks)
    await sent(form.fill({"override": "A child is in hospital"}))
    await house.until(crisis.decisions)
    await crisis.reads(house.ana, crisis.decisions()[0], "A child is in hospital")
    (gone,) = await crisis.happened(ev.GateOverridden)
    assert gone.gates == ("evidence_first",)

    # Once it is saved nobody is held back.
    await crisis.task(house.lin, "complete", "A2")
    form = await _form(crisis, house.lin, "takedown")
    await sent(form.fill(HIDE))
    await house.quiet()
    assert len(await crisis.happened(ev.GateOverridden)) == 1
    await crisis.close(house.ana)
    assert "A child is in hospital" in crisis.file_text()
    assert "Tried to go on, and was held back." in crisis.file_text()


async def test_a_statement_goes_out_once_position_approvers_and_reader_agree(
    house: House,
) -> None:
    crisis = await house.open(roles={"reviewer": [house.lin], "legal": [house.wang]})
    elsewhere = {"format": "brand_note", "link": "https://example.org/text"}
    card = await crisis.decide(house.wang, "statement", elsewhere)
    named = card.removeprefix("decision.")
    await crisis.reads(house.ana, card, "Please approve this version")
    form = await crisis.form(house.wang, "decision.carry_out", named)
    assert "先统一事实和立场" in str(form.blocks)
    refused = await form.submit()
    assert "总负责人" in refused.errors["evidence"]
    await form.close()
    # No colour is confirmed or proposed yet: whoever leads, legal, and the reader.
    await crisis.use(house.wang, "decision.approve", named)
    await crisis.reads(house.ana, card, "approved (Legal)")
    await crisis.use(house.wang, "decision.approve", named)
    await house.told(house.wang, "确认过")
    await crisis.decide(house.ana, "position", {"position": "We were wrong."})
    await crisis.use(house.ana, "decision.approve", named)
    await crisis.use(house.lin, "decision.approve", named)
    await crisis.reads(house.ana, card, "approved (Culturally fluent reviewer)")
    form = await crisis.form(house.wang, "decision.carry_out", named)
    await sent(form.fill({"evidence": "https://www.xiaohongshu.com/explore/99"}))
    assert not await crisis.happened(ev.GateOverridden)


async def test_speaking_in_public_is_warned_of_and_approved_by_somebody_outside(
    house: House,
) -> None:
    crisis = await house.open(roles={"china": [house.lin]})
    form = await _form(crisis, house.ana, "kol_contact")
    form.fill(
        {
            "kol_contact.who": "Mia",
            "kol_contact.by": "Lin",
            "kol_contact.means": "public_comment",
            "kol_contact.private": "no",
            "kol_contact.asked": "To hold",
            "rationale": "She does not answer",
        }
    )
    assert (await form.submit()).outcome == "updated"
    assert "A dispute in public grows" in str(form.blocks)
    await sent(form.fill({"override": "She asked for it"}))
    await house.quiet()

    details = await crisis.form(house.ana, "incident.details")
    await sent(details.fill({"outside_names": "周老师", "outside_role": "reviewer"}))
    card = await crisis.decide(
        house.ana, "statement", {"format": "holding_line", "link": "https://example.org/text"}
    )
    form = await crisis.form(house.ana, "decision.approve_for", card.removeprefix("decision."))
    refused = await form.fill({"by": "Somebody"}).submit()
    assert "other roles" in refused.errors["by"]
    await sent(form.fill({"by": "周老师"}))
    await crisis.reads(house.ana, card, "周老师 approved")


async def _form(crisis: Crisis, actor: Actor, kind: str) -> Modal:
    """Bring up the form of a decision of this kind."""
    form = await crisis.form(actor, "decision.record")
    await form.choose("decision.kind", kind)
    await crisis.house.until(lambda: any(one.startswith(f"{kind}.") for one in inputs_of(form)))
    return form
