"""What people do while the bot dies: open, click, decide, close."""

from dataclasses import dataclass
from typing import Any

from bot.workspace.people.modal import Modal
from storage.values import StreamKey
from tests.crashes.points import shown
from tests.doors.crisis import Crisis
from tests.doors.hands import Held, held, held_in
from tests.doors.house import House

_DONE = {"closed", "cleared"}


@dataclass(slots=True)
class Opening:
    """Ana opens a crisis and invites two."""

    house: House
    _form: Modal | None = None
    _before: frozenset[StreamKey] = frozenset()

    async def prepare(self) -> None:
        """Fill the form."""
        house = self.house
        self._before = frozenset(await house.crises())
        form = await house.opening_form(house.ana, await _title(house), details=True)
        roles = {"role.deputy": [house.lin], "role.legal": [house.wang]}
        self._form = form.fill({"language": "en", **roles})

    async def act(self) -> None:
        """Send it, and say that it is a new one when the bot asks."""
        assert self._form is not None
        for _ in range(2):
            sent = await self._form.submit()
            if sent.outcome != "updated" or await self._opened():
                return

    async def again(self) -> None:
        """Send it until a crisis is there."""
        assert self._form is not None
        while not await self._opened():
            await self.act()
        if self._form.is_open:
            await self._form.close()

    async def outcome(self) -> tuple[str, ...]:
        """One crisis more, as it stands in its channel."""
        (key,) = await self._opened()
        crisis = Crisis(self.house, key)
        await crisis.stands()
        return (
            *shown(self.house, crisis),
            *await crisis.kinds(),
            *await _intact(crisis),
            f"channels without a crisis {await self._empty()}",
        )

    async def _opened(self) -> list[StreamKey]:
        return [key for key in await self.house.crises() if key not in self._before]

    async def _empty(self) -> int:
        """Count the channels that the bot made beyond one for each crisis."""
        made = [
            one
            for one in self.house.slack.workspace.named_channels()
            if one.creator == self.house.app.bot_user_id
        ]
        return len(made) - len(await self.house.crises())


@dataclass(slots=True)
class Clicking:
    """Ana completes a task. It is opened again for the next time."""

    house: House
    crisis: Crisis
    _button: Held | None = None

    async def prepare(self) -> None:
        """Let the task be open."""
        ana = self.house.ana
        if not held(ana, self.crisis.channel, "task.complete", "|A2"):
            form = await self.crisis.form(ana, "checklist.show", "|assess")
            reopen = held_in(form, "task.menu", "|A2|reopen")
            assert reopen is not None
            await reopen.use(ana)
            await form.close()
            await self.house.quiet()
        self._button = await self.crisis.finds(ana, "task.complete", "|A2")

    async def act(self) -> None:
        """Press its button."""
        assert self._button is not None
        await self._button.use(self.house.ana)

    async def again(self) -> None:
        """Press it again, if it is still there."""
        await self.house.quiet()
        button = held(self.house.ana, self.crisis.channel, "task.complete", "|A2")
        if button is not None:
            await button.use(self.house.ana)
        await self.house.quiet()

    async def outcome(self) -> tuple[str, ...]:
        """The task is done, once more than it was opened again."""
        kinds = await self.crisis.kinds()
        done, opened = kinds.count("TaskCompleted"), kinds.count("TaskReopened")
        balance = f"done {done - opened} more often than opened again"
        return (*shown(self.house, self.crisis), balance, *await _intact(self.crisis))


@dataclass(slots=True)
class Deciding:
    """Lin records a decision, each time in a crisis of its own."""

    house: House
    _crisis: Crisis | None = None
    _form: Modal | None = None

    async def prepare(self) -> None:
        """Open a crisis and fill the form."""
        house = self.house
        title = await _title(house)
        self._crisis = crisis = await house.open(house.ana, title, roles=_roles(house))
        form = await crisis.form(self.house.lin, "decision.record")
        await form.choose("decision.kind", "other")
        await self.house.until(lambda: "other.what" in str(form.blocks))
        self._form = form.fill({"rationale": "It is late.", "other.what": "We wait until nine."})

    async def act(self) -> None:
        """Send it."""
        assert self._form is not None
        await self._form.submit()

    async def again(self) -> None:
        """Send it until it is taken."""
        await _until_taken(self._form)

    async def outcome(self) -> tuple[str, ...]:
        """One decision, one card of it."""
        assert self._crisis is not None
        return await _whole(self.house, self._crisis)


@dataclass(slots=True)
class Closing:
    """Ana closes a crisis, each time another one."""

    house: House
    _crisis: Crisis | None = None
    _form: Modal | None = None

    async def prepare(self) -> None:
        """Open a crisis and fill the form that closes it."""
        house = self.house
        title = await _title(house)
        self._crisis = crisis = await house.open(house.ana, title, roles=_roles(house))
        await crisis.command(house.ana, "close")
        form = await house.modal(house.ana)
        self._form = form.fill({"outcome": "contained", "remark": "Thank you all."})

    async def act(self) -> None:
        """Send it."""
        assert self._form is not None
        await self._form.submit()

    async def again(self) -> None:
        """Send it until it is taken, and wait for the review and its files."""
        await _until_taken(self._form)
        crisis = self._crisis
        assert crisis is not None
        await self.house.until(lambda: crisis.cards("review") and crisis.files())

    async def outcome(self) -> tuple[str, ...]:
        """One review, each of its files once."""
        assert self._crisis is not None
        return await _whole(self.house, self._crisis)


async def _title(house: House) -> str:
    """Return a title of its own, so that no crisis has to look for a free name of its channel."""
    return f"Note {len(await house.crises())} claims 7天淡斑"


def _roles(house: House) -> dict[str, list[Any]]:
    return {"deputy": [house.lin], "legal": [house.wang]}


async def _until_taken(form: Modal | None) -> None:
    assert form is not None
    while form.is_open:
        sent = await form.submit()
        assert sent.outcome in _DONE | {"failed"}, sent


async def _whole(house: House, crisis: Crisis) -> tuple[str, ...]:
    await house.quiet()
    return (*shown(house, crisis), *await crisis.kinds(), *await _intact(crisis))


async def _intact(crisis: Crisis) -> list[str]:
    verdict = await crisis.house.reader.verify(crisis.key)
    return [] if verdict.ok else [f"the chain of {crisis.id} does not hold"]
