"""The modal that opens a crisis: two things to fill, everything else behind "Add details".

Called by the handlers for the command, the shortcuts and App Home. Block ids are fixed.
"""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block

from bot.crisis.ids import ChannelId, IncidentId, SlackUserId
from bot.crisis.incident import Incident
from bot.crisis.playbook import Playbook
from bot.locales.values import Mrkdwn
from bot.locales.voice import Voice, channel_link
from bot.views import limits
from bot.views.details import Known, detail_inputs, role_inputs
from bot.views.finish import View, modal
from bot.views.inputs import person_input, radio_input, select_input, text_input
from bot.views.parts import actions, button, context, pack, section, shortened

CALLBACK = "incident.open"
CALLBACK_FROM_MESSAGE = "incident.open_from_message"
MORE = "incident.more"
"""The button that shows the other inputs; what was typed stays, since the block ids stay."""
ASK_TO_JOIN = "incident.ask_to_join"

TITLE = "title"
LEAD = "lead"
VISIBILITY = "visibility"
KNOWN_KOL = "known_kol"

_TITLE = 200


def open_modal(  # noqa: PLR0913  # all that may already stand in the form
    voice: Voice,
    *,
    prefill_title: str,
    lead: SlackUserId,
    playbook: Playbook,
    private_metadata: str = "",
    details: bool = False,
    notice: Mrkdwn | None = None,
    ask_to_join: IncidentId | None = None,
    register: Sequence[tuple[str, str]] = (),
    known: Known | None = None,
) -> View:
    """Return the opening modal, with all inputs when ``details`` was asked for.

    ``notice`` says on top that the crisis may be open already: sending again opens anyway.
    ``ask_to_join`` is that crisis where the person may not see it. ``register`` is whom the
    register offers, as pairs of id and name, to those who may see it. ``known`` is what the
    details begin with.
    """
    blocks: list[Block] = [
        *_noticed(voice, notice, ask_to_join),
        text_input(
            TITLE,
            voice.label("open.title"),
            initial=prefill_title,
            hint=voice.label("open.title_hint"),
            required=True,
            multiline=True,
            focus=True,
        ),
        person_input(LEAD, voice.label("open.lead"), initial=lead, required=True),
    ]
    if details:
        blocks += _details(voice, playbook, register, known)
    else:
        blocks.append(actions(button(voice.label("button.details"), MORE, MORE)))
        blocks.append(context(voice.say("open.later")))
    return modal(
        CALLBACK,
        voice.label("open.heading"),
        blocks,
        submit=voice.label("open.submit") if notice is None else voice.label("duplicate.submit"),
        close=voice.label("modal.cancel"),
        private_metadata=private_metadata,
    )


def duplicate_notice(voice: Voice, incident: Incident | None, channel: ChannelId | None) -> Mrkdwn:
    """Return that this may be open already.

    ``incident`` is None for somebody who may not see it: then nothing of it is shown.
    """
    if incident is None:
        return voice.say("duplicate.hidden")
    known = [
        voice.say("duplicate.seen"),
        voice.say("list.title", title=shortened(incident.title, _TITLE)),
    ]
    if channel is not None:
        known.append(voice.say("list.channel", channel=channel_link(channel)))
    return Mrkdwn("\n".join(known))


def asked_modal(voice: Voice) -> View:
    """Return that the wish to join was passed on. It says the same whatever became of it."""
    return modal(
        ASK_TO_JOIN,
        voice.label("open.heading"),
        [section(voice.say("duplicate.asked"))],
        close=voice.label("modal.close"),
    )


def _noticed(
    voice: Voice, notice: Mrkdwn | None, ask_to_join: IncidentId | None
) -> Iterator[Block]:
    if notice is None:
        return
    yield section(notice)
    if ask_to_join is not None:
        yield actions(button(voice.label("button.ask_to_join"), ASK_TO_JOIN, pack(ask_to_join)))
    yield context(voice.say("duplicate.anyway"))


def _details(
    voice: Voice,
    playbook: Playbook,
    register: Sequence[tuple[str, str]],
    known: Known | None,
) -> Iterator[Block]:
    if register:
        yield select_input(
            KNOWN_KOL,
            voice.label("open.known_kol"),
            register[: limits.OPTIONS],
            hint=voice.label("open.known_kol_hint"),
        )
    yield from detail_inputs(voice, playbook, known)
    yield radio_input(
        VISIBILITY,
        voice.label("open.visibility"),
        (
            ("private", voice.label("visibility.private")),
            ("public", voice.label("visibility.public")),
        ),
        initial="private",
        required=True,
    )
    yield from role_inputs(voice, playbook, {})
