"""The forms around a campaign that is watched. The handlers import the ids from here."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block, InputBlock

from bot.crisis.events.monitoring import CampaignPlan
from bot.crisis.events.table import TableRead
from bot.crisis.handbook_monitoring import Monitoring
from bot.crisis.ids import SlackUserId
from bot.locales.typed_number import written
from bot.locales.voice import Voice
from bot.prevention.campaign import Campaign, false_alarms, limits_of
from bot.views import limits
from bot.views.finish import View, modal
from bot.views.inputs import (
    channel_input,
    people_input,
    select_input,
    several_input,
    text_input,
    time_input,
)
from bot.views.parts import actions, button, pack, section
from bot.views.prevention.table import outcome_blocks, table_inputs
from bot.views.prevention.watch import PUBLISH, SAVE, SHOW, SIGNAL, TABLE, TUNE

CAMPAIGN = "campaign"
CHANNEL = "channel"
KOLS = "kols"
USUAL = "usual"
NOTES = "notes"
ROTA = "rota"
LANGUAGE = "language"
LINK = "link"
PUBLISHED_AT = "published_at"
AT = "at"
COUNTS = ("mentions", "negatives", "saves", "likes", "rank")
SENTIMENT = "sentiment"
CONTEXT = "context"
PLATFORM = "platform"
LIMIT = "limit."

_COUNT_LABELS: Mapping[str, str] = {
    "mentions": "watch.field.mentions",
    "negatives": "watch.field.negatives",
    "saves": "watch.field.saves",
    "likes": "watch.field.likes",
    "rank": "watch.field.rank",
}


def form_modal(
    plan: CampaignPlan | None,
    offered: Sequence[tuple[str, str]],
    voice: Voice,
    person: SlackUserId,
    *,
    private_metadata: str = "",
) -> View:
    """Return the form that says what a campaign is. ``offered`` are influencers: id and name."""
    if not offered:
        nobody = section(voice.say("watch.no_register"))
        return modal(SAVE, voice.label("watch.heading"), [nobody], close=voice.label("modal.close"))
    return modal(
        SAVE,
        voice.label("watch.heading"),
        [*_who(plan, offered, voice), *_how(plan, voice, person)],
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=private_metadata,
    )


def _who(
    plan: CampaignPlan | None, offered: Sequence[tuple[str, str]], voice: Voice
) -> Iterator[InputBlock]:
    yield text_input(
        CAMPAIGN,
        voice.label("watch.field.name"),
        initial=plan.name.text if plan else "",
        required=True,
    )
    yield several_input(
        KOLS,
        voice.label("watch.field.kols"),
        offered[: limits.OPTIONS],
        initial=plan.kols if plan else (),
        required=True,
    )
    yield text_input(
        NOTES,
        voice.label("watch.field.notes"),
        initial="\n".join(one.text for one in plan.notes) if plan else "",
        hint=voice.label("details.one_per_line"),
        multiline=True,
    )


def _how(plan: CampaignPlan | None, voice: Voice, person: SlackUserId) -> Iterator[InputBlock]:
    yield channel_input(
        CHANNEL,
        voice.label("watch.field.channel"),
        initial=plan.channel if plan else None,
        hint=voice.label("watch.field.channel_hint"),
        required=True,
    )
    yield people_input(
        ROTA,
        voice.label("watch.field.rota"),
        initial=plan.rota if plan else (person,),
        hint=voice.label("watch.field.rota_hint"),
    )
    yield text_input(
        USUAL,
        voice.label("watch.field.usual"),
        initial=str(plan.usual) if plan and plan.usual is not None else "",
        hint=voice.label("watch.field.usual_hint"),
    )
    yield select_input(
        LANGUAGE,
        voice.label("watch.field.language"),
        (
            ("both", voice.label("language.both")),
            ("en", voice.label("language.en")),
            ("zh", voice.label("language.zh")),
        ),
        initial=plan.language if plan else "both",
    )


def publish_modal(campaign: Campaign, voice: Voice, now: datetime) -> View:
    """Return the form that says when a note goes out."""
    return _form(
        PUBLISH,
        campaign,
        voice,
        [
            section(voice.say("watch.publish_explain")),
            text_input(
                LINK,
                voice.label("watch.field.link"),
                required=True,
                initial=next(
                    (one.text for one in campaign.plan.notes if one.text not in campaign.published),
                    "",
                ),
            ),
            time_input(PUBLISHED_AT, voice.label("watch.field.published_at"), initial=now),
        ],
    )


def signal_modal(campaign: Campaign, voice: Voice, now: datetime) -> View:
    """Return the form that takes what somebody counted."""
    return _form(
        SIGNAL,
        campaign,
        voice,
        [
            section(voice.say("watch.signal_explain")),
            time_input(AT, voice.label("watch.field.at"), initial=now),
            *(text_input(name, voice.label(key)) for name, key in _COUNT_LABELS.items()),
            text_input(
                SENTIMENT,
                voice.label("watch.field.sentiment"),
                hint=voice.label("watch.field.sentiment_hint"),
            ),
            text_input(
                CONTEXT,
                voice.label("watch.field.context"),
                hint=voice.label("watch.field.context_hint"),
                multiline=True,
            ),
            text_input(LINK, voice.label("watch.field.link")),
            text_input(PLATFORM, voice.label("watch.field.platform")),
        ],
    )


def table_modal(campaign: Campaign, voice: Voice) -> View:
    """Return the form that takes a table of signals."""
    return _form(
        TABLE,
        campaign,
        voice,
        [
            section(voice.say("watch.table_explain")),
            *table_inputs("signals", voice),
        ],
        submit=voice.label("kol.import_submit"),
    )


def table_read_modal(campaign: Campaign, read: TableRead, voice: Voice) -> View:
    """Return what became of a table: every row that was left out by its line and the reason."""
    return modal(
        TABLE,
        voice.label("watch.heading"),
        [
            *outcome_blocks("signals", read, voice),
            actions(button(voice.label("button.watch_show"), SHOW, pack(campaign.id))),
        ],
        close=voice.label("modal.close"),
    )


def tune_modal(
    campaign: Campaign, campaigns: Sequence[Campaign], known: Monitoring, voice: Voice
) -> View:
    """Return the form for a campaign's own limits, with how often each was a false alarm."""
    now = limits_of(campaign, known)
    blocks: list[Block] = [section(voice.say("watch.tune_explain"))]
    for rule in known.rules:
        answered, false = false_alarms(campaigns, rule.id)
        hint = voice.label("watch.tune_hint", limit=written(rule.at_least))
        if answered:
            hint = voice.label(
                "watch.tune_false", limit=written(rule.at_least), answered=answered, false=false
            )
        label = voice.label_text(rule.name)
        blocks.append(
            text_input(f"{LIMIT}{rule.id}", label, initial=written(now[rule.id]), hint=hint)
        )
    return _form(TUNE, campaign, voice, blocks)


def _form(
    callback: str, campaign: Campaign, voice: Voice, blocks: Sequence[Block], submit: str = ""
) -> View:
    return modal(
        callback,
        voice.label("watch.heading"),
        blocks,
        submit=submit or voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(campaign.id),
    )
