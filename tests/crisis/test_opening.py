"""Opening a crisis."""

from dataclasses import replace

from bot.crisis.decide import decide_opening
from bot.crisis.events import Draft, IncidentOpened, Kol
from bot.crisis.ids import ChannelId, RoleId, SlackUserId
from bot.crisis.intents import OpenIncident, Refusal
from bot.crisis.rules.opening import Opened, too_many
from bot.crisis.words import MessageRef, Words, in_slack, outside
from tests.crisis.guide import GUIDE
from tests.crisis.story import DEPUTY, MIA, STRANGER, Story, minute, words
from tests.crisis.test_drill import SCRIPT


def opened(intent: OpenIncident) -> IncidentOpened:
    verdict = decide_opening(intent, GUIDE, minute(0))
    assert not isinstance(verdict, Refusal)
    (draft,) = verdict
    assert isinstance(draft.event, IncidentOpened)
    return draft.event


def refused(intent: OpenIncident) -> Refusal:
    verdict = decide_opening(intent, GUIDE, minute(0))
    assert isinstance(verdict, Refusal)
    return verdict


def test_what_happened_and_who_leads_is_enough() -> None:
    verdict = decide_opening(OpenIncident(words("2 a.m."), MIA), GUIDE, minute(0))
    assert verdict == (Draft(IncidentOpened(words("2 a.m."), MIA, "test-1", minute(0)), minute(0)),)


def test_everything_that_was_filled_in_is_kept() -> None:
    story = Story(
        OpenIncident(
            title=words("翻车了"),
            lead=MIA,
            language="zh",
            visibility="public",
            detected_at=minute(-90),
            kols=(Kol(words("小满Mia"), (words("https://example.org/n/1"),)),),
            campaign=words("Spring"),
            brand=words("Lumeya"),
            crisis_type="tone",
            roles={RoleId("kol"): (outside("王经理"),)},
            origin=MessageRef(ChannelId("C9"), "1.2", "https://example.org/p"),
        ),
    )
    incident = story.incident
    assert incident.title == words("翻车了")
    assert (incident.language, incident.visibility) == ("zh", "public")
    assert incident.detected_at == minute(-90)
    assert incident.opened_at == minute(0)
    assert incident.kols[0].note_urls == (words("https://example.org/n/1"),)
    assert (incident.campaign, incident.brand) == (words("Spring"), words("Lumeya"))
    assert incident.crisis_type == "tone"
    assert incident.role_holders(RoleId("kol")) == (outside("王经理"),)
    assert incident.origin == MessageRef(ChannelId("C9"), "1.2", "https://example.org/p")
    assert incident.playbook.version == "test-1"


def test_who_opens_need_not_lead() -> None:
    incident = Story(OpenIncident(words(), MIA), opener=STRANGER).incident
    assert (incident.commander, incident.opened_by) == (MIA, STRANGER)


def test_a_title_of_white_space_says_nothing() -> None:
    for text in ("", " \n\t", "\u3000"):
        told = refused(OpenIncident(Words(text), MIA))
        assert told == Refusal("refusal.open.title_missing", "missing", field="title")


def test_a_title_longer_than_slack_takes_is_refused_and_the_longest_is_not() -> None:
    assert opened(OpenIncident(words("字" * 3000), MIA)).title == words("字" * 3000)
    told = refused(OpenIncident(words("字" * 3001), MIA))
    assert told == Refusal("refusal.open.title_long", "missing", {"limit": 3000}, field="title")


def test_nothing_is_detected_in_the_future() -> None:
    assert opened(OpenIncident(words(), MIA, detected_at=minute(0))).detected_at == minute(0)
    told = refused(OpenIncident(words(), MIA, detected_at=minute(0.1)))
    assert told == Refusal("refusal.open.future", "missing", field="detected_at")


def test_only_types_of_the_playbook_are_taken() -> None:
    told = refused(OpenIncident(words(), MIA, crisis_type="alien"))
    assert told == Refusal("refusal.open.type_unknown", "missing", field="crisis_type")


def test_a_role_that_nobody_was_given_is_left_open() -> None:
    event = opened(
        OpenIncident(
            words(), MIA, roles={RoleId("kol"): (), RoleId("deputy"): (in_slack(DEPUTY),)}
        ),
    )
    assert event.roles == {RoleId("deputy"): (in_slack(DEPUTY),)}


def test_too_many_at_once_are_refused_until_the_first_is_old_and_exercises_count_apart() -> None:
    crisis = OpenIncident(words("2 a.m."), MIA)
    now = minute(60)
    own = [Opened(MIA, minute(51 + n)) for n in range(5)]
    refusal = too_many(crisis, own, GUIDE, MIA, now)
    assert refusal is not None
    assert (refusal.key, refusal.values["wait"]) == ("refusal.open.many_person", 1)
    # Somebody else may, and so may they once the first is ten minutes old.
    assert too_many(crisis, own, GUIDE, STRANGER, now) is None
    assert too_many(crisis, own, GUIDE, MIA, minute(61)) is None
    exercises = [Opened(MIA, minute(59), exercise=True)] * 5
    assert too_many(crisis, exercises, GUIDE, MIA, now) is None
    assert too_many(replace(crisis, drill=SCRIPT), exercises, GUIDE, MIA, now) is not None
    crowd = [Opened(SlackUserId(f"U{n}"), minute(55)) for n in range(20)]
    refusal = too_many(crisis, crowd, GUIDE, MIA, now)
    assert refusal is not None
    assert (refusal.key, refusal.values["wait"]) == ("refusal.open.many_workspace", 5)
