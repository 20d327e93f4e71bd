"""A statement on its way to the public, and whose word it still needs.

A value of the incident, and questions about it that rules, reminders and views share. Nothing here
changes anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from bot.crisis.consent import approver_roles, not_done
from bot.crisis.events import Tongue
from bot.crisis.handbook import Format
from bot.crisis.ids import DecisionId, RoleId, SlackUserId, StatementId, TaskId
from bot.crisis.words import Person, Words, in_slack

if TYPE_CHECKING:  # The incident holds statements, and a statement is judged within its incident.
    from bot.crisis.incident import Incident

_A_PAIR = 2


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the text."""

    number: int
    text: Words
    languages: tuple[Tongue, ...]
    change: Words | None
    at: datetime
    by: SlackUserId | None

    @property
    def paired(self) -> bool:
        """Whether it says everything in two languages."""
        return len(self.languages) >= _A_PAIR


@dataclass(frozen=True, slots=True)
class Word:
    """What one role says of one version."""

    role: RoleId
    version: int
    verdict: Literal["approved", "changes"]
    person: Person | None
    recorded_by: SlackUserId | None
    at: datetime
    comment: Words | None = None
    same: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with all its versions and everything that was said of them."""

    id: StatementId
    format: str
    versions: tuple[Version, ...]
    words: tuple[Word, ...] = ()
    decision: DecisionId | None = None
    """The decision to speak that it carries out."""
    published_at: datetime | None = None
    published_by: SlackUserId | None = None
    published_version: int | None = None
    link: Words | None = None
    override: Words | None = None
    dropped_at: datetime | None = None
    dropped_by: SlackUserId | None = None
    reason: Words | None = None

    @property
    def current(self) -> Version:
        """The latest version."""
        return self.versions[-1]

    @property
    def open(self) -> bool:
        """Whether it is still to be published."""
        return self.published_at is None and self.dropped_at is None

    def word_of(self, role: RoleId) -> Word | None:
        """Return the last word of a role on the latest version; an earlier one counts no more."""
        said = (one for one in reversed(self.words) if one.role == role)
        return next((one for one in said if one.version == self.current.number), None)

    @property
    def objections(self) -> tuple[Word, ...]:
        """What was asked to be changed in the latest version, and was not taken back."""
        roles = dict.fromkeys(one.role for one in self.words)
        last = (self.word_of(role) for role in roles)
        return tuple(one for one in last if one is not None and one.verdict == "changes")


@dataclass(frozen=True, slots=True)
class Missing:
    """What a statement lacks before it may go out."""

    tasks: tuple[TaskId, ...]
    roles: tuple[RoleId, ...]

    def __bool__(self) -> bool:
        """Whether anything is missing."""
        return bool(self.tasks or self.roles)


def format_of(incident: "Incident", statement: Statement) -> Format | None:
    """Return the kind of statement; None when the playbook lost it."""
    known = incident.playbook.handbook.formats
    return next((one for one in known if one.id == statement.format), None)


def asked_roles(incident: "Incident", statement: Statement) -> tuple[RoleId, ...]:
    """Return whose word a statement needs: none when every line of it was approved before."""
    if from_approved_lines(incident, statement):
        return ()
    reviewer = incident.playbook.handbook.desk.reviewer
    return tuple(dict.fromkeys((*approver_roles(incident), *([reviewer] if reviewer else []))))


def at_desk(incident: "Incident", decision: DecisionId) -> Statement | None:
    """Return the statement that carries out a decision, the latest that was not kept back.

    None once the crisis is closed: nothing is published from its desk any more.
    """
    if incident.closed:
        return None
    own = (one for one in reversed(tuple(incident.statements.values())) if one.decision == decision)
    return next((one for one in own if one.dropped_at is None), None)


def missing(incident: "Incident", statement: Statement) -> Missing:
    """Return what the latest version lacks: facts and position agreed, and the words of roles."""
    asked = asked_roles(incident, statement)
    if from_approved_lines(incident, statement):
        return Missing((), ())
    tasks = not_done(incident, incident.playbook.handbook.desk.agreed)
    return Missing(tasks, tuple(role for role in asked if not _says_yes(statement, role)))


def unanswered(incident: "Incident", statement: Statement) -> tuple[RoleId, ...]:
    """Return the roles whose word on the latest version is still to come."""
    asked = asked_roles(incident, statement)
    return tuple(role for role in asked if statement.word_of(role) is None)


def waiting_for(incident: "Incident", statement: Statement) -> Iterator[tuple[RoleId, Person]]:
    """Yield who has not answered the latest version yet, by role."""
    for role in unanswered(incident, statement):
        for person in incident.role_holders(role):
            yield role, person


def roles_to_speak(
    incident: "Incident", statement: Statement, user: SlackUserId
) -> tuple[RoleId, ...]:
    """Return the roles for which a person may answer."""
    person = in_slack(user)
    asked = asked_roles(incident, statement)
    return tuple(role for role in asked if person in incident.role_holders(role))


def must_compare(incident: "Incident", statement: Statement, roles: tuple[RoleId, ...]) -> bool:
    """Whether one of these roles has to say that both languages mean the same."""
    return statement.current.paired and incident.playbook.handbook.desk.reviewer in roles


def from_approved_lines(incident: "Incident", statement: Statement) -> bool:
    """Whether a reply consists of lines that were approved before, and of nothing else."""
    form = format_of(incident, statement)
    said = _lines(statement.current.text.text)
    if form is None or not form.from_lines or not said:
        return False
    return said <= set(approved_lines(incident))


def approved_lines(incident: "Incident") -> Iterator[str]:
    """Yield every line that may be used as it is: the playbook's, and those that were approved."""
    for line in incident.playbook.handbook.desk.lines:
        yield from _lines(line.en) | _lines(line.zh)
    for statement in incident.statements.values():
        form = format_of(incident, statement)
        if form is None or not form.gives_lines or statement.dropped_at is not None:
            continue
        asked = asked_roles(incident, statement) if not form.from_lines else ()
        if asked and all(_says_yes(statement, role) for role in asked):
            yield from _lines(statement.current.text.text)


def _says_yes(statement: Statement, role: RoleId) -> bool:
    word = statement.word_of(role)
    return word is not None and word.verdict == "approved"


def _lines(text: str) -> set[str]:
    return {" ".join(line.split()) for line in text.splitlines() if line.strip()}
