"""What is shown is, to the letter, what Slack's own library would have made of it."""

from typing import Any

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import ButtonElement

from bot.crisis.playbook import Playbook
from bot.views import finish, plain
from tests.views.everything import cards, modals
from tests.views.scene import VOICES, Scene


def test_every_card_and_form_is_what_the_library_makes_of_it(
    playbook: Playbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = 0

    def both(part: JsonObject) -> dict[str, Any]:
        nonlocal compared
        made = plain.plain(part)
        assert made == part.to_dict()
        compared += 1
        return made

    monkeypatch.setattr(finish, "plain", both)
    incident = Scene(playbook).incident
    shown = [*cards(incident, VOICES["both"]), *modals(incident, VOICES["both"])]
    assert compared > len(shown) > 20


def test_what_the_library_refuses_is_refused() -> None:
    with pytest.raises(SlackObjectFormationError):
        plain.plain(ButtonElement(text="Complete", action_id="x" * 300))
