"""Short words for the tests of typed times: when and where somebody types, and what was read."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.locales.typed_time.read import Typed, Unclear, read_time

SHANGHAI = ZoneInfo("Asia/Shanghai")
LONDON = ZoneInfo("Europe/London")
AFTERNOON = datetime(2026, 11, 25, 15, 40, tzinfo=SHANGHAI)  # a Wednesday
AT_TWO = datetime(2026, 11, 25, 2, 0, tzinfo=SHANGHAI)


def read(text: str, now: datetime = AFTERNOON, zone: ZoneInfo | None = None) -> tuple[str, str]:
    """What was read, as the typist's clock shows it, and the text that is left."""
    zone = zone or (now.tzinfo if isinstance(now.tzinfo, ZoneInfo) else SHANGHAI)
    match read_time(text, now, zone):
        case Typed(at, rest):
            local = at.astimezone(zone)
            return f"{local:%Y-%m-%d %H:%M}" + (f":{local:%S}" if local.second else ""), rest
        case Unclear(typed, reason, _):
            return typed, reason
        case None:
            return "no time", text
