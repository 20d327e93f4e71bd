"""Tells a crisis in tests: starts one, lets people want things at given minutes, keeps the record.

Everything goes through ``decide`` and ``evolve``, as the service does it; nothing is put into the
state by hand.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.crisis.decide import decide, decide_opening
from bot.crisis.events import Draft, Event, PersonReminded, Recorded, TextRedacted
from bot.crisis.fold import evolve, fold
from bot.crisis.ids import DecisionId, IncidentId, RoleId, SlackUserId, TaskId, TeamId
from bot.crisis.incident import Incident, TaskState
from bot.crisis.intents import Intent, OpenIncident, RecordDecision, Refusal, TimePassed
from bot.crisis.playbook import Playbook, Task
from bot.crisis.words import Person, Words, in_slack
from tests.crisis.guide import GUIDE

TEAM = TeamId("T1")
INCIDENT = IncidentId("inc-1")
START = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)

MIA = SlackUserId("UMIA")
"""Commands."""
DEPUTY = SlackUserId("UDEPUTY")
LEGAL = SlackUserId("ULEGAL")
"""Holds the role that approves from level 2 on."""
MEMBER = SlackUserId("UMEMBER")
"""In the channel, without a role."""
STRANGER = SlackUserId("USTRANGER")

TEAM_ROLES: Mapping[RoleId, tuple[Person, ...]] = {
    RoleId("deputy"): (in_slack(DEPUTY),),
    RoleId("legal"): (in_slack(LEGAL),),
}


def minute(minutes: float) -> datetime:
    """So many minutes after the crisis of the story was opened."""
    return START + timedelta(minutes=minutes)


def words(text: str = "because") -> Words:
    return Words(text)


class Story:
    """One crisis and its record."""

    def __init__(
        self,
        opening: OpenIncident | None = None,
        *,
        playbook: Playbook = GUIDE,
        opener: SlackUserId = MIA,
    ) -> None:
        self.playbook = playbook
        self.record: list[Recorded] = []
        self._incident: Incident | None = None
        opening = opening or OpenIncident(words("A note went wrong"), lead=MIA, roles=TEAM_ROLES)
        verdict = decide_opening(opening, playbook, START)
        assert not isinstance(verdict, Refusal), verdict
        self._keep(verdict, START, opener)

    @property
    def incident(self) -> Incident:
        assert self._incident is not None
        return self._incident

    def wants(
        self, intent: Intent, *, by: SlackUserId | None = MIA, at: float = 1
    ) -> tuple[Draft, ...] | Refusal:
        """Let somebody want something at a minute; what follows from it is kept."""
        verdict = decide(self.incident, intent, minute(at), acting_user=by)
        kept = verdict.leaves if isinstance(verdict, Refusal) else verdict
        self._keep(kept, minute(at), by)
        return verdict

    def does(
        self, intent: Intent, *, by: SlackUserId | None = MIA, at: float = 1
    ) -> tuple[Event, ...]:
        """Let somebody do something that must be taken; the events that followed."""
        verdict = self.wants(intent, by=by, at=at)
        assert not isinstance(verdict, Refusal), verdict
        return tuple(draft.event for draft in verdict)

    def is_told(self, intent: Intent, *, by: SlackUserId | None = MIA, at: float = 1) -> Refusal:
        """Let somebody want something that must be refused; the refusal."""
        before = self.incident
        verdict = self.wants(intent, by=by, at=at)
        assert isinstance(verdict, Refusal), verdict
        assert verdict.leaves or self.incident is before
        return verdict

    def looks(self, at: float) -> tuple[Event, ...]:
        """Let the clock look; what concerns the whole team."""
        fired = self.does(TimePassed(), by=None, at=at)
        return tuple(event for event in fired if not isinstance(event, PersonReminded))

    def is_reminded(self, user: SlackUserId, at: float) -> tuple[str, ...]:
        """Let the clock look; what it tells this person, as ``subject stage``."""
        fired = self.does(TimePassed(), by=None, at=at)
        return tuple(
            f"{item.subject} {item.stage}"
            for event in fired
            if isinstance(event, PersonReminded) and event.user == user
            for item in event.items
        )

    def reminders(self) -> list[tuple[float, SlackUserId]]:
        """Every message to a person so far: minute and person."""
        return [
            ((recorded.recorded_at - START).total_seconds() / 60, recorded.event.user)
            for recorded in self.record
            if isinstance(recorded.event, PersonReminded)
        ]

    def happens(self, event: Event, *, at: float, by: SlackUserId | None = None) -> None:
        """Record an event that no intent of ours leads to, such as one of a newer version."""
        self._keep((Draft(event, minute(at)),), minute(at), by)

    def state(self, task: str) -> TaskState:
        return self.incident.state(TaskId(task))

    def active(self) -> set[str]:
        return {task.id for task in self.incident.active_tasks()}

    def task(self, name: str) -> Task:
        return self.playbook.task_by_id[TaskId(name)]

    def folded(self) -> Incident | None:
        """The state folded anew from the whole record."""
        return fold(TEAM, INCIDENT, self.playbook, self.record)

    def _keep(self, drafts: tuple[Draft, ...], now: datetime, by: SlackUserId | None) -> None:
        for draft in drafts:
            seq = len(self.record) + 1
            recorded = Recorded(seq, draft.event, draft.at, now, by, hash=f"{seq:064x}")
            self.record.append(recorded)
            self._incident = evolve(self._incident, recorded, TEAM, INCIDENT, self.playbook)
            if isinstance(draft.event, TextRedacted):
                self._take_out(draft.event.seqs)

    def _take_out(self, seqs: tuple[int, ...]) -> None:
        """Empty what was typed in these events, as storage does, and fold what is left."""
        gone = Words("", redacted=True)
        for seq in seqs:
            known = self.record[seq - 1]
            self.record[seq - 1] = replace(known, event=with_words(known.event, gone))
        self._incident = self.folded()


def with_words(value: Any, words: Words) -> Any:
    """Return a value with these words in the place of whatever a person typed."""
    if isinstance(value, Words):
        return words
    if isinstance(value, Mapping):
        return {key: with_words(part, words) for key, part in value.items()}
    if isinstance(value, tuple):
        return tuple(with_words(part, words) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {one.name: with_words(getattr(value, one.name), words) for one in fields(value)}
        return replace(value, **changed)
    return value


def decision(
    kind: str,
    name: str = "d1",
    choices: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
    replaces: str | None = None,
    **more: datetime,
) -> RecordDecision:
    """A decision by Mia, for the reason that there is one."""
    return RecordDecision(
        decision=DecisionId(name),
        kind=kind,
        owner=in_slack(MIA),
        rationale=words("there is a reason"),
        choices=choices or {},
        answers={key: Words(value) for key, value in (answers or {}).items()},
        due=more.get("due"),
        replaces=None if replaces is None else DecisionId(replaces),
    )


def takedown(
    action: str, name: str = "d1", *, note: str = "note 1", replaces: str | None = None
) -> RecordDecision:
    """A decision about a note."""
    return decision(
        "takedown",
        name,
        {"action": action},
        {"note": note, "public_rationale": "the claim was wrong"},
        replaces,
    )
