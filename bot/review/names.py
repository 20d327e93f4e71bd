"""What things of a playbook are called. Used by the makers of the review.

A playbook that changed may no longer know what an old record speaks of: then its id is the name.
"""

from collections.abc import Iterable, Iterator, Mapping

from bot.crisis.ids import RoleId, SlackUserId, TaskId
from bot.crisis.playbook import DecisionField, Option, Playbook
from bot.crisis.words import Person, Words, in_slack
from bot.review.value import Name


def person(user: SlackUserId | None) -> Person | None:
    """Return the person behind a Slack account; None stays None."""
    return None if user is None else in_slack(user)


def option_name(options: Iterable[Option], value: str) -> Name:
    """Return what one of these options is called."""
    return next((option.name for option in options if option.value == value), value)


def role_name(playbook: Playbook, role: RoleId) -> Name:
    """Return what a role is called."""
    known = playbook.role_by_id.get(role)
    return role if known is None else known.name


def task_title(playbook: Playbook, task: TaskId) -> Name:
    """Return what a task is called."""
    known = playbook.task_by_id.get(task)
    return task if known is None else known.title


def type_name(playbook: Playbook, crisis_type: str) -> Name:
    """Return what a crisis type is called."""
    return next((kind.name for kind in playbook.types if kind.id == crisis_type), crisis_type)


def kind_name(playbook: Playbook, kind: str) -> Name:
    """Return what a kind of decision is called."""
    known = playbook.decision_by_id.get(kind)
    return kind if known is None else known.name


def level_name(playbook: Playbook, level: int) -> tuple[str, Name]:
    """Return a level's emoji and name."""
    known = playbook.level_by_number.get(level)
    return ("", str(level)) if known is None else (known.emoji, known.name)


def chosen(
    playbook: Playbook, kind: str, choices: Mapping[str, str]
) -> Iterator[tuple[Name, Name]]:
    """Yield what was chosen in a decision's form: label and option."""
    fields = _fields(playbook, kind)
    for name, value in choices.items():
        one = fields.get(name)
        label: Name = name if one is None else one.label
        yield label, option_name(() if one is None else one.options, value)


def chosen_by_note(
    playbook: Playbook, kind: str, made: Iterable[Mapping[str, str]]
) -> tuple[tuple[Name, Name], ...]:
    """Return what was chosen for all notes of a decision together, each once."""
    return tuple(dict.fromkeys(pair for one in made for pair in chosen(playbook, kind, one)))


def note_field(playbook: Playbook, kind: str) -> str | None:
    """Return the id of the field that says which note a decision is about."""
    known = playbook.decision_by_id.get(kind)
    found = None if known is None else known.note_field
    return None if found is None else found.id


def typed(
    playbook: Playbook, kind: str, answers: Mapping[str, Words]
) -> Iterator[tuple[Name, Words]]:
    """Yield what was typed into a decision's form: label and words."""
    fields = _fields(playbook, kind)
    for name, words in answers.items():
        one = fields.get(name)
        yield (name if one is None else one.label), words


def _fields(playbook: Playbook, kind: str) -> Mapping[str, DecisionField]:
    known = playbook.decision_by_id.get(kind)
    return {} if known is None else {one.id: one for one in known.fields}
