"""Whatever people do in whatever order, the state holds together."""

from collections.abc import Callable

import hypothesis
from hypothesis import strategies as st

from bot.crisis import intents as want
from bot.crisis.due import task_due
from bot.crisis.events import DayFigures, KolProfile
from bot.crisis.fold import evolve
from bot.crisis.ids import (
    ChannelId,
    DecisionId,
    EntryId,
    FollowUpId,
    RoleId,
    SlackUserId,
    StatementId,
    TaskId,
    UpdateId,
)
from bot.crisis.incident import Incident
from bot.crisis.timers import next_due_at
from bot.crisis.words import MessageRef, Words, in_slack, outside
from tests.crisis.guide import GUIDE
from tests.crisis.story import (
    DEPUTY,
    INCIDENT,
    LEGAL,
    MEMBER,
    MIA,
    STRANGER,
    TEAM,
    Story,
    decision,
    minute,
)

Step = tuple[SlackUserId | None, want.Intent, int]

USERS = st.sampled_from([MIA, DEPUTY, LEGAL, MEMBER, STRANGER])
PEOPLE = st.one_of(USERS.map(in_slack), st.just(outside("王经理")))
WORDS = st.sampled_from(["", "  ", "because", "因为", "<!channel>"]).map(Words)
TASKS = st.sampled_from([*(task.id for task in GUIDE.tasks), TaskId("Z9")])
ROLES = st.sampled_from([*(role.id for role in GUIDE.roles), RoleId("wizard")])
ENTRIES = st.sampled_from(["n1", "n2", "n3"]).map(EntryId)
NAMES = st.sampled_from(["d1", "d2", "d3", "d4"])
DECISIONS = NAMES.map(DecisionId)
PROMISES = st.sampled_from(["f1", "f2"]).map(FollowUpId)
TIMES = st.integers(-600, 3000).map(minute)
MESSAGES = st.sampled_from(["1772474400.000100", "1772474460.000200", "broken"]).map(
    lambda ts: MessageRef(ChannelId("C1"), ts)
)
CHOICES: st.SearchStrategy[dict[str, str]] = st.one_of(
    st.just({}),
    st.sampled_from(["keep", "hide", "remove", "pause", "resume", "burn"]).map(
        lambda value: {"action": value}
    ),
    st.sampled_from(["none", "brand_note"]).map(lambda value: {"format": value}),
)
ANSWERS = st.dictionaries(
    st.sampled_from(["note", "public_rationale", "text", "link"]),
    st.sampled_from(["", "something"]),
)
PLACES = st.sampled_from(["ads", "shop", "s1", "nowhere"])
READINGS = st.sampled_from(["r1", "r2", "r3"])
DAYS = st.builds(
    DayFigures,
    day=st.dates(minute(0).date(), minute(3000).date()),
    as_of=TIMES,
    source=WORDS,
    figures=st.dictionaries(
        st.sampled_from(["notes", "followers", "weather"]),
        st.sampled_from(["0", "12.5", "-1", "x"]),
    ),
    estimated=st.booleans(),
)
SEEN = st.lists(st.sampled_from(["hurt", "press", "paused", "weather"]), max_size=2).map(tuple)
KINDS = st.sampled_from([*(kind.id for kind in GUIDE.decisions), "wizardry"])

STATEMENTS = st.sampled_from([StatementId("s1"), StatementId("s2")])
REDACTIONS = st.sampled_from(["x1", "x2"])
INTENTS: list[st.SearchStrategy[want.Intent]] = [
    st.builds(
        want.ChangeDetails,
        title=st.none() | WORDS,
        detected_at=st.none() | TIMES,
        crisis_type=st.sampled_from([None, "tone", "fake", "alien"]),
    ),
    st.builds(want.FillRole, ROLES, st.lists(PEOPLE, max_size=2).map(tuple)),
    st.builds(want.HandOverCommand, USERS),
    st.builds(want.TakeCommand),
    st.builds(want.NoteMembership, USERS, present=st.booleans()),
    st.builds(want.NoteChannelDeleted, st.just(ChannelId("C0GONE"))),
    st.builds(want.NoteInvitationFailed, USERS, st.just("user_disabled")),
    st.builds(want.ConfirmLevel, st.integers(0, 5), st.none() | WORDS),
    st.builds(want.AddSurface, st.sampled_from(["s1", "ads"]), WORDS),
    st.builds(
        want.ReportSurface,
        PLACES,
        st.sampled_from(["running", "paused", "unused"]),
        st.none() | PEOPLE,
        evidence=st.none() | WORDS,
        spend=st.sampled_from([None, "10", "-1", "a lot"]),
    ),
    st.builds(want.VerifySurface, PLACES, evidence=st.none() | WORDS),
    st.builds(want.AgreeToResume, PLACES, st.none() | PEOPLE),
    st.builds(
        want.ReportPost,
        st.sampled_from(["p1", "p2"]),
        st.sampled_from(["in_review", "removal_asked", "published", "removed"]),
        st.none() | WORDS,
        by=st.none() | PEOPLE,
        proof=st.none() | WORDS,
        protected_until=st.none() | TIMES.map(lambda at: at.date()),
    ),
    st.builds(
        want.NoteTalk,
        st.sampled_from(["q1", "q2", "q3"]),
        st.sampled_from(["fact", "hold", "step"]),
        st.sampled_from([Words("小满"), Words("Mia"), Words(" ")]),
        st.none() | WORDS,
        st.sampled_from(["", "used_it", "no_delete"]),
        by=st.none() | PEOPLE,
        agreed_by=st.none() | WORDS,
        until=st.none() | TIMES,
    ),
    st.builds(
        want.AnswerTalk,
        st.sampled_from(["q1", "q2", "q3"]),
        st.sampled_from(["answered", "extended", "broken", "done"]),
        st.none() | WORDS,
        st.none() | PEOPLE,
        until=st.none() | TIMES,
    ),
    st.builds(
        want.ReadSeverity,
        READINGS,
        st.just("quick"),
        answers=st.dictionaries(
            st.sampled_from(["grows", "harm", "weather"]),
            st.sampled_from(["yes", "no", "unknown", "hurt"]),
        ),
    ),
    st.builds(
        want.ReadSeverity,
        READINGS,
        st.just("full"),
        points=st.dictionaries(st.sampled_from(["spread", "anger"]), st.integers(-1, 4)),
        numbers=st.dictionaries(
            st.sampled_from(["spread.size", "anger.size", "spread.taste"]),
            st.sampled_from(["9", "10", "29.5", "NaN", "many"]),
        ),
        begins=SEEN,
        ends=SEEN,
    ),
    st.builds(want.TakeTask, TASKS, st.none() | PEOPLE),
    st.builds(want.CompleteTask, TASKS, st.none() | PEOPLE),
    st.builds(want.MarkTaskNotApplicable, TASKS, WORDS),
    st.builds(want.BlockTask, TASKS, WORDS),
    st.builds(want.ReopenTask, TASKS),
    st.builds(want.AddEvidence, ENTRIES, WORDS, st.none() | TASKS),
    st.builds(want.NoteEvidenceHash, ENTRIES, st.just("00ff"), st.just(2)),
    st.builds(want.AddNote, ENTRIES, WORDS, st.none() | TIMES, st.none() | MESSAGES),
    st.builds(want.PinMessage, MESSAGES, st.none() | USERS),
    st.builds(want.UnpinMessage, MESSAGES),
    st.builds(want.NoteEntryText, MESSAGES, WORDS),
    st.builds(want.NoteMessageDeleted, MESSAGES),
    st.builds(want.AmendEntry, ENTRIES, st.none() | WORDS, st.none() | TIMES),
    st.builds(want.RetractEntry, ENTRIES),
    st.builds(decision, KINDS, NAMES, CHOICES, ANSWERS, st.none() | NAMES),
    st.builds(want.CarryOutDecision, DECISIONS, override=st.none() | WORDS),
    st.builds(want.ApproveDecision, DECISIONS, st.none() | PEOPLE),
    st.builds(
        want.ShareUpdate,
        st.sampled_from([UpdateId("u1"), UpdateId("u2")]),
        st.sampled_from([("team",), ("team", "executives"), ("wizards",), ()]),
        WORDS,
        WORDS,
        st.none() | WORDS,
        st.none() | TIMES,
    ),
    st.builds(want.RecogniseKol, READINGS, st.builds(KolProfile, st.tuples(WORDS))),
    st.builds(want.ReadCommunity, READINGS, st.lists(DAYS, max_size=3).map(tuple)),
    st.builds(want.AddCommunityFile, READINGS, st.just("F1"), WORDS),
    st.builds(want.NoteCommunityFile, READINGS, st.lists(DAYS, max_size=3).map(tuple)),
    st.builds(
        want.DraftStatement,
        STATEMENTS,
        st.sampled_from(["note", "reply", "lines", "song"]),
        WORDS,
        st.sampled_from([("en",), ("en", "zh")]),
        after=st.integers(0, 3),
    ),
    st.builds(want.ApproveStatement, STATEMENTS, st.integers(1, 3), same=st.booleans()),
    st.builds(want.AskForChanges, STATEMENTS, st.integers(1, 3), WORDS),
    st.builds(want.PublishStatement, STATEMENTS, st.integers(1, 3), override=st.none() | WORDS),
    st.builds(want.DropStatement, STATEMENTS, WORDS),
    st.builds(want.CloseIncident, st.sampled_from(["contained", "victory"])),
    st.builds(want.ReopenIncident),
    st.builds(want.AnswerQuestion, st.sampled_from(["root_cause", "failed_process"]), WORDS),
    st.builds(want.SignReview),
    st.builds(want.StateFact, st.sampled_from(["reach", "none"]), st.sampled_from(["12", "x"])),
    st.builds(want.AskForCopy),
    st.builds(want.SetLegalHold, WORDS),
    st.builds(want.LiftLegalHold, WORDS),
    st.builds(want.ProposeRedaction, REDACTIONS, st.tuples(st.integers(0, 9)), WORDS),
    st.builds(want.DropRedaction, REDACTIONS),
    st.builds(want.ConfirmRedaction, REDACTIONS),
    st.builds(want.AddFollowUp, PROMISES, WORDS, PEOPLE, TIMES),
    st.builds(want.FinishFollowUp, PROMISES),
    st.builds(want.TimePassed),
]
ACTORS = st.one_of(st.just(MIA), st.none(), USERS)
STEPS = st.tuples(ACTORS, st.one_of(INTENTS), st.integers(0, 400))
LIVES = st.lists(STEPS, max_size=30)


def lived(steps: list[Step], check: Callable[[Story, int], None] = lambda *_: None) -> Story:
    """The story in which people want these things, each so many minutes after the one before."""
    story, now = Story(), 0
    for user, intent, wait in steps:
        now += wait
        story.wants(intent, by=user, at=now)
        check(story, now)
    return story


@hypothesis.given(LIVES)
def test_the_record_alone_gives_the_state(steps: list[Step]) -> None:
    story = lived(steps)
    assert story.folded() == story.incident


@hypothesis.given(LIVES, st.integers(0, 30))
def test_a_state_kept_halfway_goes_on_as_if_it_had_been_folded_anew(
    steps: list[Step], half: int
) -> None:
    story = lived(steps)
    kept: Incident | None = None
    for recorded in story.record[: half + 1]:
        kept = evolve(kept, recorded, TEAM, INCIDENT, GUIDE)
    for recorded in story.record[half + 1 :]:
        kept = evolve(kept, recorded, TEAM, INCIDENT, GUIDE)
    assert kept == story.incident


@hypothesis.given(LIVES)
def test_every_done_task_has_a_doer_and_every_set_aside_or_blocked_one_a_reason(
    steps: list[Step],
) -> None:
    story = lived(steps)
    for state in story.incident.tasks.values():
        assert (state.by is not None) == (state.status == "done")
        assert (state.reason is not None) == (state.status in {"not_applicable", "blocked"})
        assert state.owner is not None or state.status != "in_hand"


@hypothesis.given(LIVES)
def test_a_replaced_decision_and_the_one_that_replaced_it_point_at_each_other(
    steps: list[Step],
) -> None:
    decisions = lived(steps).incident.decisions
    for name, one in decisions.items():
        if one.replaced_by is not None:
            assert decisions[one.replaced_by].replaces == name
        if one.replaces is not None:
            assert decisions[one.replaces].replaced_by == name


@hypothesis.given(LIVES)
def test_after_a_look_nothing_is_due_any_more(steps: list[Step]) -> None:
    def look(story: Story, now: int) -> None:
        story.looks(now)
        at = next_due_at(story.incident)
        assert at is None or at > minute(now)
        assert story.looks(now) == ()

    lived(steps, look)


@hypothesis.given(LIVES)
def test_a_place_runs_again_only_when_two_people_agreed(steps: list[Step]) -> None:
    for state in lived(steps).incident.surfaces.values():
        agreed = list(state.agreed.values())
        assert len(set(agreed)) == len(agreed)
        assert state.status == "paused" or len(agreed) in {0, 2}


@hypothesis.given(LIVES)
def test_nothing_goes_through_a_shut_gate_but_by_the_commanders_word(steps: list[Step]) -> None:
    for one in lived(steps).incident.decisions.values():
        if one.kind == "statement" and one.choices.get("format") == "brand_note":
            done = one.carried_out_at is not None
            assert not done or one.approvals or one.overridden


@hypothesis.given(LIVES)
def test_no_task_is_due_before_it_appeared(steps: list[Step]) -> None:
    incident = lived(steps).incident
    for task in incident.active_tasks():
        at, appeared_at = task_due(incident, task), incident.state(task.id).appeared_at
        assert appeared_at is not None
        assert at is None or at >= appeared_at


@hypothesis.given(LIVES)
def test_a_message_is_one_entry_and_every_entry_is_found_by_its_message(
    steps: list[Step],
) -> None:
    incident = lived(steps).incident
    of_message = {
        (entry.source.channel, entry.source.ts): entry.id
        for entry in incident.entries.values()
        if entry.source is not None
    }
    assert of_message == incident.entry_of_message
    assert len(set(of_message.values())) == len(of_message)


@hypothesis.given(LIVES)
def test_nobody_outside_ever_leaves_a_trace(steps: list[Step]) -> None:
    def check(story: Story, _: int) -> None:
        assert story.record[-1].actor != nobody

    nobody = SlackUserId("UNOBODY")
    lived([(nobody, intent, wait) for _, intent, wait in steps], check)


@hypothesis.given(LIVES)
def test_a_crisis_is_signed_only_while_it_is_closed(steps: list[Step]) -> None:
    incident = lived(steps).incident
    assert incident.closed or not incident.signed_by
    assert incident.closed == (incident.outcome is not None)


@hypothesis.given(LIVES)
def test_a_condition_holds_only_if_something_that_stands_made_it_true(steps: list[Step]) -> None:
    incident = lived(steps).incident
    source = {
        "paused": incident.state(TaskId("B1")).status == "done"
        or _decided(incident, "campaign", "pause"),
        "takedown": _decided(incident, "takedown", "hide", "remove"),
        "hot": _decided(incident, "alarm"),
        "hurt": "hurt" in incident.by_hand,
        "press": "press" in incident.by_hand,
    }
    assert {name for name in incident.conditions if not source[name]} == set()


def _decided(incident: Incident, kind: str, *actions: str) -> bool:
    return any(
        one.kind == kind
        and one.replaced_by is None
        and (not actions or one.choices.get("action") in actions)
        for one in incident.decisions.values()
    )
