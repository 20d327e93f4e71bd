"""The early warning in a campaign's channel, and the letter to whoever has the watch.

Called by the projector; the handlers import the ids from here.
"""

from collections.abc import Iterator
from decimal import Decimal

from slack_sdk.models.blocks import Block, ButtonElement

from bot.crisis.events.monitoring import Signal
from bot.crisis.handbook_monitoring import Monitoring
from bot.crisis.ids import SlackUserId
from bot.crisis.words import in_slack
from bot.locales.typed_number import written
from bot.locales.values import Link, Mrkdwn, Quoted
from bot.locales.voice import Said, Voice, said
from bot.prevention.campaign import Alarm, Campaign, Watch
from bot.views.finish import Message, View, message, modal
from bot.views.inputs import text_input
from bot.views.parts import actions, button, context, pack, section, shortened

OPEN = "alarm.open"
"""The button that asks to open a crisis with what the alarm knows."""
DISMISS = "alarm.dismiss"
"""The button that asks why an alarm is no crisis, and the form that records it."""
HAND_OVER = "watch.hand_over"

BY_HAND = "hand"
BY_TABLE = "table"
"""The sources of what people wrote down themselves."""

REASON = "reason"

NAME = 80
_TEXT = 300
_MOST_CROSSINGS = 6


def alarm_surface(number: int) -> str:
    """Return the key of the surface that is an alarm's card."""
    return f"alarm.{number}"


def curve_surface(number: int) -> str:
    """Return the key of the surface that is an alarm's picture."""
    return f"curve.{number}"


def alarm_card(
    campaign: Campaign,
    alarm: Alarm,
    known: Monitoring,
    watcher: SlackUserId | None,
    voice: Voice,
    *,
    without_picture: bool = False,
) -> Message:
    """Return the early warning as things stand: the numbers, who watches, what became of it.

    ``without_picture``: the bot was not invited to the channel, so the curve cannot stand there.
    """
    head = voice.say("alarm.head", campaign=shortened(campaign.plan.name, NAME))
    latest = during(campaign, alarm)
    blocks: list[Block] = [section(head, *_crossings(alarm, known, voice))]
    if latest is not None:
        blocks.append(section(*signal_lines(latest, voice)))
    blocks.append(context(voice.together(*_when(alarm))))
    if without_picture:
        blocks.append(context(voice.say("alarm.invite")))
    if alarm.status == "open":
        if watcher is not None:
            blocks.append(section(voice.say("alarm.watcher", person=in_slack(watcher))))
        blocks.append(_buttons(campaign, alarm, voice))
        blocks.append(context(voice.say("alarm.first_look")))
    else:
        blocks.append(section(*_answered(alarm, voice)))
    return message(head, blocks, surface=alarm_surface(alarm.number))


def during(campaign: Campaign, alarm: Alarm) -> Signal | None:
    """Return the latest signal of an alarm, as far as it is still at hand."""
    found = [one for one in campaign.signals if alarm.first_at <= one.at <= alarm.last_at]
    return found[-1] if found else None


def _crossings(alarm: Alarm, known: Monitoring, voice: Voice) -> Iterator[Mrkdwn]:
    for one in alarm.crossings[:_MOST_CROSSINGS]:
        rule = known.rule(one.rule)
        yield voice.say(
            "alarm.crossing",
            rule=rule.name if rule is not None else one.rule,
            figure=number_of(one.figure),
            limit=number_of(one.limit),
        )


def number_of(text: str) -> str:
    """Return a decimal of the record as people read it."""
    number = written(Decimal(text))
    whole, dot, rest = number.partition(".")
    return f"{int(whole):,}{dot}{rest}"


def signal_lines(signal: Signal, voice: Voice) -> Iterator[Mrkdwn]:
    """Yield what a source saw: the counts on one line, then context and link."""
    parts = [*_counts(signal)]
    if parts:
        yield voice.together(*parts, by=" · ")
    if signal.context is not None:
        yield voice.show(Quoted(shortened(signal.context, _TEXT)))
    if signal.link is not None:
        yield voice.show(Link(shortened(signal.link, _TEXT)))
    if signal.platform is not None:
        yield voice.say("signal.platform", platform=signal.platform)
    if signal.source == BY_HAND:
        yield voice.say("signal.by_hand", time=signal.at)
    elif signal.source == BY_TABLE:
        yield voice.say("signal.by_table", time=signal.at)
    else:
        yield voice.say("signal.source", source=signal.source, time=signal.at)


def _counts(signal: Signal) -> Iterator[Said]:
    if signal.mentions is not None:
        yield said("signal.mentions", number=f"{signal.mentions:,}")
    if signal.negatives is not None:
        yield said("signal.negatives", number=f"{signal.negatives:,}")
    if signal.saves is not None:
        yield said("signal.saves", number=f"{signal.saves:,}")
    if signal.likes is not None:
        yield said("signal.likes", number=f"{signal.likes:,}")
    if signal.rank is not None:
        yield said("signal.rank", number=f"{signal.rank:,}")
    if signal.sentiment is not None:
        yield said("signal.sentiment", number=signal.sentiment)


def _when(alarm: Alarm) -> Iterator[Said]:
    yield said("alarm.first", time=alarm.first_at)
    if alarm.signals > 1:
        yield said("alarm.again", count=alarm.signals - 1, time=alarm.last_at)


def _buttons(campaign: Campaign, alarm: Alarm, voice: Voice) -> Block:
    value = pack(campaign.id, str(alarm.number))
    return actions(
        button(voice.label("button.alarm_open"), OPEN, value, primary=True),
        button(voice.label("button.alarm_dismiss"), DISMISS, value),
    )


def _answered(alarm: Alarm, voice: Voice) -> Iterator[Mrkdwn]:
    by, at = alarm.answered_by, alarm.answered_at
    if by is None or at is None:
        return
    if alarm.status == "crisis":
        yield voice.say("alarm.crisis", person=in_slack(by), time=at)
        return
    if alarm.status == "ended":
        yield voice.say("alarm.ended", person=in_slack(by), time=at)
        return
    yield voice.say("alarm.dismissed", person=in_slack(by), time=at)
    if alarm.reason is not None:
        yield voice.show(Quoted(shortened(alarm.reason, _TEXT)))


def crisis_title(campaign: Campaign, alarm: Alarm, known: Monitoring, voice: Voice) -> str:
    """Return what a crisis is called that is opened from an alarm; people write it anew."""
    first = next(_labels(alarm, known, voice), "")
    name = shortened(campaign.plan.name, NAME)
    return voice.label("alarm.title", campaign=name, crossing=first)


def _labels(alarm: Alarm, known: Monitoring, voice: Voice) -> Iterator[str]:
    for one in alarm.crossings:
        rule = known.rule(one.rule)
        yield voice.label(
            "alarm.title_crossing",
            rule=rule.name if rule is not None else one.rule,
            figure=number_of(one.figure),
        )


def dismiss_modal(campaign: Campaign, alarm: Alarm, voice: Voice) -> View:
    """Return the form that asks why an alarm is no crisis."""
    return modal(
        DISMISS,
        voice.label("button.alarm_dismiss"),
        [
            section(voice.say("alarm.dismiss_explain")),
            text_input(
                REASON,
                voice.label("alarm.reason"),
                hint=voice.label("alarm.reason_hint"),
                required=True,
                multiline=True,
                focus=True,
            ),
        ],
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(campaign.id, str(alarm.number)),
    )


def watch_letter(campaign: Campaign, watch: Watch, voice: Voice) -> Message:
    """Return what somebody is told whose watch begins, or who takes it over."""
    name = shortened(campaign.plan.name, NAME)
    head = voice.say("watch.letter", campaign=name, time=watch.starts_at, until=watch.until)
    why = "watch.letter_publication" if watch.reason == "publication" else "watch.letter_weekend"
    return message(
        head,
        [
            section(head, voice.say("watch.handed") if watch.handed_over else voice.say(why)),
            section(voice.say("watch.letter_do")),
            actions(hand_over_button(campaign, watch, voice)),
        ],
    )


def hand_over_button(campaign: Campaign, watch: Watch, voice: Voice) -> ButtonElement:
    """Return the button with which a watch goes to the next."""
    value = pack(campaign.id, watch.watcher)
    return button(voice.label("button.watch_hand_over"), HAND_OVER, value)
