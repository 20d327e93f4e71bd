"""Details, roles, command, membership and level."""

from typing import Any

import pytest

from bot.crisis.events import (
    CommandHandedOver,
    CommandOffered,
    DetailsChanged,
    InvitationFailed,
    JoinRequested,
    Kol,
    LevelConfirmed,
    MemberJoined,
    MemberLeft,
    PersonInvited,
    RoleFilled,
)
from bot.crisis.ids import EntryId, RoleId, SlackUserId
from bot.crisis.intents import (
    AcceptCommand,
    AddNote,
    AskToJoin,
    ChangeDetails,
    CloseIncident,
    ConfirmLevel,
    FillRole,
    HandOverCommand,
    InvitePerson,
    NoteInvitationFailed,
    NoteMembership,
    Refusal,
    TakeCommand,
)
from bot.crisis.rights import sees
from bot.crisis.words import Words, in_slack, outside
from tests.crisis.story import DEPUTY, LEGAL, MEMBER, MIA, STRANGER, Story, minute, words

DETAILS: dict[str, Any] = {
    "title": words("another title"),
    "detected_at": minute(-30),
    "kols": (Kol(words("小满Mia")),),
    "campaign": words("Spring"),
    "brand": words("Lumeya"),
    "crisis_type": "fake",
    "language": "zh",
}


@pytest.mark.parametrize("name", sorted(DETAILS))
def test_each_detail_can_be_changed_alone(name: str) -> None:
    story = Story()
    before = {other: getattr(story.incident, other) for other in DETAILS}
    intent = ChangeDetails(**{name: DETAILS[name]})
    assert story.does(intent) == (DetailsChanged(**{name: DETAILS[name]}),)
    after = {other: getattr(story.incident, other) for other in DETAILS}
    assert after == {**before, name: DETAILS[name]}


def test_only_what_really_changed_is_recorded() -> None:
    story = Story()
    same = story.incident.title
    assert story.does(ChangeDetails(title=same, brand=words("Lumeya"))) == (
        DetailsChanged(brand=words("Lumeya")),
    )


def test_the_same_details_again_are_nothing_new() -> None:
    story = Story()
    story.does(ChangeDetails(**DETAILS))
    for intent in (ChangeDetails(**DETAILS), ChangeDetails()):
        assert story.is_told(intent) == Refusal("refusal.details.same", "already")


@pytest.mark.parametrize(
    ("intent", "key", "field"),
    [
        (ChangeDetails(title=Words("  ")), "refusal.open.title_missing", "title"),
        (ChangeDetails(title=words("字" * 3001)), "refusal.open.title_long", "title"),
        (ChangeDetails(detected_at=minute(1.1)), "refusal.open.future", "detected_at"),
        (ChangeDetails(crisis_type="alien"), "refusal.open.type_unknown", "crisis_type"),
    ],
)
def test_what_opening_refuses_a_correction_may_not_bring_in(
    intent: ChangeDetails, key: str, field: str
) -> None:
    told = Story().is_told(intent, at=1)
    assert (told.key, told.tone, told.field) == (key, "missing", field)


KOL, SERVICE = RoleId("kol"), RoleId("service")


def test_roles_are_filled_together_with_details_and_only_what_changed_is_recorded() -> None:
    story = Story()
    roles = {RoleId("legal"): (in_slack(LEGAL),), KOL: (in_slack(MEMBER), outside("王经理"))}
    intent = ChangeDetails(campaign=words("Spring"), roles=roles)
    assert story.does(intent) == (
        DetailsChanged(campaign=words("Spring")),
        RoleFilled(KOL, roles[KOL]),
    )
    assert story.is_told(intent) == Refusal("refusal.details.same", "already")


def test_a_role_refused_among_details_keeps_everything_back_and_names_its_input() -> None:
    story = Story()
    intent = ChangeDetails(campaign=words("Spring"), roles={RoleId("deputy"): (in_slack(LEGAL),)})
    told = story.is_told(intent, by=LEGAL)
    assert (told.key, told.field) == ("refusal.forbidden", "role.deputy")
    assert story.incident.campaign is None


def test_a_brand_that_is_added_later_brings_its_people_in_beside_those_who_are_there() -> None:
    story = Story()
    roster = {RoleId("legal"): (in_slack(MEMBER),), KOL: (in_slack(STRANGER),)}
    lumeya = ChangeDetails(brand=words("Lumeya"), roster=roster)
    assert story.does(lumeya) == (
        DetailsChanged(brand=words("Lumeya")),
        RoleFilled(RoleId("legal"), (in_slack(LEGAL), in_slack(MEMBER))),
        RoleFilled(KOL, (in_slack(STRANGER),)),
    )
    # Nobody comes in again because the brand's name was typed in another way.
    again = ChangeDetails(brand=words("lumeya "), roster={SERVICE: (in_slack(MEMBER),)})
    assert story.does(again) == (DetailsChanged(brand=words("lumeya ")),)


def test_what_the_form_says_of_a_role_counts_more_than_the_roster() -> None:
    story = Story()
    intent = ChangeDetails(
        brand=words("Lumeya"), roles={KOL: (in_slack(LEGAL),)}, roster={KOL: (in_slack(STRANGER),)}
    )
    story.does(intent)
    assert story.incident.role_holders(KOL) == (in_slack(LEGAL),)


def test_a_member_cannot_become_deputy_by_naming_the_brand_that_they_are_deputy_of() -> None:
    story = Story()
    story.does(NoteMembership(MEMBER, present=True), by=None)
    roster = {RoleId("deputy"): (in_slack(MEMBER), in_slack(STRANGER))}
    intent = ChangeDetails(brand=words("Lumeya"), roster=roster)
    assert story.does(intent, by=MEMBER) == (
        DetailsChanged(brand=words("Lumeya")),
        PersonInvited(STRANGER),
    )


def test_a_role_is_filled_refilled_and_left_open() -> None:
    story, kol = Story(), RoleId("kol")
    people = (in_slack(MEMBER), outside("王经理"))
    assert story.does(FillRole(kol, people)) == (RoleFilled(kol, people),)
    assert story.incident.role_holders(kol) == people
    story.does(FillRole(kol, ()))
    assert story.incident.role_holders(kol) == ()


def test_the_same_people_in_a_role_are_nothing_new() -> None:
    story = Story()
    for intent in (FillRole(RoleId("legal"), (in_slack(LEGAL),)), FillRole(RoleId("kol"), ())):
        assert story.is_told(intent) == Refusal("refusal.role.same", "already")


def test_a_role_that_the_playbook_does_not_know_is_refused() -> None:
    told = Story().is_told(FillRole(RoleId("wizard"), ()))
    assert told == Refusal("refusal.role.unknown", "missing", field="role")


def test_the_commanders_role_is_held_by_whoever_commands() -> None:
    story = Story()
    assert story.incident.role_holders(RoleId("commander")) == (in_slack(MIA),)
    story.does(HandOverCommand(DEPUTY))
    story.does(AcceptCommand(), by=DEPUTY)
    assert story.incident.role_holders(RoleId("commander")) == (in_slack(DEPUTY),)


def test_command_is_handed_over_and_never_filled_like_a_role() -> None:
    told = Story().is_told(FillRole(RoleId("commander"), (in_slack(MEMBER),)))
    assert told == Refusal(
        "refusal.role.commander", "missing", {"commander": in_slack(MIA)}, field="role"
    )


def test_command_is_handed_over_once_it_is_accepted() -> None:
    story = Story()
    assert story.does(HandOverCommand(MEMBER)) == (CommandOffered(MEMBER),)
    assert story.incident.commander == MIA
    assert story.does(AcceptCommand(), by=MEMBER) == (CommandHandedOver(MEMBER),)
    assert story.incident.commander == MEMBER
    assert story.incident.offered_to is None
    assert story.is_told(CloseIncident("contained"), by=MIA).key == "refusal.forbidden"


def test_who_was_offered_the_command_sees_what_they_are_to_take_over() -> None:
    story = Story()
    assert not sees(story.incident, STRANGER)
    story.does(HandOverCommand(STRANGER))
    assert sees(story.incident, STRANGER)
    assert STRANGER in story.incident.people()


def test_the_same_offer_twice_is_nothing_new() -> None:
    story = Story()
    story.does(HandOverCommand(MEMBER))
    told = story.is_told(HandOverCommand(MEMBER))
    assert told == Refusal("refusal.command.offered", "already", {"person": in_slack(MEMBER)})


def test_a_later_offer_lapses_the_earlier_one() -> None:
    story = Story()
    story.does(HandOverCommand(LEGAL))
    story.does(HandOverCommand(DEPUTY))
    told = story.is_told(AcceptCommand(), by=LEGAL)
    assert told == Refusal("refusal.command.not_offered", "missing")


def test_a_commander_who_accepts_again_has_it_already() -> None:
    story = Story()
    story.does(HandOverCommand(DEPUTY))
    story.does(AcceptCommand(), by=DEPUTY)
    assert story.is_told(AcceptCommand(), by=DEPUTY).key == "refusal.command.same"


def test_somebody_is_brought_in_once() -> None:
    story = Story()
    assert story.does(InvitePerson(STRANGER)) == (PersonInvited(STRANGER),)
    assert story.is_told(InvitePerson(STRANGER)).key == "refusal.person.in"
    assert story.is_told(InvitePerson(LEGAL)).key == "refusal.person.in"


def test_asking_to_join_tells_nobody_anything() -> None:
    story = Story()
    assert story.does(AskToJoin(), by=STRANGER) == (JoinRequested(STRANGER),)
    assert story.does(AskToJoin(), by=STRANGER) == ()
    assert story.does(AskToJoin(), by=LEGAL) == ()
    assert not sees(story.incident, STRANGER)


def test_who_asked_to_join_and_is_in_has_no_request_left() -> None:
    story = Story()
    story.does(AskToJoin(), by=STRANGER)
    story.does(InvitePerson(STRANGER))
    assert story.incident.join_requests == ()


def test_command_handed_to_whom_it_has_is_nothing_new() -> None:
    told = Story().is_told(HandOverCommand(MIA), by=DEPUTY)
    assert told == Refusal("refusal.command.same", "already", {"person": in_slack(MIA)})


def test_a_commander_who_takes_command_has_it_already() -> None:
    told = Story().is_told(TakeCommand(), at=60)
    assert told == Refusal("refusal.command.same", "already", {"person": in_slack(MIA)})


def test_command_taken_says_that_it_was_taken() -> None:
    story = Story()
    assert story.does(TakeCommand(), by=DEPUTY, at=15) == (CommandHandedOver(DEPUTY, taken=True),)


def test_coming_and_going_is_noted_once() -> None:
    story = Story()
    come, go = (NoteMembership(MEMBER, present=present) for present in (True, False))
    assert story.does(come, by=None) == (MemberJoined(MEMBER),)
    assert story.does(come, by=None) == ()
    assert story.does(go, by=None) == (MemberLeft(MEMBER),)
    assert story.does(go, by=None) == ()
    assert story.incident.members == frozenset()


def test_coming_and_going_counts_in_the_order_of_slack_s_clock() -> None:
    story = Story()
    first, second = minute(1), minute(2)
    go = NoteMembership(MEMBER, present=False, moved_at=second)
    assert story.does(go, by=None) == (MemberLeft(MEMBER, moved_at=second),)
    assert story.does(NoteMembership(MEMBER, present=True, moved_at=first), by=None) == ()
    assert story.does(go, by=None) == ()
    assert story.incident.members == frozenset()


def test_that_slack_confirms_whom_we_invited_is_no_news() -> None:
    story = Story()
    story.does(NoteMembership(MEMBER, present=True), by=None)
    assert story.does(NoteMembership(MEMBER, present=True, moved_at=minute(1)), by=None) == ()


def test_who_could_not_be_invited_is_named_once_until_they_come() -> None:
    story = Story()
    intent = NoteInvitationFailed(MEMBER, "user_disabled")
    assert story.does(intent, by=None) == (InvitationFailed(MEMBER, "user_disabled"),)
    assert story.does(intent, by=None) == ()
    assert story.incident.absent == {MEMBER: "user_disabled"}
    story.does(NoteInvitationFailed(MEMBER, "cant_invite"), by=None)
    story.does(NoteMembership(MEMBER, present=True), by=None)
    assert story.incident.absent == {}
    assert story.does(intent, by=None) == ()


def test_membership_that_was_reconciled_says_so() -> None:
    user = SlackUserId("UX")
    intent = NoteMembership(user, present=True, source="reconciled")
    assert Story().does(intent, by=None) == (MemberJoined(user, "reconciled"),)


def test_a_level_is_confirmed_and_may_fall_again() -> None:
    story = Story()
    assert story.does(ConfirmLevel(4, words())) == (LevelConfirmed(4, words()),)
    story.does(ConfirmLevel(1))
    assert story.incident.level == 1


@pytest.mark.parametrize("level", [0, 5, -1])
def test_a_level_that_does_not_exist_is_refused(level: int) -> None:
    told = Story().is_told(ConfirmLevel(level))
    assert told == Refusal("refusal.level.unknown", "missing", field="level")


def test_the_confirmed_level_again_is_nothing_new() -> None:
    story = Story()
    story.does(ConfirmLevel(2))
    assert story.is_told(ConfirmLevel(2)) == Refusal("refusal.level.same", "already")


def test_a_refusal_leaves_no_trace_in_the_record() -> None:
    story = Story()
    story.does(AddNote(EntryId("n1"), words()))
    length = len(story.record)
    story.is_told(ConfirmLevel(9))
    assert len(story.record) == length
