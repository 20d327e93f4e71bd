"""Whether Slack takes what was rendered, asked of the strict local Slack's own checks."""

from bot.crisis.incident import Incident
from bot.locales.voice import Voice
from bot.views.channel import bookmarks, channel_name, topic
from bot.workspace.checks import (
    check_bookmark,
    check_channel_name,
    check_message,
    check_topic,
    check_view,
)
from tests.views.everything import answered, cards, home, modals


def refused(incident: Incident, voice: Voice) -> list[object]:
    """Everything that Slack would refuse of an incident, with its name and the reason."""
    found: list[tuple[str, object]] = []
    for name, shown in (*cards(incident, voice), *answered(incident, voice)):
        fields = {"text": shown.text, "blocks": list(shown.blocks)}
        found.append((name, check_message(fields)))
        found.append((f"{name} again", check_message(fields, update=True)))
    for name, view in modals(incident, voice):
        found.append((name, check_view(view, surface="modal")))
    found.append(("home", check_view(home(incident, voice), surface="home")))
    found += _channel(incident, voice)
    return [(name, rejection) for name, rejection in found if rejection is not None]


def _channel(incident: Incident, voice: Voice) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = [
        (f"name {attempt}", check_channel_name(channel_name(incident, attempt, voice.zone)))
        for attempt in (1, 2, 99)
    ]
    found.append(("topic", check_topic(topic(incident, voice))))
    for mark in bookmarks(incident, voice):
        fields = {"channel_id": "C1", "title": mark.title, "type": "link", "link": mark.link}
        found.append(("bookmark", check_bookmark(fields)))
    return found
