"""A crisis made by the rules themselves, so that everything that can be shown is shown once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.crisis import intents as want
from bot.crisis.decide import decide, decide_opening
from bot.crisis.drill import Script
from bot.crisis.events import Draft, Recorded
from bot.crisis.fold import evolve
from bot.crisis.ids import (
    DecisionId,
    EntryId,
    FollowUpId,
    IncidentId,
    SlackUserId,
    StatementId,
    TeamId,
    UpdateId,
)
from bot.crisis.incident import Incident
from bot.crisis.intents import Refusal
from bot.crisis.playbook import DecisionKind, Playbook
from bot.crisis.words import Words, in_slack

USER = SlackUserId("U0COMMANDER")
_TEAM = TeamId("T0WORKSPACE")
_ID = IncidentId("i0123456789ab")
_OPENED = datetime(2026, 1, 1, 2, tzinfo=UTC)


class SampleRefused(Exception):
    """The rules do not let the sample go on: it must be written anew for this playbook."""


class Sample:
    """An incident that goes on as intents are carried out on it."""

    def __init__(self, playbook: Playbook, drill: Script | None = None) -> None:
        self.playbook = playbook
        self.record: list[Recorded] = []
        self._incident: Incident | None = None
        opening = want.OpenIncident(
            title=Words("sample"),
            lead=USER,
            visibility="public",
            crisis_type=playbook.types[0].id,
            drill=drill,
        )
        self._append(decide_opening(opening, playbook, _OPENED))

    @property
    def incident(self) -> Incident:
        """The incident as it is now."""
        if self._incident is None:
            raise LookupError("the sample was not opened")
        return self._incident

    def act(self, intent: want.Intent) -> None:
        """Carry out an intent of the commander. Raises SampleRefused if the rules do."""
        now = _OPENED + timedelta(minutes=len(self.record))
        self._append(decide(self.incident, intent, now, acting_user=USER))

    def _append(self, verdict: tuple[Draft, ...] | Refusal) -> None:
        if isinstance(verdict, Refusal):
            raise SampleRefused(verdict.key)
        for draft in verdict:
            one = Recorded(len(self.record) + 1, draft.event, draft.at, draft.at, USER)
            self.record.append(one)
            self._incident = evolve(self._incident, one, _TEAM, _ID, self.playbook)


def running(playbook: Playbook) -> Sample:
    """Return a crisis with a colour, tasks in every state and one of everything else."""
    sample = Sample(playbook)
    sample.act(want.ConfirmLevel(max(playbook.level_by_number)))
    sample.act(want.ReportPost("p1", "in_review", Words("https://xhslink.com/a/1")))
    _talks(sample)
    calm = {factor.id: 0 for factor in playbook.handbook.severity.factors}
    sample.act(want.ReadSeverity("r0", "full", points=calm))
    for task in playbook.tasks:
        if task.form is not None and sample.incident.state(task.id).status == "done":
            sample.act(want.ReopenTask(task.id))
    taken, done, blocked, aside, *_ = (task.id for task in sample.incident.open_tasks())
    sample.act(want.TakeTask(taken))
    sample.act(want.CompleteTask(done))
    sample.act(want.BlockTask(blocked, Words("sample")))
    sample.act(want.MarkTaskNotApplicable(aside, Words("sample")))
    sample.act(want.AddNote(EntryId("n0"), Words("sample")))
    sample.act(want.ProposeRedaction("x0", (sample.incident.seq,), Words("sample")))
    due = _OPENED + timedelta(days=14)
    promise = want.AddFollowUp(FollowUpId("f0"), Words("sample"), in_slack(USER), due)
    sample.act(replace(promise, purpose="prevent", test=Words("sample")))
    sample.act(want.AddCommunityFile("k0", "F0", Words("sample.csv")))
    audiences = tuple(one.id for one in playbook.handbook.updates.audiences)
    sample.act(want.ShareUpdate(UpdateId("u0"), audiences, Words("sample"), Words("sample")))
    _statements(sample)
    for number, kind in enumerate(playbook.decisions):
        sample.act(_decision(kind, DecisionId(f"d{number}")))
    return sample


def closed(playbook: Playbook) -> Sample:
    """Return the same crisis when it is over and the review waits for its signature."""
    sample = running(playbook)
    sample.act(want.CloseIncident(playbook.outcomes[0].value))
    for question in playbook.questions:
        sample.act(want.AnswerQuestion(question.id, Words("sample")))
    return sample


def _talks(sample: Sample) -> None:
    """Ask a KOL something, agree on a hold, and name the next step with somebody else."""
    kol, text, until = Words("sample"), Words("sample"), _OPENED + timedelta(days=1)
    sample.act(want.NoteTalk("q0", "fact", kol, text))
    sample.act(want.NoteTalk("q1", "hold", kol, text, agreed_by=kol, until=until))
    sample.act(want.NoteTalk("q2", "step", Words("another"), text, until=until))


def _statements(sample: Sample) -> None:
    """Draft one statement with two versions, publish another, keep a third back."""
    reviewer = sample.playbook.handbook.desk.reviewer
    if reviewer is not None:
        sample.act(want.FillRole(reviewer, (in_slack(USER),)))
    form = sample.playbook.handbook.formats[0].id
    for number in range(3):
        sample.act(want.DraftStatement(StatementId(f"s{number}"), form, Words("sample")))
    sample.act(want.DraftStatement(StatementId("s0"), form, Words("sample again"), after=1))
    sample.act(want.PublishStatement(StatementId("s1"), 1, override=Words("sample")))
    sample.act(want.DropStatement(StatementId("s2"), Words("sample")))


def _decision(kind: DecisionKind, decision: DecisionId) -> want.RecordDecision:
    return want.RecordDecision(
        decision=decision,
        kind=kind.id,
        owner=in_slack(USER),
        rationale=Words("sample"),
        choices={
            one.id: [option for option in one.options if option.refused is None][-1].value
            for one in kind.fields
            if one.options
        },
        answers={
            one.id: Words(_OPENED.isoformat() if one.kind == "time" else "https://example.com/1")
            for one in kind.fields
            # A text would go to the statement desk; by its link it is approved where it stands.
            if not one.options and one.id != kind.draft_field
        },
        override=Words("sample"),
    )
