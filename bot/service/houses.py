"""Settings of a workspace as a stream: read when a crisis is opened, changed from App Home."""

from bot.clock.sources import Clock
from bot.crisis.events import Draft, Recorded
from bot.crisis.house import House, decide_house, evolve_house
from bot.crisis.ids import SlackUserId, TeamId
from bot.crisis.intents import HouseIntent, Refusal
from bot.service.shelf import Shelf
from storage.errors import AlreadyDelivered, Conflict
from storage.store import Store
from storage.values import StreamKey

ATTEMPTS = 20


class Houses:
    """Loads and changes the settings of workspaces."""

    def __init__(self, store: Store, shelf: Shelf, clock: Clock) -> None:
        self._store = store
        self._shelf = shelf
        self._clock = clock
        self._kept: dict[TeamId, House] = {}

    async def load(self, team: TeamId) -> House:
        """Return a workspace's settings as they stand now; reads only what is new."""
        house = self._kept.get(team, House(team))
        for recorded in await self._store.read(house_key(team), after=house.seq):
            house = evolve_house(house, recorded)
        self._kept[team] = house
        return house

    async def act(
        self,
        team: TeamId,
        *intents: HouseIntent,
        acting_user: SlackUserId,
        is_admin: bool,
        delivery: str,
    ) -> House | Refusal:
        """Carry out all intents or none; what is as wanted already is passed over."""
        for _ in range(ATTEMPTS):
            try:
                return await self._act_once(team, intents, acting_user, is_admin, delivery)
            except Conflict:
                continue
            except AlreadyDelivered:
                return await self.load(team)
        raise Conflict(house_key(team), -1)

    async def _act_once(
        self,
        team: TeamId,
        intents: tuple[HouseIntent, ...],
        acting_user: SlackUserId,
        is_admin: bool,  # noqa: FBT001  # passed on by name from the public door
        delivery: str,
    ) -> House | Refusal:
        before = await self.load(team)
        now = self._clock.now()
        house, drafts = before, list[Draft]()
        for intent in intents:
            verdict = decide_house(
                house,
                intent,
                now,
                acting_user=acting_user,
                is_admin=is_admin,
                roles=frozenset(self._shelf.current.role_by_id),
            )
            if isinstance(verdict, Refusal):
                if verdict.tone == "already":
                    continue
                return verdict
            for draft in verdict:
                expected = Recorded(house.seq + 1, draft.event, now, now, acting_user)
                house = evolve_house(house, expected)
                drafts.append(draft)
        if drafts:
            await self._commit(before, drafts, acting_user, delivery)
            self._kept[team] = house
        return house

    async def _commit(
        self, before: House, drafts: list[Draft], acting_user: SlackUserId, delivery: str
    ) -> None:
        key, now = house_key(before.team), self._clock.now()
        async with self._store.transaction() as tx:
            await tx.append(
                key,
                after=before.seq,
                drafts=drafts,
                actor=acting_user,
                recorded_at=now,
                next_due_at=None,
            )
            await tx.remember(before.team, delivery, stream=key, answer="{}", at=now)


def house_key(team: TeamId) -> StreamKey:
    """Return the stream of a workspace's settings."""
    return StreamKey(team, "house", "workspace")
