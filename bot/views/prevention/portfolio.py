"""The portfolio: how much of spend and exposure lies with whom, and the form that records it.

Called by the handlers, which import the ids from here.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from slack_sdk.models.blocks import Block

from bot.crisis.handbook_prevention import Prevention
from bot.crisis.words import Words
from bot.locales.values import Mrkdwn
from bot.locales.voice import Voice, said
from bot.prevention.campaign import Campaign
from bot.prevention.portfolio import (
    MEASURES,
    Concentration,
    Line,
    Measure,
    chosen,
    concentration,
    tiers,
    without,
)
from bot.views import limits
from bot.views.finish import View, modal
from bot.views.inputs import select_input, text_input
from bot.views.parts import actions, button, context, divider, pack, section, shortened

PORTFOLIO = "portfolio.show"
"""The button that shows the portfolio, and the form that chooses what of it."""
DRAW = "portfolio.draw"
SPEND = "spend.record"
"""The button that asks what an influencer cost and reached, and the form that records it."""

QUARTER = "quarter"
CAMPAIGN = "campaign"
KOL = "kol"
AMOUNT = "spend"
EXPOSURE = "exposure"
ALL = "all"

_NAME = 60
_MOST = 8
_ONE = Decimal("0.1")
_TOTALS: Mapping[Measure, str] = {
    "spend": "portfolio.total_spend",
    "exposure": "portfolio.total_exposure",
}


def percent(number: Decimal) -> str:
    """Return a share as people read it."""
    return f"{number.quantize(_ONE, ROUND_HALF_UP):f}"


def portfolio_modal(
    lines: Sequence[Line],
    known: Prevention,
    voice: Voice,
    quarter: str | None = None,
    campaign: str | None = None,
) -> View:
    """Return the portfolio of a quarter and a campaign, or of all; with both to choose from."""
    shown = chosen(lines, quarter, campaign)
    blocks: list[Block] = [*_choice(lines, voice, quarter, campaign)]
    if not shown:
        blocks.append(section(voice.say("portfolio.none")))
    for measure in MEASURES:
        blocks += _measure(shown, measure, known, voice)
    if shown:
        value = pack(quarter or ALL, campaign or ALL)
        blocks.append(actions(button(voice.label("button.portfolio_draw"), DRAW, value)))
        limit = known.portfolio
        blocks.append(
            context(
                voice.say(
                    "portfolio.rules",
                    share=percent(limit.top_share),
                    hhi=f"{limit.hhi:,.0f}",
                )
            )
        )
    return modal(
        PORTFOLIO,
        voice.label("portfolio.heading"),
        blocks,
        submit=voice.label("kol.find_submit") if lines else None,
        close=voice.label("modal.close"),
    )


def _choice(
    lines: Sequence[Line], voice: Voice, quarter: str | None, campaign: str | None
) -> Iterator[Block]:
    quarters = sorted({one.quarter for one in lines}, reverse=True)
    campaigns = {one.campaign: one.campaign_name for one in lines}
    if not lines:
        return
    everything = (ALL, voice.label("portfolio.all"))
    yield select_input(
        QUARTER,
        voice.label("portfolio.quarter"),
        [everything, *((one, one) for one in quarters)][: limits.OPTIONS],
        initial=quarter or ALL,
    )
    names = ((one, shortened(name, _NAME).text or one) for one, name in campaigns.items())
    yield select_input(
        CAMPAIGN,
        voice.label("portfolio.campaign"),
        [everything, *names][: limits.OPTIONS],
        initial=campaign or ALL,
    )


def _measure(
    lines: Sequence[Line], measure: Measure, known: Prevention, voice: Voice
) -> Iterator[Block]:
    by_kol = concentration(lines, measure, "kol")
    by_mcn = concentration(lines, measure, "mcn")
    if by_kol is None or by_mcn is None:
        return
    yield divider()
    total = f"{by_kol.total:,.0f}"
    if measure == "spend":
        head = voice.say(_TOTALS[measure], number=total, currency=known.portfolio.currency)
    else:
        head = voice.say(_TOTALS[measure], number=total)
    # Where nobody has an agency, the shares by agency would say the same once more.
    told = (by_kol,) if _alike(by_kol, by_mcn) else (by_kol, by_mcn)
    yield section(head, *(flag for one in told for flag in _flags(one, known, voice)))
    for one in told:
        yield section(*_shares(one, voice))
    yield section(*_sizes(lines, measure, known, voice))
    yield section(_fewer(lines, by_kol, voice))


def _alike(one: Concentration, other: Concentration) -> bool:
    """Whether two ways of counting name the same holders with the same shares."""

    def named(found: Concentration) -> list[tuple[str, Decimal]]:
        return [(share.name.text, share.percent) for share in found.shares]

    return named(one) == named(other)


def _flags(found: Concentration, known: Prevention, voice: Voice) -> Iterator[Mrkdwn]:
    limit = known.portfolio
    if found.too_much(limit):
        name, share = shortened(found.top.name, _NAME), percent(found.top.percent)
        yield voice.say("portfolio.flag_top", name=name, percent=share)
    if found.too_few(limit):
        key = "portfolio.flag_kols" if found.by == "kol" else "portfolio.flag_mcns"
        yield voice.say(key, hhi=f"{found.hhi:,.0f}", effective=percent(found.effective))


def _shares(found: Concentration, voice: Voice) -> Iterator[Mrkdwn]:
    key = "portfolio.by_kol" if found.by == "kol" else "portfolio.by_mcn"
    yield voice.say(key, hhi=f"{found.hhi:,.0f}", effective=percent(found.effective))
    for one in found.shares[:_MOST]:
        name = shortened(one.name, _NAME)
        yield voice.say("portfolio.share", name=name, percent=percent(one.percent))
    if len(found.shares) > _MOST:
        yield voice.say("list.more", count=len(found.shares) - _MOST)


def _sizes(
    lines: Sequence[Line], measure: Measure, known: Prevention, voice: Voice
) -> Iterator[Mrkdwn]:
    yield voice.say("portfolio.sizes")
    for tier_id, count, share in tiers(lines, measure):
        tier = known.tier(tier_id)
        if tier is None:
            yield voice.say("portfolio.size_unknown", count=count, percent=percent(share))
        else:
            yield voice.say("portfolio.size", tier=tier.name, count=count, percent=percent(share))


def _fewer(lines: Sequence[Line], found: Concentration, voice: Voice) -> Mrkdwn:
    """Return what it would mean if the largest were gone."""
    name, share = shortened(found.top.name, _NAME), percent(found.top.percent)
    rest = concentration(without(lines, found.top.holder, "kol"), found.measure, "kol")
    lost = said("portfolio.fewer", name=name, percent=share)
    if rest is None:
        return voice.together(lost, said("portfolio.fewer_nothing"))
    return voice.together(
        lost,
        said(
            "portfolio.fewer_rest",
            effective=percent(rest.effective),
            name=shortened(rest.top.name, _NAME),
            percent=percent(rest.top.percent),
        ),
    )


def spend_modal(
    campaign: Campaign, kols: Sequence[tuple[str, str]], quarter: str, voice: Voice
) -> View:
    """Return the form that records what an influencer cost and reached. ``kols``: id and name."""
    known = campaign.spends.values()
    lines = [
        voice.say(
            "spend.line",
            name=Words(dict(kols).get(one.kol, one.kol)),
            quarter=one.quarter,
            spend=f"{Decimal(one.spend):,.0f}",
            exposure=f"{one.exposure:,}",
        )
        for one in list(known)[-_MOST:]
    ]
    return modal(
        SPEND,
        voice.label("portfolio.heading"),
        [
            section(voice.say("spend.explain"), *lines),
            select_input(KOL, voice.label("spend.kol"), kols[: limits.OPTIONS], required=True),
            text_input(QUARTER, voice.label("portfolio.quarter"), initial=quarter, required=True),
            text_input(AMOUNT, voice.label("spend.spend"), required=True),
            text_input(
                EXPOSURE,
                voice.label("spend.exposure"),
                hint=voice.label("spend.exposure_hint"),
                required=True,
            ),
        ],
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(campaign.id),
    )
