"""The playbook that comes with the bot is whole: tasks, levels, decisions, questions."""

from bot.crisis.ids import TaskId
from bot.crisis.playbook import DecisionField, Playbook, Task

NOW = {"A2", "A0", "A5", "B1", "B4", "C1", "C3", "C5", "C7", "D1", "E1", "E7"}
CHECKLIST = [
    *("A0", "A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8"),
    *("B1", "B3", "B4", "B5", "B6", "B7"),
    *("C0", "C1", "C2", "C3", "C4", "C5", "C6", "C7"),
    *("D1", "D2", "D4", "D5", "D6"),
    *("E1", "E2", "E3", "E4", "E5", "E6", "E7"),
    *("F1", "F2", "F3", "F4"),
    *("FE1", "FE2", "FE3", "FE4", "FE5"),
]
SHORT_SET_REPLACES = {"C3", "D4", "E2", "E3", "E4", "F1", "F2", "F3", "F4"}


def _field(playbook: Playbook, kind: str, name: str) -> DecisionField:
    return next(one for one in playbook.decision_by_id[kind].fields if one.id == name)


def _values(field: DecisionField) -> list[str]:
    return [option.value for option in field.options]


def _reachable(playbook: Playbook) -> set[str]:
    options = [
        option for kind in playbook.decisions for field in kind.fields for option in field.options
    ]
    options += [option for asked in playbook.quick_read for option in asked.options]
    by_hand = {condition.id for condition in playbook.conditions if condition.by_hand}
    return by_hand.union(
        *(option.sets for option in options),
        *(task.sets for task in playbook.tasks),
        *(kind.sets for kind in playbook.decisions),
    )


def test_every_task_of_the_checklist_is_there_once(playbook: Playbook) -> None:
    assert sorted(task.id for task in playbook.tasks) == sorted(CHECKLIST)


def test_exactly_twelve_tasks_stand_on_opening(playbook: Playbook) -> None:
    assert {task.id for task in playbook.tasks if task.when.now} == NOW


def test_no_task_is_late_on_arrival(playbook: Playbook) -> None:
    assert [t.id for t in playbook.tasks if t.due.minutes is not None and t.due.minutes < 10] == []


def test_evidence_comes_first_then_the_pause_then_the_call_then_the_quick_read(
    playbook: Playbook,
) -> None:
    opening = sorted((t for t in playbook.tasks if t.when.now), key=lambda task: task.rank)
    assert [task.id for task in opening][:4] == ["A2", "B1", "D1", "A0"]


def test_people_who_are_hurt_come_before_everything(playbook: Playbook) -> None:
    assert min(playbook.tasks, key=lambda task: task.rank).id == "C0"


def test_first_five_steps_are_the_guides_and_damage_control_waits(playbook: Playbook) -> None:
    steps = {step.id: step.on_opening for step in playbook.steps}
    assert list(steps) == ["assess", "pause", "align", "contact", "decide", "rebuild"]
    assert [name for name, on_opening in steps.items() if not on_opening] == ["rebuild"]


def test_every_step_on_opening_has_something_to_do_at_once(playbook: Playbook) -> None:
    idle = [
        step.id
        for step in playbook.steps
        if step.on_opening and not any(task.when.now for task in playbook.tasks_of(step.id))
    ]
    assert idle == []


def test_position_is_due_sooner_the_worse_it_is(playbook: Playbook) -> None:
    due = playbook.task_by_id[TaskId("C5")].due
    assert (due.minutes, dict(due.by_level)) == (120, {3: 90, 4: 45})


def test_second_wave_is_looked_for_after_twelve_and_twenty_four_hours(playbook: Playbook) -> None:
    due = playbook.task_by_id[TaskId("E6")].due
    assert (due.minutes, due.again) == (12 * 60, (24 * 60,))


def test_pausing_is_verified_half_an_hour_later(playbook: Playbook) -> None:
    tasks: dict[str, Task] = {task.id: task for task in playbook.tasks}
    assert tasks["B1"].sets == ("paused",)
    assert (tasks["B7"].when.conditions, tasks["B7"].due.minutes) == (("paused",), 30)


def test_fake_engagement_has_its_own_short_set(playbook: Playbook) -> None:
    own = {task.id for task in playbook.tasks if "fake_engagement" in task.when.types}
    left_out = {task.id for task in playbook.tasks if "fake_engagement" in task.when.not_types}
    assert own == {"FE1", "FE2", "FE3", "FE4", "FE5"}
    assert left_out == SHORT_SET_REPLACES


def test_every_condition_can_come_true_and_is_used(playbook: Playbook) -> None:
    known = {condition.id for condition in playbook.conditions}
    severity = playbook.handbook.severity
    used = {floor.condition for floor in severity.floors}
    used = used.union(*(task.when.conditions for task in playbook.tasks))
    assert known == _reachable(playbook)
    assert known == used


def test_platform_mechanics_say_where_to_verify(playbook: Playbook) -> None:
    named = {"A5", "B1", "B3", "B4", "B5", "E2"}
    mechanics = [task.how for task in playbook.tasks if task.id in named]
    mechanics += [playbook.decision_by_id[kind].guidance for kind in ("takedown", "comments")]
    assert [how.en for how in mechanics if "verify in the back end" not in how.en] == []
    assert [how.zh for how in mechanics if "以后台为准" not in how.zh] == []


def test_four_levels_by_colour_read_and_speak_sooner_the_worse_it_is(playbook: Playbook) -> None:
    assert "".join(level.emoji for level in playbook.levels) == "🔵🟡🟠🔴"
    assert [level.reading_every for level in playbook.levels] == [240, 120, 60, 30]
    assert [level.speak_by for level in playbook.levels] == [1440, 240, 120, 60]
    assert [level.approvers for level in playbook.levels] == [
        ("china",),
        ("commander",),
        ("executive", "legal"),
        ("executive", "legal"),
    ]


def test_a_takedown_is_decided_per_note_and_removal_needs_a_public_reason(
    playbook: Playbook,
) -> None:
    assert _field(playbook, "takedown", "note").required
    action = _field(playbook, "takedown", "action")
    assert _values(action) == ["keep", "clarify", "edit", "hide", "remove"]
    reason = _field(playbook, "takedown", "public_rationale")
    assert reason.required_when == {"action": ("hide", "remove")}


def test_only_hiding_and_removing_call_for_the_tasks_of_a_removal(playbook: Playbook) -> None:
    options = _field(playbook, "takedown", "action").options
    assert [option.value for option in options if option.sets] == ["hide", "remove"]
    called = [task.id for task in playbook.tasks if "takedown" in task.when.conditions]
    assert called == ["E2", "E3", "E4"]


def test_a_statement_may_be_text_or_link(playbook: Playbook) -> None:
    forms = _values(_field(playbook, "statement", "format"))
    assert forms == ["none", "comment_replies", "brand_note", "kol_note", "holding_line"]
    text = _field(playbook, "statement", "text")
    assert (text.required_when["format"], text.unless) == (tuple(forms[1:]), "link")


def test_resuming_ends_what_pausing_began(playbook: Playbook) -> None:
    pause, resume = _field(playbook, "campaign", "action").options
    assert (pause.sets, resume.clears) == (("paused",), ("paused",))


def test_every_kind_of_decision_is_there(playbook: Playbook) -> None:
    assert [kind.id for kind in playbook.decisions] == [
        *("takedown", "statement", "trusted_voice", "kol_contact", "position", "campaign"),
        *(
            "stop_sale",
            "payment",
            "media_regulator",
            "platform_report",
            "comments",
            "step_down",
            "other",
        ),
    ]


def test_the_review_asks_the_guides_four_questions(playbook: Playbook) -> None:
    assert [one.id for one in playbook.questions] == [
        *("root_cause", "failed_process", "caught_earlier", "community"),
        *("factors", "luck"),
    ]
    assert {one.id for one in playbook.questions if one.optional} == {"factors", "luck"}
    process = playbook.question_by_id["failed_process"]
    assert process.several
    assert [option.value for option in process.options] == [
        *("vetting", "briefing", "approval", "monitoring"),
    ]


def test_five_types_and_three_checkpoints(playbook: Playbook) -> None:
    assert len(playbook.types) == 5
    assert playbook.checkpoints == (4, 12, 24)
