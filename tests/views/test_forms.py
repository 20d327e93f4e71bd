"""The forms: their fixed ids, what they ask for and when, and what they keep."""

from datetime import timedelta
from typing import Any

import pytest

from bot.crisis import intents as want
from bot.crisis.events import Kol
from bot.crisis.ids import DecisionId
from bot.crisis.incident import Incident
from bot.crisis.playbook import Playbook
from bot.crisis.words import Words, in_slack
from bot.views.closing import close_modal, questions_modal
from bot.views.decision_form import decision_modal, field_input, input_at_fault
from bot.views.details import details_modal
from bot.views.note import note_modal
from bot.views.opening import duplicate_notice, open_modal
from bot.views.task_forms import assign_modal
from tests.views.everything import CHANNEL, modals
from tests.views.goldens import stages
from tests.views.scene import ANA, BO, VOICES, Scene

ENGLISH, CHINESE = VOICES["en"], VOICES["zh"]


def inputs(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The input blocks of a view by id."""
    return {one["block_id"]: one for one in view["blocks"] if one["type"] == "input"}


def opened(playbook: Playbook, *, details: bool) -> dict[str, Any]:
    return open_modal(
        ENGLISH,
        prefill_title="a note",
        lead=ANA,
        playbook=playbook,
        private_metadata="m",
        details=details,
    )


def decide(incident: Incident, kind: str | None) -> dict[str, Any]:
    return decision_modal(incident, ENGLISH, kind=kind, owner=ANA)


def test_opening_asks_for_two_things_and_both_are_filled(playbook: Playbook) -> None:
    view = opened(playbook, details=False)
    asked = inputs(view)
    assert set(asked) == {"title", "lead"}
    assert asked["title"]["element"]["initial_value"] == "a note"
    assert asked["lead"]["element"]["initial_user"] == ANA
    assert view["private_metadata"] == "m"


def test_the_ids_of_the_opening_form_are_those_that_were_promised(playbook: Playbook) -> None:
    view = opened(playbook, details=True)
    roles = {f"role.{role.id}" for role in playbook.roles if role.id != "commander"}
    promised = {"title", "lead", "kol", "campaign", "note_url", "crisis_type"}
    promised |= {"detected_at", "language", "visibility"}
    assert promised | roles <= set(inputs(view))
    assert view["callback_id"] == "incident.open"

    def values(block: str) -> list[str]:
        return [option["value"] for option in inputs(view)[block]["element"]["options"]]

    assert set(values("language")) == {"en", "zh", "both"}
    assert values("visibility") == ["private", "public"]
    assert set(values("crisis_type")) == {kind.id for kind in playbook.types}


def test_adding_details_keeps_what_was_typed_since_the_ids_stay(playbook: Playbook) -> None:
    before, after = (inputs(opened(playbook, details=more)) for more in (False, True))
    for name, block in before.items():
        assert block["element"]["action_id"] == after[name]["element"]["action_id"]


def test_a_crisis_is_private_and_bilingual_unless_somebody_says_otherwise(
    playbook: Playbook,
) -> None:
    asked = inputs(opened(playbook, details=True))
    assert asked["visibility"]["element"]["initial_option"]["value"] == "private"
    assert asked["language"]["element"]["initial_option"]["value"] == "both"


def test_an_inputs_action_id_is_its_block_id_unless_it_reports_at_once(playbook: Playbook) -> None:
    for _, view in modals(stages(playbook)["3-after-a-day"].incident, ENGLISH):
        for block_id, block in inputs(view).items():
            action_id = block["element"]["action_id"]
            if block.get("dispatch_action"):
                assert action_id == "decision.kind"
            else:
                assert action_id == block_id


def test_details_begin_with_what_is_known(playbook: Playbook) -> None:
    asked = inputs(details_modal(Scene(playbook).incident, ENGLISH))
    assert asked["kol"]["element"]["initial_value"] == "小满Mia"
    assert asked["crisis_type"]["element"]["initial_option"]["value"] == "product_claim"
    assert asked["campaign"]["element"]["initial_value"] == "Lumeya 双十一"


def test_a_decision_asks_for_its_kind_first_and_then_for_that_kinds_fields(
    playbook: Playbook,
) -> None:
    incident = Scene(playbook).incident
    always = {"kind", "rationale", "owner", "owner_outside", "due"}
    assert set(inputs(decide(incident, None))) == always
    for kind in playbook.decisions:
        fields = {field_input(kind.id, field.id) for field in kind.fields}
        assert set(inputs(decide(incident, kind.id))) == always | fields


def test_the_takedown_offers_the_five_ways_that_were_promised(playbook: Playbook) -> None:
    asked = inputs(decide(Scene(playbook).incident, "takedown"))
    options = asked["takedown.action"]["element"]["options"]
    assert [one["value"] for one in options] == ["keep", "clarify", "edit", "hide", "remove"]


def test_the_only_note_is_filled_in(playbook: Playbook) -> None:
    asked = inputs(decide(Scene(playbook).incident, "takedown"))
    assert asked["takedown.note"]["element"]["initial_value"].endswith("/explore/66aa")


def test_with_several_notes_known_each_is_asked_about_and_others_may_be_added(
    playbook: Playbook,
) -> None:
    first, second = (f"https://www.xiaohongshu.com/explore/66a{n}?xsec_token=x" for n in "ab")
    kols = (Kol(Words("小满Mia"), (Words(first),)), Kol(Words(""), (Words(second),)))
    incident = Scene(playbook).does(want.ChangeDetails(kols=kols)).incident
    asked = inputs(decide(incident, "takedown"))
    each = [name for name in asked if name.startswith("takedown.action.")]
    labels = [asked[name]["label"]["text"] for name in each]
    assert labels == [
        "小满Mia …hongshu.com/explore/66aa · What happens to it",
        "…hongshu.com/explore/66ab · What happens to it",
    ]
    assert [asked[name].get("optional") for name in (*each, "takedown.note")] == [True] * 3
    assert asked["takedown.action"]["element"]["type"] == "static_select"


def test_a_field_that_another_may_replace_is_not_demanded(playbook: Playbook) -> None:
    for kind in playbook.decisions:
        asked = inputs(decide(Scene(playbook).incident, kind.id))
        for field in kind.fields:
            demanded = not asked[field_input(kind.id, field.id)].get("optional", False)
            assert demanded == (field.required and field.unless is None)


@pytest.mark.parametrize(
    ("field", "block"),
    [
        ("rationale", "rationale"),
        ("kind", "kind"),
        ("replaces", "kind"),
        (None, "kind"),
        ("public_rationale", "takedown.public_rationale"),
    ],
)
def test_a_refusal_finds_its_input(field: str | None, block: str) -> None:
    assert input_at_fault("takedown", field) == block


def test_replacing_a_decision_says_which(playbook: Playbook) -> None:
    incident = stages(playbook)["3-after-a-day"].incident
    view = decision_modal(incident, ENGLISH, replaces=DecisionId("d2"))
    assert view["private_metadata"] == f"{incident.id}|d2"
    assert "Replaces an earlier decision" in str(view["blocks"][:2])


def test_the_note_form_asks_which_crisis_only_where_that_is_not_known(playbook: Playbook) -> None:
    incident = Scene(playbook).incident
    assert set(inputs(note_modal(ENGLISH))) == {"text", "at"}
    asked = inputs(note_modal(ENGLISH, among=[incident]))
    assert asked["incident"]["element"]["initial_option"]["value"] == incident.id


def test_closing_shows_what_is_still_open_and_every_outcome(playbook: Playbook) -> None:
    scene = stages(playbook)["3-after-a-day"]
    waits = want.RecordDecision(
        DecisionId("d9"),
        "other",
        in_slack(BO),
        Words("until noon"),
        answers={"what": Words("wait")},
        due=scene.now + timedelta(hours=1),
    )
    view = close_modal(scene.does(waits).incident, ENGLISH)
    assert view["callback_id"] == "incident.close"
    assert "tasks are still open" in view["blocks"][0]["text"]["text"]
    assert "not carried out yet" in view["blocks"][0]["text"]["text"]
    offered = [one["value"] for one in inputs(view)["outcome"]["element"]["options"]]
    assert offered == [one.value for one in playbook.outcomes]


def test_the_questions_begin_with_the_answers_that_stand(playbook: Playbook) -> None:
    question = next(one for one in playbook.questions if one.options)
    chosen = question.options[0].value
    scene = stages(playbook)["4-closed"]
    scene.does(want.AnswerQuestion(question.id, Words("half read"), (chosen,)))
    asked = inputs(questions_modal(scene.incident, ENGLISH))
    assert asked[f"answer.{question.id}"]["element"]["initial_value"] == "half read"
    boxes = asked[f"choice.{question.id}"]["element"]["initial_options"]
    assert [one["value"] for one in boxes] == [chosen]


def test_asking_somebody_begins_with_who_has_it(playbook: Playbook) -> None:
    scene = Scene(playbook)
    task = scene.incident.open_tasks()[0]
    scene.does(want.TakeTask(task.id, in_slack(BO)))
    asked = inputs(assign_modal(scene.incident, task, ENGLISH))
    assert asked["owner"]["element"]["initial_user"] == BO


def test_who_may_not_see_a_twin_learns_nothing_of_it(playbook: Playbook) -> None:
    incident = Scene(playbook).incident
    seen = duplicate_notice(ENGLISH, incident, CHANNEL)
    hidden = duplicate_notice(ENGLISH, None, None)
    for secret in ("小满", CHANNEL):
        assert secret in seen
        assert secret not in hidden


def test_an_approval_asks_in_chinese_with_the_polite_form(playbook: Playbook) -> None:
    views = dict(modals(Scene(playbook).incident, CHINESE))
    assert "请您确认" in str(views["level"])
