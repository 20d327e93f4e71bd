"""What a person sees while something is made, when it is made, and when it could not be.

Called by the handlers, which show them in place of the modal that was sent.
"""

from bot.crisis.ids import ChannelId
from bot.locales.voice import Said, Voice, channel_link
from bot.views.finish import View, modal
from bot.views.parts import section

CALLBACK = "notice"


def under_way_modal(voice: Voice) -> View:
    """Return 'it is under way': the crisis is recorded, its channel follows in seconds."""
    return modal(
        CALLBACK,
        voice.label("open.heading"),
        [section(voice.say("progress.opening"))],
        close=voice.label("modal.close"),
    )


def done_modal(voice: Voice, channel: ChannelId) -> View:
    """Return 'it is there', with the way into the channel."""
    return modal(
        CALLBACK,
        voice.label("open.heading"),
        [section(voice.say("progress.opened", channel=channel_link(channel)))],
        close=voice.label("modal.close"),
    )


def failed_modal(voice: Voice, reason: Said) -> View:
    """Return 'it did not work', with a reason that says what to do."""
    return modal(
        CALLBACK,
        voice.label("open.heading"),
        [section(voice.say("progress.failed"), voice.together(reason))],
        close=voice.label("modal.close"),
    )


def notice_modal(voice: Voice, reason: Said) -> View:
    """Return one calm sentence, where a modal is the only place to say it."""
    return modal(
        CALLBACK,
        voice.label("notice.heading"),
        [section(voice.together(reason))],
        close=voice.label("modal.close"),
    )
