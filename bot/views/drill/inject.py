"""What comes in during an exercise, as a post in its channel. Called by the projector."""

from bot.crisis.drill import Inject
from bot.locales.voice import Voice
from bot.views.finish import Message, message
from bot.views.parts import section


def inject_post(inject: Inject, voice: Voice) -> Message:
    """Return what came in and from where. The mark of an exercise is put on it when it is sent."""
    head = voice.say("card.inject.head", source=inject.source)
    text = voice.say("card.inject.text", source=inject.source)
    return message(text, [section(head), section(voice.text(inject.text))], surface=key(inject))


def key(inject: Inject) -> str:
    """Return the surface's key."""
    return f"inject.{inject.id}"
