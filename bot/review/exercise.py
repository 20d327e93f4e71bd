"""An exercise in the review: the hot wash again, where it is kept.

Used by ``build`` and ``sections``.
"""

from collections.abc import Iterator

from bot.crisis.incident import Incident
from bot.crisis.score import score_of_drill
from bot.locales.voice import Said
from bot.review.document import Bullets, Section
from bot.review.value_exercise import Exercise, ExerciseLine, ExerciseObjective, ExerciseSlip
from bot.review.wording import Wording
from bot.views.drill.naming import deed_name, objective_name
from bot.views.drill.sayings import line_said, objective_said, slip_said


def exercise_of(incident: Incident) -> Exercise | None:
    """Return how an exercise that has ended went; None for every other crisis."""
    drill, playbook = incident.drill, incident.playbook
    if drill is None or drill.ended_at is None:
        return None
    result = score_of_drill(incident, drill.ended_at)
    return Exercise(
        objectives=tuple(
            ExerciseObjective(objective_name(one.objective), one.met, one.count, one.minute)
            for one in result.objectives
        ),
        lines=tuple(
            ExerciseLine(
                deed_name(one.expectation.deed, playbook),
                one.verdict,
                one.minute,
                one.expectation.by,
            )
            for one in result.lines
        ),
        slips=tuple(
            ExerciseSlip(deed_name(one.mistake.deed, playbook), one.minute, one.mistake.why)
            for one in result.slips
        ),
    )


def exercise_sections(exercise: Exercise | None, wording: Wording) -> Iterator[Section]:
    """Yield what went well, what did not and what was wrong, as far as there is any."""
    if exercise is None:
        return
    objectives = [
        objective_said(one.objective, one.met, one.count, one.minute) for one in exercise.objectives
    ]
    slips = [slip_said(one.deed, one.minute, one.why) for one in exercise.slips]
    yield _listed("review.heading.exercise", objectives, wording, depth=2)
    parts = (
        ("review.heading.exercise_well", _lines(exercise, "met")),
        ("review.heading.exercise_not", _lines(exercise, "late", "missed")),
        ("review.heading.exercise_slips", slips),
    )
    yield from (_listed(key, lines, wording, depth=3) for key, lines in parts if lines)


def _lines(exercise: Exercise, *verdicts: str) -> list[Said]:
    wanted = (one for one in exercise.lines if one.verdict in verdicts)
    return [line_said(one.deed, one.verdict, one.minute, one.by) for one in wanted]


def _listed(key: str, lines: list[Said], wording: Wording, *, depth: int) -> Section:
    items = tuple(wording.spoken([line]) for line in lines)
    return Section(wording.say(key), (Bullets(items),), depth)
