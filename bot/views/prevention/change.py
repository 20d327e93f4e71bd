"""Proposing a change of the playbook from a corrective action, and what its keeper is sent.

Called by the handlers, which import the ids from here, and by the projector.
"""

from collections.abc import Mapping, Sequence

from bot.crisis.ids import SlackUserId
from bot.crisis.incident import FollowUp, Incident
from bot.crisis.words import Words, in_slack
from bot.locales.values import Mrkdwn, Quoted, escaped
from bot.locales.voice import Voice
from bot.prevention.change import Change
from bot.views import limits
from bot.views.finish import Message, View, message, modal
from bot.views.inputs import people_input, radio_input, select_input, text_input
from bot.views.parts import context, pack, section, shortened

PROPOSE = "change.propose"
"""The button on a corrective action, and the form that proposes the change."""

KIND = "kind"
NAME_EN = "name_en"
NAME_ZH = "name_zh"
HOW_EN = "how_en"
HOW_ZH = "how_zh"
WHERE = "where"
VALUE = "value"
TO = "to"

NUMBER = "number"
KINDS: Mapping[str, str] = {
    "check": "change.check",
    "section": "change.section",
    "clause": "change.clause",
    NUMBER: "change.number",
}
_SHOWN = 300
_DIFF = 2400


def propose_modal(
    incident: Incident,
    item: FollowUp,
    numbers: Sequence[tuple[str, int]],
    keepers: Sequence[SlackUserId],
    voice: Voice,
) -> View:
    """Return the form: what should be added or set, and who keeps the playbook."""
    offered = [(way, f"{way} ({now})") for way, now in numbers if len(way) <= limits.OPTION]
    inputs = [
        radio_input(
            KIND,
            voice.label("change.kind"),
            ((value, voice.label(key)) for value, key in KINDS.items()),
            required=True,
        ),
        text_input(NAME_EN, voice.label("change.name_en"), hint=voice.label("change.name_hint")),
        text_input(NAME_ZH, voice.label("change.name_zh")),
        text_input(HOW_EN, voice.label("change.how_en"), hint=voice.label("change.how_hint")),
        text_input(HOW_ZH, voice.label("change.how_zh")),
    ]
    if offered:
        hint = voice.label("change.where_hint")
        label = voice.label("change.where")
        inputs.append(select_input(WHERE, label, offered[: limits.OPTIONS], hint=hint))
        inputs.append(text_input(VALUE, voice.label("change.value")))
    hint = voice.label("change.to_hint")
    inputs.append(people_input(TO, voice.label("change.to"), initial=keepers, hint=hint))
    return modal(
        PROPOSE,
        voice.label("change.heading"),
        [
            section(voice.show(Quoted(shortened(item.text, _SHOWN))), voice.say("change.explain")),
            *inputs,
        ],
        submit=voice.label("change.submit"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id, item.id),
    )


def proposed_modal(change: Change, voice: Voice) -> View:
    """Return what was sent, to whoever proposed it."""
    people = tuple(map(in_slack, change.proposed.to))
    return modal(
        PROPOSE,
        voice.label("change.heading"),
        [
            section(voice.say("change.sent", people=people, file=change.proposed.file)),
            section(_diff(change.proposed.diff, voice)),
            context(voice.say("change.nothing_yet")),
        ],
        close=voice.label("modal.close"),
    )


def change_letter(change: Change, voice: Voice) -> Message:
    """Return what whoever keeps the playbook is sent: why, where, and the difference."""
    proposed = change.proposed
    by = change.by or SlackUserId("")
    line = voice.say("letter.change", person=in_slack(by), file=proposed.file)
    return message(
        line,
        [
            section(line, voice.show(Quoted(shortened(proposed.action, _SHOWN)))),
            section(_diff(proposed.diff, voice)),
            context(voice.say("change.nothing_yet")),
        ],
        surface="change",
    )


def _diff(diff: Words, voice: Voice) -> Mrkdwn:
    """Return a difference as Slack shows code: signs and spaces as they are."""
    if diff.redacted:
        return voice.show(diff)
    text = escaped(limits.clip(diff.text, _DIFF).replace("`", "'"))
    return Mrkdwn(f"```\n{text}\n```")
