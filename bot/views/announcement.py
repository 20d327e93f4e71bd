"""The one line elsewhere that says a public crisis is being handled. Called by the projector.

Whoever reads it may not be part of the crisis: nothing of what happened stands in it, not even its
title.
"""

from bot.crisis.incident import Incident
from bot.crisis.words import in_slack
from bot.locales.voice import Voice
from bot.views.finish import Message, message
from bot.views.parts import section

SURFACE = "announcement"


def announcement(incident: Incident, voice: Voice) -> Message:
    """Return the line: something is being handled, by whom, and what everybody else can do."""
    line = voice.say("announcement.line", person=in_slack(incident.commander))
    return message(line, [section(line)], surface=SURFACE)
