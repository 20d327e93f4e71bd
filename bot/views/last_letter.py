"""The letter at the end of a crisis: to each of its people, with what concerns them from here on.

Called by the projector, through ``personal``, in the reader's voice. What somebody else has to see
to is not in it: that stands in the review.
"""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement

from bot.crisis.ids import ChannelId, SlackUserId
from bot.crisis.incident import Incident
from bot.crisis.rights import LEADS, standing
from bot.crisis.rules.closing import REOPEN_WITHIN
from bot.crisis.signing import roles_to_sign
from bot.crisis.words import in_slack
from bot.locales.values import Mrkdwn, Quoted
from bot.locales.voice import Voice, channel_link
from bot.views.closed import ANSWER, REOPEN, SIGN, ending, review_line, unanswered
from bot.views.decision_card import CARRY_OUT, kind_name
from bot.views.finish import Message, message
from bot.views.follow_up import done_button
from bot.views.parts import actions, button, context, pack, section, shortened
from bot.views.reminder import resume_button

_TITLE = 200
_TEXT = 160
_MOST = 5


def closed_letter(
    incident: Incident, channel: ChannelId, user: SlackUserId, review: str, voice: Voice
) -> Message:
    """Return that it is over, where the review is, and what ``user`` is asked for.

    ``review`` is the review's address, empty while it is not posted.
    """
    title = shortened(incident.title, _TITLE)
    signs = bool(roles_to_sign(incident, user))
    leads = standing(incident, user) in LEADS
    wanted = review_line(incident, voice) if leads or signs or unanswered(incident) else None
    click = _click(incident, signs=signs, voice=voice)
    yours = list(_yours(incident, user, voice))
    blocks: list[Block] = [
        section(
            ending(incident, voice),
            voice.show(Quoted(title)),
            voice.say("list.channel", channel=channel_link(channel)),
        ),
        section(_review(review, voice), wanted),
        actions(
            click,
            button(voice.label("button.reopen"), REOPEN, pack(incident.id)),
            # What was promised is reminded of from here on: whoever muted the crisis decides anew.
            resume_button(incident.id, voice) if incident.muted(user) else None,
        ),
        *yours,
        *_left_open(incident, user, voice),
    ]
    if click is None and not yours:
        blocks.append(context(voice.say("letter.closed.nothing")))
    blocks.append(context(voice.say("letter.closed.reopen", days=REOPEN_WITHIN.days)))
    return message(voice.say("card.closed.text", title=title), blocks)


def _review(address: str, voice: Voice) -> Mrkdwn:
    if not address:
        return voice.say("letter.closed.review_coming")
    return voice.say("letter.closed.review", link=Mrkdwn(address))


def _click(incident: Incident, *, signs: bool, voice: Voice) -> ButtonElement | None:
    """Return the one thing that the review wants of this reader."""
    if unanswered(incident):
        return button(voice.label("button.answer"), ANSWER, pack(incident.id), primary=True)
    if signs:
        return button(voice.label("button.sign"), SIGN, pack(incident.id), primary=True)
    return None


def _yours(incident: Incident, user: SlackUserId, voice: Voice) -> Iterator[Block]:
    """Yield what the reader promised, and what they were to carry out, each with its button."""
    me = in_slack(user)
    promises = [
        one for one in incident.follow_ups.values() if one.owner == me and one.done_at is None
    ]
    decisions = [
        one
        for one in incident.decisions.values()
        if one.owner == me
        and one.due is not None
        and one.carried_out_at is None
        and one.replaced_by is None
    ]
    if promises or decisions:
        yield section(voice.say("letter.closed.yours"))
    for promise in sorted(promises, key=lambda one: one.due)[:_MOST]:
        text = shortened(promise.text, _TEXT)
        yield section(
            voice.say("home.follow_up", text=text, time=promise.due),
            accessory=done_button(incident, promise, voice),
        )
    for decision in decisions[:_MOST]:
        kind = kind_name(incident, decision)
        value = pack(incident.id, decision.id)
        yield section(
            voice.say("card.decision.head", kind=kind),
            voice.show(shortened(decision.rationale, _TEXT)),
            accessory=button(voice.label("button.carry_out"), CARRY_OUT, value),
        )
    more = max(0, len(promises) - _MOST) + max(0, len(decisions) - _MOST)
    if more:
        yield context(voice.say("letter.reminder.more", count=more))


def _left_open(incident: Incident, user: SlackUserId, voice: Voice) -> Iterator[Block]:
    """Yield what the reader had in hand; nobody is asked for it any more."""
    left = [
        task.title
        for task in incident.open_tasks()
        if incident.state(task.id).owner == in_slack(user)
    ]
    if left:
        yield context(voice.say("letter.closed.left_open", tasks=tuple(left[:_MOST])))
