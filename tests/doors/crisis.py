"""One crisis as a test has it in hand: its record, its channel, and what people do in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.crisis.events import Event, Recorded
from bot.crisis.fold import fold
from bot.crisis.ids import IncidentId, TeamId
from bot.crisis.incident import Incident
from bot.workspace.model.channel import Channel
from bot.workspace.model.message import Message
from bot.workspace.people.actor import Actor
from bot.workspace.people.modal import Modal
from bot.workspace.people.stage import Submitted
from storage.values import StreamKey
from tests.doors.hands import Held, held, inputs_of, surface_of
from tests.doors.residents import playbook

if TYPE_CHECKING:
    from tests.doors.house import House

FIRST_CARDS = ("status", "step.assess", "step.pause", "step.align", "step.contact", "step.decide")


@dataclass(slots=True)
class Crisis:
    """One incident: its record, its channel, and what people do in it."""

    house: House
    key: StreamKey

    @property
    def id(self) -> str:
        """The incident's id."""
        return self.key.id

    async def channel_id(self) -> str | None:
        """Return the channel that the bot knows as the incident's."""
        row = (await self.house.reader.surfaces.of(self.key)).get("channel")
        return None if row is None else row.channel

    async def has_channel(self) -> Channel:
        """Wait for the channel."""
        found = await self.house.eventually(self.channel_id)
        return self.house.slack.channel(found)

    async def stands(self) -> Channel:
        """Wait until the channel, its first cards and its people are there."""
        channel = await self.has_channel()
        await self.house.until(lambda: all(self._shown(channel, key) for key in FIRST_CARDS))
        await self.house.quiet()
        return channel

    def _shown(self, channel: Channel, key: str) -> list[Message]:
        return self.house.bot_messages(channel, key)

    @property
    def channel(self) -> Channel:
        """The channel, known by its first card."""
        return next(
            one
            for one in self.house.slack.workspace.channels.values()
            # A letter of it may stand in a conversation that is older than its channel.
            if not one.is_direct and any(self._is_mine(message) for message in one.messages)
        )

    def _is_mine(self, message: Message) -> bool:
        payload = (message.metadata or {}).get("event_payload") or {}
        return payload.get("incident") == self.id

    def cards(self, key: str) -> list[Message]:
        """Return all messages that show a surface."""
        return self._shown(self.channel, key)

    def card(self, key: str) -> Message:
        """Return the one message that shows a surface."""
        (message,) = self.cards(key)
        return message

    def read(self, actor: Actor, key: str) -> str:
        """Return a card as somebody reads it."""
        return actor.read(self.card(key))

    async def reads(self, actor: Actor, key: str, words: str) -> str:
        """Wait until somebody reads these words on a card."""

        def found() -> str:
            shown = self.cards(key)
            text = actor.read(shown[-1]) if shown else ""
            return text if words in text else ""

        return await self.house.until(found)

    async def record(self) -> tuple[Recorded, ...]:
        """Return all events."""
        return await self.house.reader.read(self.key)

    async def happened(self, kind: type[Event] | tuple[type[Event], ...]) -> list[Any]:
        """Return the events of a kind."""
        return [one.event for one in await self.record() if isinstance(one.event, kind)]

    async def kinds(self) -> list[str]:
        """Return the names of everything that happened, in order."""
        return [type(one.event).__name__ for one in await self.record()]

    async def now(self) -> Incident:
        """Return the incident that the record folds into."""
        incident = fold(
            TeamId(self.key.team), IncidentId(self.id), playbook()[0], await self.record()
        )
        assert incident is not None
        return incident

    async def finds(self, actor: Actor, action: str, ending: str = "") -> Held:
        """Wait until somebody sees a control in the channel."""
        return await self.house.until(lambda: held(actor, self.channel, action, ending))

    async def use(self, actor: Actor, action: str, ending: str = "") -> None:
        """Press a button, or choose the entry of a menu."""
        await (await self.finds(actor, action, ending)).use(actor)

    async def form(self, actor: Actor, action: str, ending: str = "") -> Modal:
        """Use a control that brings up a form, and return that."""
        await self.use(actor, action, ending)
        return await self.house.modal(actor)

    async def task(self, actor: Actor, verb: str, task: str) -> None:
        """Press a task's own button: ``complete`` or ``take``."""
        await self.use(actor, f"task.{verb}", f"|{task}")

    async def task_form(self, actor: Actor, task: str, verb: str, entries: dict[str, Any]) -> None:
        """Choose something in a task's menu, fill its form and send it."""
        form = await self.form(actor, "task.menu", f"|{task}|{verb}")
        await sent(form.fill(entries))

    async def command(self, actor: Actor, words: str) -> str:
        """Type a command in the channel and return what its ack shows."""
        answer = await actor.command("/kolcrisis", words, channel=self.channel)
        return "" if answer is None else actor.read(answer)

    async def decide(self, actor: Actor, kind: str, fields: dict[str, Any], **always: Any) -> str:
        """Record a decision and wait for its card; return its surface key."""
        form = await self.form(actor, "decision.record")
        return await self.fill_decision(form, kind, fields, **always)

    async def fill_decision(
        self, form: Modal, kind: str, fields: dict[str, Any], **always: Any
    ) -> str:
        """Fill a decision's form, send it, and wait for the card."""
        before = set(self.decisions())
        await form.choose("decision.kind", kind)
        wanted = {f"{kind}.{name}": value for name, value in fields.items()}
        await self.house.until(lambda: wanted.keys() <= set(inputs_of(form)))
        await sent(form.fill({"rationale": "Because it is right.", **wanted, **always}))

        def new() -> str:
            return next((key for key in self.decisions() if key not in before), "")

        return await self.house.until(new)

    def decisions(self) -> list[str]:
        """Return the surface keys of the decision cards."""
        keys = [surface_of(one) or "" for one in self.channel.messages]
        return [key for key in keys if key.startswith("decision.")]

    async def close(self, actor: Actor, outcome: str = "contained", remark: str = "") -> None:
        """Close the crisis and wait for its review and its file."""
        await self.command(actor, "close")
        form = await self.house.modal(actor)
        await sent(form.fill({"outcome": outcome, "remark": remark or None}))
        await self.house.until(lambda: self.cards("review"))
        await self.house.until(self.files)
        await self.house.quiet()

    def files(self, ending: str = ".md") -> list[dict[str, Any]]:
        """Return the files that stand in the channel; of deleted ones only a tombstone is left."""
        shared = [file for message in self.channel.messages for file in message.files]
        kept = [file for file in shared if file["mode"] != "tombstone"]
        return [file for file in kept if str(file["name"]).endswith(ending)]

    def file_text(self) -> str:
        """Return what stands in the one text file of the channel."""
        (shared,) = self.files()
        return self.house.slack.workspace.files[shared["id"]].content.decode()


async def sent(form: Modal) -> Submitted:
    """Send a form and insist that it is taken."""
    done = await form.submit()
    assert done.outcome in {"closed", "cleared"}, done
    return done
