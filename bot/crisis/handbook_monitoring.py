"""What a playbook says of monitoring: when numbers are an alarm, who watches, how much is too much.

Values only. Loaded by ``bot.playbook``, read by ``bot.prevention`` and the views.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from bot.crisis.texts import Text

Figure = Literal[
    "percent_of_usual",
    "percent_negative",
    "rise_in_4_hours",
    "percent_per_hour",
    "saves",
    "likes",
    "rank",
]
"""What is worked out of signals, and what a rule may look at."""

WATCHED = "campaign_watched"
"""The thing of monitoring that says whether anybody watched a campaign with the influencer."""
USUAL = "usual_known"
"""Whether it was known how much is usual."""
ROTA = "watch_kept"
"""Whether anybody was named to have the watch."""
CROSSED = "first_crossing"
"""When a threshold was crossed first, if one was."""
ANSWERED = "alarm_answered"
"""Whether somebody answered the alarm, and when."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A threshold: an alarm when the figure is at least that."""

    id: str
    name: Text
    figure: Figure
    at_least: Decimal


@dataclass(frozen=True, slots=True)
class SignalColumns:
    """What the columns of a table of signals may be called."""

    at: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    negatives: tuple[str, ...] = ()
    saves: tuple[str, ...] = ()
    likes: tuple[str, ...] = ()
    rank: tuple[str, ...] = ()
    sentiment: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    link: tuple[str, ...] = ()
    platform: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Monitoring:
    """How campaigns are watched. Without rules nothing is ever an alarm.

    A share or a growth of fewer than ``least_mentions`` says nothing. What is usual is the median
    of ``usual_days``, of at least ``usual_least`` signals. Signals older than ``fresh_hours`` raise
    no alarm. Within ``calm_hours`` of its last signal an answered alarm is still the same one.
    ``watch_hours`` after a publication and on weekends somebody has the watch, and is told so
    ``remind_minutes`` before. ``first_reading`` names the measure of severity that each figure is.
    ``things`` are what a review calls what should have been done.
    """

    rules: tuple[Rule, ...] = ()
    things: Mapping[str, Text] = field(default_factory=dict)
    first_reading: Mapping[Figure, str] = field(default_factory=dict)
    columns: SignalColumns = SignalColumns()
    least_mentions: int = 20
    usual_days: int = 7
    usual_least: int = 20
    fresh_hours: int = 24
    calm_hours: int = 12
    watch_hours: int = 6
    remind_minutes: int = 60
    utc_offset: int = 8
    """Hours by which the weekends of the platform are ahead of UTC."""

    def rule(self, rule_id: str) -> Rule | None:
        """Return the rule of this id."""
        return next((one for one in self.rules if one.id == rule_id), None)


@dataclass(frozen=True, slots=True)
class PortfolioLimits:
    """From where on too much lies with too few: a share in percent, and the sum of squares."""

    top_share: Decimal = Decimal(40)
    hhi: Decimal = Decimal(2500)
    currency: str = "CNY"
