"""People at random: each does one thing after the other through Slack's real doors.

They click old cards, click twice, send a form again when Slack said that it did not work, try what
they may not do, and write down what they were answered.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.workspace.inputs import controls
from bot.workspace.model.channel import Channel, Kind
from bot.workspace.people.find import Place
from bot.workspace.shapes import ClientRefused
from tests.simulation.clicks import values_of
from tests.simulation.forms import NOTES
from tests.simulation.hands import Hands
from tests.simulation.ledger import Typed

if TYPE_CHECKING:
    from bot.workspace.model.message import Message

PIN = "pushpin"
OUTSIDE = "general"


class Someone(Hands):
    """One person with a mind of their own."""

    async def live(self, acts: int, opens: int) -> None:
        """Do so many things."""
        for _ in range(opens):
            await self._open()
        for _ in range(acts):
            await asyncio.sleep(self._rng.expovariate(0.25))
            await self._try(self._choose())

    def _choose(self) -> Callable[[], Awaitable[None]]:
        if self.actor.workspace.modals.get(self.actor.id):
            return self._form
        channels = self._channels()
        if not channels:
            return self._rng.choice((self._open, self._ask, self._home, self._wait_for_channel))
        doing: tuple[tuple[float, Callable[[], Awaitable[None]]], ...] = (
            (6.0, self._click),
            (1.2, self._note),
            (1.5, self._say),
            (1.2, self._pin),
            (0.8, self._unpin),
            (0.8, self._edit),
            (0.5, self._delete),
            (0.8, self._from_message),
            (0.7, self._ask),
            (0.4, self._home),
            (0.5, self._come_or_go),
            (0.3, self._time_passes),
            (0.15, self._open),
            (0.6, self._letters),
        )
        return self._rng.choices([do for _, do in doing], [weight for weight, _ in doing])[0]

    async def _try(self, do: Callable[[], Awaitable[None]]) -> None:
        try:
            await do()
        except ClientRefused as refused:
            self._world.trace.say(f"{self.name} could not: {str(refused)[:90]}")

    # --- Where ------------------------------------------------------------------------------------

    def _mine(self) -> Channel:
        mine = [one for one in self._channels() if self.actor.id in one.members]
        if not mine:
            raise ClientRefused("in no channel of a crisis")
        return self._rng.choice(mine)

    def _talk(self, channel: Channel, *, own: bool = False) -> Message:
        """Return a message that a person wrote."""
        said = [
            one
            for one in channel.messages
            if one.subtype is None
            and one.app_id is None
            and not one.deleted
            and (not own or one.user == self.actor.id)
        ]
        if not said:
            raise ClientRefused("nobody has said anything")
        return self._rng.choice(said)

    async def _open(self) -> None:
        self._say_trace("wants to open a crisis")
        await self._try_command("open", self._rng.choice(("", "Mia's note claims 7天淡斑")))
        await self._expect_form()

    # --- Commands ---------------------------------------------------------------------------------

    async def _try_command(self, word: str, rest: str = "", where: Channel | None = None) -> Any:
        channel: Channel | str = where or OUTSIDE
        seen = len(self.actor.seen)
        answer = await self.actor.command("/kolcrisis", f"{word} {rest}".strip(), channel=channel)
        failed = len(self.actor.seen) > seen
        said = "failed" if failed else (answer.text[:50] if answer else "nothing said")
        self._say_trace(f"ran {word} {rest[:8]}: {said}")
        return None if failed else (answer or "nothing said")

    async def _note(self) -> None:
        typed = Typed(self.actor.id, "note")
        words = self._pen.words(typed, fresh=True)
        where = self._mine()
        self._world.ledger.typed.append(typed)
        answer = await self._try_command("note", words, where)
        if answer is not None and answer != "nothing said":
            typed.answer = "accepted" if answer.text.startswith(self._world.recorded) else "refused"

    async def _ask(self) -> None:
        word = self._rng.choice(("status", "list", "help", "", "decide", "close", "review", "note"))
        channels = [one for one in self._channels() if self.actor.id in one.members]
        where = self._rng.choice(channels) if channels and self._rng.random() < 0.8 else None
        await self._try_command(word, "", where)
        if word in ("decide", "close", "review", "note"):
            await self._expect_form()

    async def _home(self) -> None:
        self._say_trace("opens App Home")
        await self.actor.open_home()
        await asyncio.sleep(2.0)
        view = self.actor.home()
        shown = view.body["blocks"] if view is not None else []
        inside = [(control, value) for control in controls(shown) for value in values_of(control)]
        if inside and self._rng.random() < 0.7:
            await self._press(Place(view=view), *self._rng.choice(inside))

    async def _letters(self) -> None:
        """Click something in a message that the bot sent to this person alone."""
        choices = [
            (Place(channel, letter), control, value)
            for channel in self.actor.dms()
            for letter in self.actor.messages(channel)
            if letter.app_id and not letter.deleted
            for control in controls(letter.blocks)
            for value in values_of(control)
        ]
        if not choices:
            raise ClientRefused("no letter has a button")
        await self._press(*self._rng.choice(choices))

    # --- Talk -------------------------------------------------------------------------------------

    async def _say(self) -> None:
        where = self._mine()
        self._say_trace("says something")
        await self.actor.say(where, f"m{self._rng.randint(1000, 9999)} {self._rng.choice(NOTES)}")

    async def _pin(self) -> None:
        message = self._talk(self._mine())
        self._say_trace(f"pins {message.ts}")
        await self.actor.react(message, PIN)

    async def _unpin(self) -> None:
        message = self._talk(self._mine())
        self._say_trace(f"unpins {message.ts}")
        await self.actor.unreact(message, PIN)

    async def _edit(self) -> None:
        message = self._talk(self._mine(), own=True)
        self._say_trace(f"edits {message.ts}")
        await self.actor.edit(message, f"m{self._rng.randint(1000, 9999)} edited")

    async def _delete(self) -> None:
        message = self._talk(self._mine(), own=True)
        self._say_trace(f"deletes {message.ts}")
        await self.actor.delete(message)

    async def _from_message(self) -> None:
        message = self._talk(self._mine())
        word = self._rng.choice(("timeline.add", "timeline.add", "incident.open_from_message"))
        self._say_trace(f"runs {word} on {message.ts}")
        await self.actor.message_shortcut(word, message)
        await self._expect_form()

    # --- Coming, going, waiting -------------------------------------------------------------------

    async def _come_or_go(self) -> None:
        channel = self._rng.choice(self._channels())
        inside = self.actor.id in channel.members
        draw = self._rng.random()
        if inside and channel.is_archived:
            await self.unarchive(channel)
        elif not inside and channel.kind is Kind.PUBLIC:
            self._say_trace("joins")
            await self.actor.join(channel)
        elif inside and draw < 0.25:
            self._say_trace("leaves")
            await self.actor.leave(channel)
        elif inside:
            others = [one for one in self._world.people if one.actor.id not in channel.members]
            if others:
                other = self._rng.choice(others)
                self._say_trace(f"invites {other.name}")
                await self.actor.invite(channel, other.actor)

    async def unarchive(self, channel: Channel) -> None:
        """Bring a channel back, and the bot into it: Slack puts bots out when it archives."""
        self._say_trace("unarchives")
        await self.actor.unarchive(channel)
        if self._world.app.bot_user_id not in channel.members:
            await self.actor.invite(channel, self._world.app.bot_user_id)

    async def _time_passes(self) -> None:
        """Let hours go by for the crisis, as a rehearsal does."""
        step = timedelta(minutes=self._rng.choice((5, 20, 60, 300, 1500)))
        self._world.clock.ahead += step
        self._say_trace(f"lets {step} pass")

    async def _wait_for_channel(self) -> None:
        await asyncio.sleep(5.0)
