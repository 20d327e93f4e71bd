"""What pieces of content have to tell people. Given to the projector where the bot is put together.

A note that went out is told to the campaign that watches its first hours, too.

What no longer holds is not told late: whoever was asked about a version that has changed since
hears of the new one instead.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from bot.clock.sources import Clock
from bot.crisis.events.content import ContentAsked
from bot.crisis.ids import TeamId
from bot.crisis.words import Words
from bot.prevention.content import Content, Letter, stage_of
from bot.projector.beside import Notice, Told
from bot.service.campaigns import CampaignStreams, begin_watch
from bot.service.contents import ContentStreams
from bot.service.kols import KolStreams
from bot.service.shelf import Shelf
from bot.views.prevention.content_letter import content_letter
from storage.values import StreamKey

_WHENEVER = frozenset({"changed", "published", "rejected", "used_up", "vetting", "watched"})
"""News that hold also when the piece has changed since."""


@dataclass(frozen=True, slots=True)
class ContentNewsRoom:
    """Reads a piece and says what is to be told of it."""

    contents: ContentStreams
    kols: KolStreams
    campaigns: CampaignStreams
    shelf: Shelf
    clock: Clock

    async def tell(self, key: StreamKey) -> Told | None:
        """Return everything that a piece has to tell so far; None if there is no such piece."""
        team = TeamId(key.team)
        content = await self.contents.load(team, key.id)
        if content is None:
            return None
        monitoring = self.shelf.current.handbook.prevention.monitoring
        await begin_watch(self.campaigns, content, self.clock.now(), monitoring)
        entry = await self.kols.load(team, content.kol)
        name = entry.name if entry is not None else Words(content.kol)
        return content.seq, tuple(self._notices(content, name))

    def _notices(self, content: Content, name: Words) -> Iterator[Notice]:
        known = self.shelf.current.handbook.prevention
        for letter in content.letters:
            if _holds(content, letter):
                event = letter.event
                people = (event.user,) if isinstance(event, ContentAsked) else event.to
                write = partial(content_letter, content, name, letter, known)
                for user in people:
                    yield Notice(f"dm.content.{letter.seq}.{user}", write, to=user)


def _holds(content: Content, letter: Letter) -> bool:
    if content.closed is not None:
        return False
    event = letter.event
    if not isinstance(event, ContentAsked) and event.news in _WHENEVER:
        return event.news != "rejected" or content.sent_back is not None
    if letter.version != content.version or content.sent is None:
        return False
    waits = stage_of(content)
    match event:
        case ContentAsked():
            return waits == event.stage
        case _ if event.news == "late":
            return waits == event.stage
        case _ if event.news in {"platform", "review"}:
            return waits == "platform"
        case _:
            return content.published is None
