"""Decisions as people make them: through the form, on their cards, and in the review."""

from datetime import timedelta
from typing import Any

from bot.crisis.events import NoteChoice
from bot.crisis.playbook import DecisionField, DecisionKind, Option
from bot.crisis.words import Words
from bot.workspace.people.modal import Modal
from tests.doors.crisis import Crisis, sent
from tests.doors.hands import inputs_of
from tests.doors.house import House
from tests.doors.residents import playbook

NOTES = tuple(f"https://www.xiaohongshu.com/explore/66f0a{n}" for n in "123")


def _last(field: DecisionField) -> Option:
    """The last answer that may be chosen."""
    return [option for option in field.options if option.refused is None][-1]


def _filled(house: House, kind: DecisionKind, field: DecisionField) -> Any:
    match field.kind:
        case "choice":
            return _last(field).value
        case "time":
            return house.clock.now() + timedelta(hours=5)
        case "link" | "note":
            return "https://example.com/case"
        case _:
            return f"{kind.id} {field.id} 已定"


async def test_every_kind_of_decision_is_recorded_with_all_that_its_form_asks(
    house: House,
) -> None:
    crisis = await house.open()
    kinds = playbook()[0].decisions
    for kind in kinds:
        form = await _form(crisis, kind.id)
        entries = {f"{kind.id}.{one.id}": _filled(house, kind, one) for one in kind.fields}
        done = await form.fill({"rationale": f"why {kind.id}", **entries}).submit()
        # Some warn, or ask for something first: the commander goes on and says why.
        asked = any(gate.at == "record" for gate in kind.gates)
        assert done.outcome == ("updated" if asked else "cleared")
        if asked:
            await sent(form.fill({"override": "it is urgent"}))
    await house.quiet()
    decided = list((await crisis.now()).decisions.values())
    assert [one.kind for one in decided] == [kind.id for kind in kinds]
    for kind, one in zip(kinds, decided, strict=True):
        shown = crisis.read(house.ana, f"decision.{one.id}")
        wanted = [f"why {kind.id}", "Ana Reyes", *(field.label.en for field in kind.fields)]
        for field in kind.fields:
            if field.kind == "choice":
                wanted.append(_last(field).name.en)
            elif field.kind in {"text", "person"}:
                wanted.append(f"{kind.id} {field.id} 已定")
        assert not [words for words in wanted if words not in shown]


async def test_the_command_asks_for_a_decision_and_says_below_the_input_what_is_missing(
    house: House,
) -> None:
    crisis = await house.open()
    await crisis.task(house.ana, "complete", "A2")
    await crisis.command(house.ana, "decide")
    form = await house.modal(house.ana)
    await form.choose("decision.kind", "takedown")
    await house.until(lambda: "takedown.note" in inputs_of(form))
    form.fill({"takedown.note": NOTES[0], "takedown.action": "remove", "rationale": "False"})
    refused = await form.submit()
    assert list(refused.errors) == ["takedown.public_rationale"]
    form.fill({"takedown.public_rationale": "It promised too much."})
    await sent(form)
    await house.until(crisis.decisions)
    assert "It promised too much." in crisis.read(house.ana, crisis.decisions()[0])


async def _form(crisis: Crisis, kind: str) -> Modal:
    """Bring up the form for a kind, with that kind's inputs."""
    form = await crisis.form(crisis.house.ana, "decision.record")
    await form.choose("decision.kind", kind)
    first = playbook()[0].decision_by_id[kind].fields[0].id
    await crisis.house.until(lambda: f"{kind}.{first}" in inputs_of(form))
    return form


async def _about_notes(crisis: Crisis, chosen: dict[str, str], **more: Any) -> str:
    """Record one takedown; ``chosen`` is what happens to the notes that the form lists."""
    form = await _form(crisis, "takedown")
    listed = {
        one["label"]["text"]: one["block_id"]
        for one in form.blocks
        if str(one.get("block_id", "")).startswith("takedown.action.")
    }
    entries = {
        next(block for label, block in listed.items() if note[-8:] in label): action
        for note, action in chosen.items()
    }
    await sent(form.fill({"rationale": "Checked against the filing", **entries, **more}))
    await crisis.house.until(crisis.decisions)
    return crisis.decisions()[-1]


async def test_one_decision_is_made_about_several_notes_each_in_its_own_way(
    house: House,
) -> None:
    crisis = await house.open(kol="Mia\nBea", note_url="\n".join(NOTES))
    await crisis.task(house.ana, "complete", "A2")
    card = await _about_notes(
        crisis,
        {NOTES[0]: "remove", NOTES[2]: "keep"},
        **{
            "takedown.note": "https://www.xiaohongshu.com/explore/77aa\nA repost 搬运",
            "takedown.action": "clarify",
            "takedown.public_rationale": "The claim was wrong.",
        },
    )
    (decided,) = (await crisis.now()).decisions.values()
    assert (decided.answers["note"].text, decided.choices) == (NOTES[0], {"action": "remove"})
    assert decided.further == (
        NoteChoice(Words(NOTES[2]), {"action": "keep"}),
        NoteChoice(Words("https://www.xiaohongshu.com/explore/77aa"), {"action": "clarify"}),
        NoteChoice(Words("A repost 搬运"), {"action": "clarify"}),
    )
    lines = crisis.read(house.ana, card).splitlines()
    for note, what in ((NOTES[0], "Remove"), (NOTES[2], "Keep as it is"), ("A repost 搬运", "Add")):
        assert any(note in line and what in line for line in lines), note
    assert not any(NOTES[1] in line for line in lines)
    # A removal calls for what must come before and after it.
    called = {task.id for task in (await crisis.now()).active_tasks()}
    assert {"E2", "E3", "E4"} <= called
    await crisis.close(house.ana)
    text = crisis.file_text()
    assert all(note in text for note in (NOTES[0], NOTES[2], "A repost 搬运"))


async def test_a_note_that_left_the_details_meanwhile_is_asked_about_again(house: House) -> None:
    crisis = await house.open(
        kol="Mia", note_url="\n".join(NOTES[:2]), roles={"deputy": [house.lin]}
    )
    form = await _form(crisis, "takedown")
    listed = [one for one in inputs_of(form) if one.startswith("takedown.action.")]
    details = await crisis.form(house.lin, "incident.details")
    await sent(details.fill({"note_url": NOTES[2]}))
    form.fill({listed[0]: "keep", listed[1]: "keep", "rationale": "They are right"})
    assert list((await form.submit()).errors) == ["takedown.note"]
    assert not (await crisis.now()).decisions


async def test_a_decision_is_carried_out_with_evidence_or_replaced_and_each_points_to_the_other(
    house: House,
) -> None:
    crisis = await house.open()
    first = await crisis.decide(house.ana, "statement", {"format": "none"})
    form = await crisis.form(house.ana, "decision.carry_out", first.removeprefix("decision."))
    await sent(form.fill({"evidence": "Nothing was posted, 已核对"}))
    await crisis.reads(house.ana, first, "已核对")
    form = await crisis.form(house.ana, "decision.replace", first.removeprefix("decision."))
    second = await crisis.fill_decision(form, "statement", {"format": "holding_line", "text": "Hm"})
    await house.quiet()
    earlier, later = crisis.card(first), crisis.card(second)
    to_earlier, to_later = (
        f"/archives/{crisis.channel.id}/p{one.ts.replace('.', '')}" for one in (earlier, later)
    )
    assert to_later in str(earlier.blocks)
    assert to_earlier in str(later.blocks)
    # What was replaced offers nothing any more, and nothing was ever there to delete it.
    assert "actions" not in {block["type"] for block in earlier.blocks}
    await crisis.close(house.ana)
    assert to_earlier in crisis.file_text()
    assert to_later in crisis.file_text()
    assert "已核对" in crisis.file_text()
