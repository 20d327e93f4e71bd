"""Controls that can be used: the same blocks as in a transcript, with live elements in them.

Reads what a person has entered so far; sends nothing.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.workspace.inputs import STATE_FIELD
from bot.workspace.install import SLACKBOT
from bot.workspace.model.channel import Kind
from bot.workspace.normalize import INTERACTIVE
from bot.workspace.render.safe import Html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.workspace.inputs import Values
    from bot.workspace.page.eyes import Eyes
    from bot.workspace.shapes import Json

_KINDS = {
    "private": Kind.PRIVATE,
    "public": Kind.PUBLIC,
    "im": Kind.IM,
    "mpim": Kind.MPIM,
}
Choice = tuple[str, str, str]
"""The value of an option, what it reads, and the name of its group."""


class Controls:
    """Writes the controls of one message or view, for one viewer."""

    def __init__(self, eyes: Eyes, place: str, values: Values) -> None:
        self._eyes = eyes
        self._place = place
        self._values = values
        self._macros: Any = eyes.templates.get_template("control.html.j2").module

    def __call__(self, element: Json, block: Json) -> str:
        """Return one element as HTML."""
        kind = str(element.get("type"))
        if kind not in INTERACTIVE:
            return Html(self._macros.still(element))
        state = self._state(element, block)
        written = self._macros.live(
            element,
            block,
            name=f"{self._place}/{block['block_id']}/{element['action_id']}",
            is_input=block.get("type") == "input",
            held=self._held(kind, state),
            choices=list(self._choices(element, state)),
        )
        return Html(written)

    def _state(self, element: Json, block: Json) -> Any:
        kind = str(element.get("type"))
        if kind not in STATE_FIELD:
            return None
        held = self._values.get(block["block_id"], {}).get(element["action_id"], {})
        return held.get(STATE_FIELD[kind][0])

    def _held(self, kind: str, state: Any) -> Any:
        if kind == "datetimepicker" and state:
            at = datetime.fromtimestamp(int(state), self._eyes.reader.zone)
            return f"{at:%Y-%m-%dT%H:%M}"
        if isinstance(state, list):
            return [one["value"] if isinstance(one, dict) else one for one in state]
        if isinstance(state, dict):
            return state.get("value") or _words_of(state)
        return state if state is not None else ""

    def _choices(self, element: Json, state: Any) -> Iterator[Choice]:
        source = str(element["type"]).removeprefix("multi_").removesuffix("_select")
        match source:
            case "users":
                yield from self._people()
            case "channels" | "conversations":
                yield from self._conversations(element, public=source == "channels")
            case "external":
                chosen = state if isinstance(state, list) else [state] if state else []
                yield from ((one["value"], one["text"]["text"], "") for one in chosen)
            case _:
                yield from _options(element)

    def _people(self) -> Iterator[Choice]:
        people = [one for one in self._eyes.actor.workspace.people.values() if not one.deleted]
        for person in sorted(people, key=lambda one: one.is_bot):
            if person.id != SLACKBOT:
                yield person.id, person.real_name, ""

    def _conversations(self, element: Json, *, public: bool) -> Iterator[Choice]:
        included = element.get("filter", {}).get("include", list(_KINDS))
        kinds = {Kind.PUBLIC} if public else {_KINDS[word] for word in included}
        actor = self._eyes.actor
        for channel in actor.workspace.channels.values():
            fits = channel.kind in kinds and not channel.is_archived
            if fits and actor.workspace.sees(actor.id, channel):
                others = [self._eyes.reader.name(one) for one in channel.members if one != actor.id]
                name = ", ".join(others) if channel.is_direct else f"#{channel.name}"
                yield channel.id, name, ""


def _options(element: Json) -> Iterator[Choice]:
    for option in element.get("options", ()):
        yield str(option.get("value", "")), str(option["text"]["text"]), ""
    for group in element.get("option_groups", ()):
        for option in group["options"]:
            yield str(option["value"]), str(option["text"]["text"]), str(group["label"]["text"])


def _words_of(rich_text: Json) -> str:
    sections = rich_text.get("elements", ())
    return "".join(leaf.get("text", "") for part in sections for leaf in part.get("elements", ()))
