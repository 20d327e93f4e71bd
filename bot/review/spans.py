"""How long something took, as a sentence. Used by the documents and by the card."""

from datetime import timedelta

from bot.locales.voice import Said, said


def span_said(span: timedelta) -> Said:
    """Return a span in days, hours and minutes, without the parts that are nought in front.

    What would be less than nothing (a detection corrected to after the opening) is nothing.
    """
    hours, minutes = divmod(max(0, int(span.total_seconds())) // 60, 60)
    days, hours = divmod(hours, 24)
    if days:
        return said("review.span.days", days=days, hours=hours, minutes=minutes)
    if hours:
        return said("review.span.hours", hours=hours, minutes=minutes)
    return said("review.span.minutes", minutes=minutes)
