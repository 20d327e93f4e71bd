"""A picture that cannot be made must not keep anybody from reading the document around it."""

from collections.abc import Callable

from bot.review.document import Paragraph, Section
from bot.review.wording import Wording


def section_of(make: Callable[[], Section | None], wording: Wording) -> Section | None:
    """Return the section with a picture, or one that says that it could not be drawn."""
    try:
        return make()
    except Exception:  # noqa: BLE001  # whatever is wrong with it, the words around it are right
        title = wording.say("review.picture.failed_title")
        return Section(title, (Paragraph(wording.say("review.picture.failed")),), depth=3)
