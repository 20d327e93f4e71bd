"""What a campaign has to tell: its early warnings with their pictures, and whose watch it is.

Called by ``beside`` for each pass; what stands in Slack converges as everything else does.
"""

from collections.abc import Iterator
from datetime import timedelta, timezone
from functools import partial

from bot.clock.sources import Clock
from bot.crisis.handbook_monitoring import Monitoring
from bot.crisis.ids import SlackUserId, TeamId
from bot.locales.voice import voice_of_channel
from bot.prevention.campaign import Alarm, Campaign
from bot.projector.beside import Drawing, Notice, Told
from bot.projector.closing import ALT_LIMIT, TITLE_LIMIT
from bot.projector.document import Document
from bot.review.pictures.curves import Curves
from bot.review.pictures.draw import to_svg
from bot.review.pictures.watched import alarm_curves
from bot.review.wording import Wording
from bot.service.campaigns import CampaignStreams
from bot.service.shelf import Shelf
from bot.views.prevention.alarm import alarm_card, alarm_surface, curve_surface, watch_letter
from storage.values import StreamKey

_MOST = 5
"""Alarms and watches that are brought up to date, the latest."""


async def tell_campaign(
    campaigns: CampaignStreams, shelf: Shelf, clock: Clock, key: StreamKey
) -> Told | None:
    """Return everything that a campaign has to tell so far."""
    campaign = await campaigns.load(TeamId(key.team), key.id)
    if campaign is None:
        return None
    known = shelf.current.handbook.prevention.monitoring
    holder = campaign.holder(clock.now())
    told = [*_alarms(campaign, known, holder), *_letters(campaign, clock)]
    return campaign.seq, told


def _alarms(
    campaign: Campaign, known: Monitoring, holder: SlackUserId | None
) -> Iterator[Notice | Drawing]:
    zone = timezone(timedelta(hours=known.utc_offset))
    said_in = voice_of_channel(campaign.plan.language, zone)
    channel = campaign.plan.channel
    for alarm in campaign.alarms[-_MOST:]:
        write = partial(alarm_card, campaign, alarm, known, holder)
        yield Notice(
            alarm_surface(alarm.number),
            write,
            channel=channel,
            said_in=said_in,
            once=False,
            drawing=curve_surface(alarm.number),
            alone=partial(write, without_picture=True),
        )
        picture = alarm_curves(campaign, alarm, known, Wording(said_in, str))
        if picture is not None:
            draw = partial(_drawn, campaign, alarm, picture)
            yield Drawing(curve_surface(alarm.number), channel, draw)


def _drawn(campaign: Campaign, alarm: Alarm, picture: Curves) -> Document:
    words = (line for lines in (picture.note, *picture.words) for line in lines)
    return Document(
        key=curve_surface(alarm.number),
        filename=f"warning-{campaign.id}-{alarm.number}.png",
        title=" ".join(picture.title)[:TITLE_LIMIT],
        content=to_svg(picture),
        alt="\n".join(words)[:ALT_LIMIT],
        drawn=True,
    )


def _letters(campaign: Campaign, clock: Clock) -> Iterator[Notice]:
    """Yield whose watch it is, or will be soon; one that is over is told nobody any more."""
    for watch in campaign.watches[-_MOST:]:
        if watch.until > clock.now():
            write = partial(watch_letter, campaign, watch)
            yield Notice(f"dm.watch.{watch.number}", write, to=watch.watcher)
