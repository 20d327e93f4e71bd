"""Whatever people do, in whatever order, everything renders and Slack takes it."""

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.crisis import intents as want
from bot.crisis.events import Kol
from bot.crisis.ids import ChannelId, DecisionId, EntryId, FollowUpId, RoleId, StatementId
from bot.crisis.playbook import DecisionKind, Playbook
from bot.crisis.words import MessageRef, Person, Words
from bot.playbook.load import load_default
from bot.views.status_card import status_card
from tests.views.accepted import refused
from tests.views.scene import ANA, BO, OPENED, VOICES, Scene

PLAYBOOK = load_default()

TYPED = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="&<>*_~`|\n \u202e\u200d👩🏽危机שלום", max_size=400),
    st.sampled_from(["<!channel>", "危" * 3000, "&" * 3000, "https://a.example/x", "👩🏽‍🚒" * 700]),
)
WORDS = TYPED.map(Words)
PERSON = st.one_of(
    st.sampled_from([ANA, BO]).map(lambda user: Person(slack=user)),
    WORDS.map(lambda words: Person(outside=words)),
)
TASK = st.sampled_from([task.id for task in PLAYBOOK.tasks])
ID = st.sampled_from(["a", "b", "c", "d"])
LATER = st.integers(0, 600)
STATEMENT = ID.map(StatementId)
SOURCE = st.builds(
    MessageRef,
    st.just(ChannelId("C0CRISIS1")),
    st.sampled_from(["1793729160.000100", "1793729161.000100"]),
    st.sampled_from(["", "https://x.slack.com/archives/C0CRISIS1/p1", "<!channel>"]),
)


def decision(kind: DecisionKind) -> st.SearchStrategy[want.RecordDecision]:
    """A decision of a kind with every field filled."""
    choices = {
        one.id: st.sampled_from([option.value for option in one.options])
        for one in kind.fields
        if one.options
    }
    answers = {one.id: WORDS for one in kind.fields if not one.options}
    return st.builds(
        want.RecordDecision,
        decision=ID.map(DecisionId),
        kind=st.just(kind.id),
        owner=PERSON,
        rationale=WORDS,
        choices=st.fixed_dictionaries(choices),
        answers=st.fixed_dictionaries(answers),
        due=st.none() | LATER.map(lambda minutes: OPENED + timedelta(minutes=minutes)),
        replaces=st.none() | ID.map(DecisionId),
    )


INTENTS: tuple[st.SearchStrategy[Any], ...] = (
    st.builds(want.TakeTask, TASK, PERSON),
    st.builds(
        want.CompleteTask,
        TASK,
        st.none() | PERSON,
        second=st.none() | PERSON,
        alone=st.booleans(),
    ),
    st.builds(want.MarkTaskNotApplicable, TASK, WORDS),
    st.builds(want.BlockTask, TASK, WORDS),
    st.builds(want.ReopenTask, TASK),
    st.builds(want.AddEvidence, ID, WORDS, TASK),
    st.builds(want.AddNote, ID.map(EntryId), WORDS),
    st.builds(want.AmendEntry, ID.map(EntryId), st.none() | WORDS),
    st.builds(want.RetractEntry, ID.map(EntryId)),
    st.builds(want.PinMessage, SOURCE, st.none() | st.just(BO)),
    st.builds(want.NoteEntryText, SOURCE, WORDS),
    st.builds(want.InvitePerson, st.just(BO)),
    st.builds(want.AskToJoin),
    st.builds(want.QuietReminders),
    st.builds(want.ResumeReminders),
    st.builds(want.RequestArchive),
    st.builds(want.FinishFollowUp, ID.map(FollowUpId), st.none() | WORDS),
    st.builds(want.ConfirmLevel, st.integers(1, 4)),
    st.builds(want.HandOverCommand, st.sampled_from([ANA, BO])),
    st.builds(
        want.FillRole,
        st.sampled_from([role.id for role in PLAYBOOK.roles if role.id != RoleId("commander")]),
        st.lists(PERSON, max_size=3).map(tuple),
    ),
    st.builds(
        want.ChangeDetails,
        title=st.none() | WORDS,
        kols=st.none()
        | st.lists(st.builds(Kol, WORDS, st.lists(WORDS, max_size=2).map(tuple))).map(tuple),
        campaign=st.none() | WORDS,
        crisis_type=st.none() | st.sampled_from([kind.id for kind in PLAYBOOK.types]),
        language=st.none() | st.sampled_from(["en", "zh", "both"]),
    ),
    st.sampled_from(PLAYBOOK.decisions).flatmap(decision),
    st.builds(
        want.DraftStatement,
        STATEMENT,
        st.sampled_from([one.id for one in PLAYBOOK.handbook.formats]),
        WORDS,
        st.sampled_from([("en",), ("en", "zh")]),
        st.none() | WORDS,
        after=st.integers(0, 2),
    ),
    st.builds(want.ApproveStatement, STATEMENT, st.integers(1, 2), WORDS, same=st.booleans()),
    st.builds(want.AskForChanges, STATEMENT, st.integers(1, 2), WORDS),
    st.builds(want.PublishStatement, STATEMENT, st.integers(1, 2), WORDS, override=WORDS),
    st.builds(want.DropStatement, STATEMENT, WORDS),
    st.builds(want.CarryOutDecision, ID.map(DecisionId), st.none() | WORDS),
    st.builds(want.CloseIncident, st.sampled_from([one.value for one in PLAYBOOK.outcomes]), WORDS),
    st.builds(want.ReopenIncident),
    st.builds(want.AnswerQuestion, st.sampled_from([one.id for one in PLAYBOOK.questions]), WORDS),
    st.builds(want.SignReview),
    st.builds(want.AddFollowUp, ID.map(FollowUpId), WORDS, PERSON, st.just(OPENED)),
    st.just(want.TimePassed()),
)


BY_ITSELF = (want.TimePassed, want.NoteEntryText)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.one_of(INTENTS), LATER), max_size=25), st.sampled_from(sorted(VOICES)))
def test_slack_takes_whatever_became_of_a_crisis(
    acts: list[tuple[want.Intent, int]], language: str
) -> None:
    scene = Scene(PLAYBOOK)
    for intent, later in acts:
        by = None if isinstance(intent, BY_ITSELF) else scene.incident.commander
        scene.tries(intent, by=by, later=later)
    assert refused(scene.incident, VOICES[language]) == []


def test_an_unchanged_crisis_renders_to_an_equal_card(playbook: Playbook) -> None:
    first = status_card(Scene(playbook).incident, VOICES["both"])
    assert status_card(Scene(playbook).incident, VOICES["both"]) == first
