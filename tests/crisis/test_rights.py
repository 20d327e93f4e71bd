"""Who may do what, cell by cell, written out independently of the table it holds to account."""

from datetime import timedelta
from typing import get_args

import pytest

from bot.crisis import intents as want
from bot.crisis.decide import decide
from bot.crisis.events import SET_APART
from bot.crisis.ids import EntryId, RoleId, SlackUserId, TaskId
from bot.crisis.incident import Incident
from bot.crisis.rights import insiders, sees, standing
from bot.crisis.words import in_slack
from tests.crisis.everything import INTENTS, crisis
from tests.crisis.story import (
    DEPUTY,
    LEGAL,
    MEMBER,
    MIA,
    STRANGER,
    Story,
    decision,
    minute,
    words,
)

# + taken   . nobody's business (refused)   c refused because the crisis is closed
MATRIX = """
                         open                                closed
                         Comm Depu Appr Memb Outs Bot        Comm Depu Appr Memb Outs Bot
ChangeDetails            +    +    +    +    .    .          c    c    c    c    .    .
FillRole                 +    +    +    +    .    .          c    c    c    c    .    .
FillRole deputy          +    +    .    .    .    .          c    c    c    c    .    .
HandOverCommand          +    +    .    .    .    .          c    c    .    .    .    .
AcceptCommand            +    +    +    +    .    .          c    c    c    c    .    .
InvitePerson             +    +    +    +    .    .          +    +    +    +    .    .
AskToJoin                +    +    +    +    +    .          +    +    +    +    +    .
TakeCommand              +    +    +    +    .    .          c    c    c    c    .    .
NoteMembership           .    .    .    .    .    +          .    .    .    .    .    +
NoteInvitationFailed     .    .    .    .    .    +          .    .    .    .    .    +
NoteChannelDeleted       .    .    .    .    .    +          .    .    .    .    .    +
ConfirmLevel             +    +    .    .    .    .          c    c    .    .    .    .
ApproveDecision          +    +    +    +    .    .          c    c    c    c    .    .
ReadSeverity             +    +    +    +    .    .          c    c    c    c    .    .
AddSurface               +    +    +    +    .    .          c    c    c    c    .    .
ReportSurface            +    +    +    +    .    .          c    c    c    c    .    .
VerifySurface            +    +    +    +    .    .          c    c    c    c    .    .
AgreeToResume            +    +    +    +    .    .          c    c    c    c    .    .
ReportPost               +    +    +    +    .    .          c    c    c    c    .    .
NoteTalk                 +    +    +    +    .    .          c    c    c    c    .    .
AnswerTalk               +    +    +    +    .    .          c    c    c    c    .    .
TakeTask                 +    +    +    +    .    .          c    c    c    c    .    .
CompleteTask             +    +    +    +    .    .          c    c    c    c    .    .
MarkTaskNotApplicable    +    +    +    +    .    .          c    c    c    c    .    .
BlockTask                +    +    +    +    .    .          c    c    c    c    .    .
ReopenTask               +    +    +    +    .    .          c    c    c    c    .    .
AddEvidence              +    +    +    +    .    .          c    c    c    c    .    .
NoteEvidenceHash         .    .    .    .    .    +          .    .    .    .    .    +
NoteEvidenceUnreadable   .    .    .    .    .    +          .    .    .    .    .    +
AddNote                  +    +    +    +    .    .          +    +    +    +    .    .
PinMessage               +    +    +    +    .    .          c    c    c    c    .    .
UnpinMessage             +    +    +    +    .    .          c    c    c    c    .    .
NoteEntryText            .    .    .    .    .    +          .    .    .    .    .    +
NoteMessageDeleted       .    .    .    .    .    +          .    .    .    .    .    +
AmendEntry               +    +    +    +    .    .          +    +    +    +    .    .
RetractEntry             +    +    +    +    .    .          +    +    +    +    .    .
RecordDecision           +    +    +    +    .    .          c    c    c    c    .    .
CarryOutDecision         +    +    +    +    .    .          +    +    +    +    .    .
ShareUpdate              +    +    +    +    .    .          c    c    c    c    .    .
ReadCommunity            +    +    +    +    .    .          +    +    +    +    .    .
AddCommunityFile         +    +    +    +    .    .          +    +    +    +    .    .
NoteCommunityFile        .    .    .    .    .    +          .    .    .    .    .    +
DraftStatement           +    +    +    +    .    .          c    c    c    c    .    .
ApproveStatement         +    +    +    +    .    .          c    c    c    c    .    .
AskForChanges            +    +    +    +    .    .          c    c    c    c    .    .
PublishStatement         +    +    +    +    .    .          c    c    c    c    .    .
DropStatement            +    +    +    +    .    .          c    c    c    c    .    .
CloseIncident            +    +    .    .    .    .          +    +    .    .    .    .
ReopenIncident           +    +    +    +    .    .          +    +    +    +    .    .
AnswerQuestion           +    +    +    +    .    .          +    +    +    +    .    .
SignReview               +    +    +    +    .    .          +    +    +    +    .    .
StateFact                +    +    +    +    .    .          +    +    +    +    .    .
AskForCopy               +    +    +    +    .    .          +    +    +    +    .    .
AddFollowUp              +    +    +    +    .    .          +    +    +    +    .    .
FinishFollowUp           +    +    +    +    .    .          +    +    +    +    .    .
RequestArchive           +    +    .    .    .    .          +    +    .    .    .    .
SetLegalHold             +    +    +    +    .    .          +    +    +    +    .    .
LiftLegalHold            +    +    +    +    .    .          +    +    +    +    .    .
ProposeRedaction         +    +    +    +    .    .          +    +    +    +    .    .
DropRedaction            +    +    +    +    .    .          +    +    +    +    .    .
ConfirmRedaction         +    +    +    +    .    .          +    +    +    +    .    .
PaceDrill                +    +    +    +    .    .          c    c    c    c    .    .
ResumeDrill              +    +    +    +    .    .          c    c    c    c    .    .
SkipAhead                +    +    +    +    .    .          c    c    c    c    .    .
EndDrill                 +    +    +    +    .    .          c    c    c    c    .    .
QuietReminders           +    +    +    +    .    .          +    +    +    +    .    .
ResumeReminders          +    +    +    +    .    .          +    +    +    +    .    .
RecogniseKol             +    +    +    +    .    .          c    c    c    c    .    .
TimePassed               .    .    .    .    .    +          .    .    .    .    .    +
OpenIncident             .    .    .    .    .    .          .    .    .    .    .    .
"""

WHO: dict[str, SlackUserId | None] = {
    "Comm": MIA,
    "Depu": DEPUTY,
    "Appr": LEGAL,
    "Memb": MEMBER,
    "Outs": STRANGER,
    "Bot": None,
}
DENIED = {"refusal.not_found", "refusal.forbidden"}


def cells() -> list[tuple[str, str, str, str]]:
    """(intent, standing, open or closed, what is expected) for every cell."""
    found = []
    for line in MATRIX.strip("\n").splitlines()[2:]:
        name, signs = line[:25].strip(), line[25:].split()
        assert len(signs) == 2 * len(WHO), line
        for nr, sign in enumerate(signs):
            when = "open" if nr < len(WHO) else "closed"
            found.append((name, list(WHO)[nr % len(WHO)], when, sign))
    return found


def judged(verdict: object) -> str:
    if not isinstance(verdict, want.Refusal):
        return "+"
    if verdict.key in DENIED:
        return "."
    return "c" if verdict.key == "refusal.closed" else "+"


@pytest.mark.parametrize(("name", "who", "when", "sign"), cells())
def test_each_cell_of_the_rights_table(name: str, who: str, when: str, sign: str) -> None:
    story = crisis()
    if when == "closed":
        story.does(want.CloseIncident("contained"))
    verdict = decide(story.incident, INTENTS[name], minute(2), acting_user=WHO[who])
    assert judged(verdict) == sign, verdict


def test_the_matrix_knows_every_intent() -> None:
    assert {name.split()[0] for name, *_ in cells()} == {c.__name__ for c in get_args(want.Intent)}


def standings(incident: Incident) -> dict[str, str]:
    return {name: standing(incident, user) for name, user in WHO.items()}


def test_everyone_has_the_highest_standing_they_hold() -> None:
    assert standings(crisis().incident) == {
        "Comm": "commander",
        "Depu": "deputy",
        "Appr": "approver",
        "Memb": "member",
        "Outs": "outsider",
        "Bot": "bot",
    }


def test_a_deputy_who_also_approves_is_a_deputy() -> None:
    story = crisis()
    story.does(want.FillRole(RoleId("legal"), (in_slack(DEPUTY),)))
    assert standing(story.incident, DEPUTY) == "deputy"


def test_who_approves_depends_on_the_confirmed_level() -> None:
    story = Story()
    assert standing(story.incident, LEGAL) == "member"
    story.does(want.ConfirmLevel(2))
    assert standing(story.incident, LEGAL) == "approver"
    story.does(want.ConfirmLevel(1))
    assert standing(story.incident, LEGAL) == "member"


def test_a_person_with_any_role_is_a_member_without_being_in_the_channel() -> None:
    story = Story()
    story.does(want.FillRole(RoleId("service"), (in_slack(STRANGER),)))
    assert standing(story.incident, STRANGER) == "member"


@pytest.mark.parametrize("name", sorted(INTENTS.keys() - {"AskToJoin"}))
def test_what_a_stranger_hears_of_a_private_crisis_is_what_a_missing_one_says(name: str) -> None:
    story = crisis()
    hidden = decide(story.incident, INTENTS[name], minute(2), acting_user=STRANGER)
    missing = decide(None, INTENTS[name], minute(2), acting_user=STRANGER)
    assert hidden == missing == want.Refusal("refusal.not_found", "forbidden")


def test_a_stranger_to_a_public_crisis_hears_who_can_help() -> None:
    story = crisis(want.OpenIncident(words(), MIA, visibility="public"))
    told = story.is_told(want.CompleteTask(TaskId("A1")), by=STRANGER)
    assert told == want.Refusal("refusal.forbidden", "forbidden", {"commander": in_slack(MIA)})


def test_somebody_who_left_the_channel_sees_nothing_at_once() -> None:
    story = crisis()
    assert sees(story.incident, MEMBER)
    story.does(want.NoteMembership(MEMBER, present=False), by=None)
    assert not sees(story.incident, MEMBER)
    assert story.is_told(INTENTS["AddNote"], by=MEMBER).key == "refusal.not_found"


def test_somebody_with_a_role_still_sees_after_leaving_the_channel() -> None:
    story = crisis()
    story.does(want.NoteMembership(LEGAL, present=True), by=None)
    story.does(want.NoteMembership(LEGAL, present=False), by=None)
    assert sees(story.incident, LEGAL)


def test_who_opened_for_somebody_else_to_lead_sees_it_from_the_start_until_they_leave() -> None:
    story = Story(want.OpenIncident(words(), MIA), opener=STRANGER)
    assert standing(story.incident, STRANGER) == "member"
    assert insiders(story.incident) == {MIA, STRANGER}
    story.does(want.NoteMembership(STRANGER, present=True), by=None)
    story.does(want.NoteMembership(STRANGER, present=False), by=None)
    assert standing(story.incident, STRANGER) == "outsider"
    assert insiders(story.incident) == {MIA}


@pytest.mark.parametrize("reason", sorted(SET_APART))
def test_who_is_set_apart_has_no_rights_by_any_role_until_brought_in_by_name(reason: str) -> None:
    story = crisis()
    for user in (MIA, DEPUTY, LEGAL):
        story.does(want.NoteInvitationFailed(user, reason), by=None)
        if user in story.incident.members:
            continue
        assert standing(story.incident, user) == "outsider"
        story.does(want.InvitePerson(user), by=MEMBER)
        assert standing(story.incident, user) != "outsider"


def test_who_could_not_be_invited_for_another_reason_keeps_their_role() -> None:
    story = crisis()
    story.does(want.NoteInvitationFailed(LEGAL, "ura_max_channels"), by=None)
    assert sees(story.incident, LEGAL)


def test_a_lost_role_takes_the_sight_with_it() -> None:
    story = crisis()
    story.does(want.FillRole(RoleId("legal"), ()))
    assert not sees(story.incident, LEGAL)


def test_a_member_cannot_climb_to_command_by_becoming_deputy() -> None:
    story = crisis()
    told = story.is_told(want.FillRole(RoleId("deputy"), (in_slack(MEMBER),)), by=MEMBER)
    assert told.key == "refusal.forbidden"
    assert told.values == {"commander": in_slack(MIA)}


def test_command_can_be_taken_after_a_quarter_of_an_hour_of_silence() -> None:
    story = crisis()
    told = story.is_told(want.TakeCommand(), by=DEPUTY, at=15.9)
    assert told == want.Refusal(
        "refusal.command.not_silent",
        "forbidden",
        {"person": in_slack(MIA), "minutes": 15},
    )
    story.does(want.TakeCommand(), by=MEMBER, at=16)
    assert story.incident.commander == MEMBER


@pytest.mark.parametrize("at", [0, 14])
def test_any_sign_of_the_commander_starts_the_silence_anew(at: float) -> None:
    story = crisis()
    story.does(want.AddNote(EntryId("alive"), words()), at=10 + at)
    assert story.is_told(want.TakeCommand(), by=DEPUTY, at=24.9 + at).tone == "forbidden"


def test_what_others_do_is_no_sign_of_the_commander() -> None:
    story = crisis()
    story.does(want.AddNote(EntryId("busy"), words()), by=DEPUTY, at=15)
    story.does(want.TakeCommand(), by=DEPUTY, at=16)


def test_a_new_commander_has_a_quarter_of_an_hour_too() -> None:
    story = crisis()
    story.does(want.HandOverCommand(MEMBER), at=20)
    assert story.is_told(want.TakeCommand(), by=DEPUTY, at=34).tone == "forbidden"
    story.does(want.TakeCommand(), by=DEPUTY, at=20 + timedelta(minutes=15).seconds / 60)


def test_a_decision_by_an_outsider_is_not_even_read() -> None:
    told = crisis().is_told(decision("no such kind"), by=STRANGER)
    assert told.key == "refusal.not_found"
