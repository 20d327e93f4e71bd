"""The mark on everything that an exercise shows. Called by whatever sends a message of an incident.

Nothing of an exercise may be taken for true, wherever it is read: also in a notification, which
shows the text alone.
"""

from bot.crisis.incident import Incident
from bot.locales.exercise import mark
from bot.locales.values import Mrkdwn
from bot.views import limits
from bot.views.message import Message
from bot.views.parts import context


def marked(message: Message, incident: Incident) -> Message:
    """Return the message with the mark above it and before its text; a real crisis' as it is."""
    if incident.drill is None:
        return message
    text = limits.clip_mrkdwn(Mrkdwn(f"{mark()} {message.text}"), limits.MESSAGE_TEXT)
    sign = context(Mrkdwn(f"*{mark()}*")).to_dict()
    first, *others = message.blocks or ({},)
    # The first block carries the surface's key; what was first gives it up.
    if "block_id" in first:
        sign["block_id"] = first["block_id"]
    blocks = [{key: value for key, value in first.items() if key != "block_id"}, *others]
    kept = [block for block in blocks if block][: limits.BLOCKS_OF_MESSAGE - 1]
    return Message(text, (sign, *kept))


def marked_text(text: str, incident: Incident | None) -> str:
    """Return a line with the mark before it, if it is about an exercise."""
    exercise = incident is not None and incident.drill is not None
    return f"{mark()} {text}" if exercise else text
