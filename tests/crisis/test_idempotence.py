"""The same thing wanted twice happens once."""

import pytest

from bot.crisis.decide import decide
from bot.crisis.ids import SlackUserId
from bot.crisis.intents import (
    CloseIncident,
    HandOverCommand,
    PaceDrill,
    QuietReminders,
    Refusal,
    SetLegalHold,
)
from bot.crisis.rights import ALLOWED
from bot.crisis.words import Words
from tests.crisis.everything import EXERCISE, INTENTS, crisis
from tests.crisis.story import DEPUTY, LEGAL, MIA, STRANGER, Story

OF_AN_EXERCISE = {"PaceDrill", "ResumeDrill", "SkipAhead", "EndDrill"}
AFTER_CLOSING = {"ReopenIncident", "AnswerQuestion", "SignReview", "RequestArchive", "AskForCopy"}


def who(name: str) -> SlackUserId | None:
    """Somebody who may: the deputy takes command, the bot does its own, Mia does the rest."""
    if name in {"TakeCommand", "AcceptCommand"}:
        return DEPUTY
    if name in {"ApproveDecision", "SetLegalHold", "LiftLegalHold", "ConfirmRedaction"}:
        return LEGAL
    if name == "AskToJoin":
        return STRANGER
    return None if ALLOWED[type(INTENTS[name])] == {"bot"} else MIA


def ready(name: str) -> Story:
    story = crisis(EXERCISE if name in OF_AN_EXERCISE else None)
    if name == "ResumeDrill":
        story.does(PaceDrill(0))
    if name == "AcceptCommand":
        story.does(HandOverCommand(DEPUTY))
    if name == "ResumeReminders":
        story.does(QuietReminders())
    if name == "LiftLegalHold":
        story.does(SetLegalHold(Words("a complaint")), by=LEGAL)
    if name in AFTER_CLOSING:
        story.does(CloseIncident("contained"))
    return story


@pytest.mark.parametrize("name", sorted(INTENTS.keys() - {"OpenIncident"}))
def test_the_same_intent_twice_changes_something_once(name: str) -> None:
    story = ready(name)
    assert story.does(INTENTS[name], by=who(name), at=60) != ()
    before = story.incident
    again = story.wants(INTENTS[name], by=who(name), at=60)
    assert again == () or isinstance(again, Refusal)
    assert story.incident is before


@pytest.mark.parametrize("name", sorted(INTENTS.keys() - {"OpenIncident"}))
def test_judging_changes_nothing_by_itself(name: str) -> None:
    story = ready(name)
    before = story.folded()
    first, second = (
        decide(story.incident, INTENTS[name], story.record[-1].at, acting_user=who(name))
        for _ in range(2)
    )
    assert first == second
    assert story.incident == before
