"""What signals come to: what is usual, the figures, and which thresholds they cross. Pure, exact.

Called by the rules of campaigns, and by the views for the numbers on a card.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from statistics import median

from bot.crisis.events.monitoring import Crossing, Signal
from bot.crisis.handbook_monitoring import Figure, Monitoring

_PERCENT = 100
_RISE = timedelta(hours=4)
_GROWTH = timedelta(hours=3)
_HOUR = timedelta(hours=1)
_TENTH = Decimal("0.1")


def usual_of(before: Sequence[Signal], latest: Signal, known: Monitoring) -> Decimal | None:
    """Return how many mentions an hour are usual: the median of the days before ``latest``.

    None while there are too few. ``before`` leaves out the signals of alarms.
    """
    since = latest.at - timedelta(days=known.usual_days)
    counts = [
        one.mentions for one in before if since <= one.at < latest.at and one.mentions is not None
    ]
    return Decimal(median(counts)) if len(counts) >= known.usual_least else None


def figures_of(
    latest: Signal, before: Sequence[Signal], usual: Decimal | None, known: Monitoring
) -> dict[Figure, Decimal]:
    """Return every figure that can be told from a signal and those before it."""
    found: dict[Figure, Decimal] = {}
    plain: Mapping[Figure, int | None] = {
        "saves": latest.saves,
        "likes": latest.likes,
        "rank": latest.rank,
    }
    found |= {name: Decimal(count) for name, count in plain.items() if count is not None}
    mentions = latest.mentions
    if mentions is None or mentions < known.least_mentions:
        return found
    if usual is not None and usual > 0:
        found["percent_of_usual"] = _rounded(_PERCENT * Decimal(mentions) / usual)
    share = _share(latest)
    if share is not None:
        found["percent_negative"] = _rounded(share)
        lower = [_share(one) for one in _within(before, latest, _RISE)]
        shares = [one for one in lower if one is not None]
        if shares:
            found["rise_in_4_hours"] = _rounded(share - min(shares))
    growth = _growth(latest, before)
    if growth is not None:
        found["percent_per_hour"] = _rounded(growth)
    return found


def crossed(
    figures: Mapping[Figure, Decimal], limits: Mapping[str, Decimal], known: Monitoring
) -> tuple[Crossing, ...]:
    """Return the rules whose limit a figure reaches, in the playbook's order."""
    return tuple(_crossed(figures, limits, known))


def _crossed(
    figures: Mapping[Figure, Decimal], limits: Mapping[str, Decimal], known: Monitoring
) -> Iterator[Crossing]:
    for rule in known.rules:
        figure, limit = figures.get(rule.figure), limits.get(rule.id, rule.at_least)
        if figure is not None and figure >= limit:
            yield Crossing(rule.id, f"{figure:f}", f"{limit:f}")


def _share(signal: Signal) -> Decimal | None:
    if not signal.mentions or signal.negatives is None:
        return None
    return _PERCENT * Decimal(signal.negatives) / signal.mentions


def _growth(latest: Signal, before: Sequence[Signal]) -> Decimal | None:
    """Return by how much mentions grew an hour, in percent of what they were three hours ago."""
    counted = [one for one in _within(before, latest, _GROWTH) if one.mentions]
    if not counted or latest.mentions is None:
        return None
    first = min(counted, key=lambda one: one.at)
    hours = Decimal((latest.at - first.at) // timedelta(seconds=1)) / Decimal(_HOUR.seconds)
    then = Decimal(first.mentions or 0)
    # Two signals of the same few minutes say nothing of an hour.
    return _PERCENT * (latest.mentions - then) / then / max(hours, Decimal(1))


def _within(before: Sequence[Signal], latest: Signal, span: timedelta) -> list[Signal]:
    return [one for one in before if latest.at - span <= one.at < latest.at]


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(_TENTH)
