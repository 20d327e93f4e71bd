"""Reads what was filled into a modal. A block that was not shown, or left empty, reads as nothing.

An input's action id is its block id, except where it reports at once; so the first element of a
block is the one.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.crisis.events import Kol
from bot.crisis.ids import RoleId, SlackUserId
from bot.crisis.words import Person, Words, in_slack, outside


class Form:
    """The state of one modal."""

    def __init__(self, view: Mapping[str, Any]) -> None:
        state = view.get("state")
        values = state.get("values") if isinstance(state, dict) else None
        self._values: Mapping[str, Any] = values if isinstance(values, dict) else {}
        blocks = view.get("blocks")
        self.blocks: Sequence[Mapping[str, Any]] = (
            [one for one in blocks if isinstance(one, dict)] if isinstance(blocks, list) else []
        )
        self.metadata = str(view.get("private_metadata") or "")

    def shows(self, block_id: str) -> bool:
        """Whether a block of this id is in the modal, filled or not."""
        return any(one.get("block_id") == block_id for one in self.blocks)

    def text(self, block_id: str) -> str:
        """Return what was typed, without the white space around it."""
        value = self._element(block_id).get("value")
        return value.strip() if isinstance(value, str) else ""

    def words(self, block_id: str) -> Words | None:
        """Return what was typed, or None."""
        text = self.text(block_id)
        return Words(text) if text else None

    def option(self, block_id: str) -> str | None:
        """Return the value of the option that was chosen."""
        chosen = self._element(block_id).get("selected_option")
        value = chosen.get("value") if isinstance(chosen, dict) else None
        return value if isinstance(value, str) else None

    def options(self, block_id: str) -> tuple[str, ...]:
        """Return the values of all options that were chosen."""
        chosen = self._element(block_id).get("selected_options")
        if not isinstance(chosen, list):
            return ()
        return tuple(str(one.get("value")) for one in chosen if isinstance(one, dict))

    def first_options(self, block_id: str) -> tuple[str, ...]:
        """Return the values that were ticked when the form came up, before anybody touched it."""
        block = next((one for one in self.blocks if one.get("block_id") == block_id), None)
        element = block.get("element") if block is not None else None
        chosen = element.get("initial_options") if isinstance(element, dict) else None
        if not isinstance(chosen, list):
            return ()
        return tuple(str(one.get("value")) for one in chosen if isinstance(one, dict))

    def user(self, block_id: str) -> SlackUserId | None:
        """Return the person who was chosen."""
        chosen = self._element(block_id).get("selected_user")
        return SlackUserId(chosen) if isinstance(chosen, str) and chosen else None

    def users(self, block_id: str) -> tuple[SlackUserId, ...]:
        """Return the people who were chosen, each once."""
        chosen = self._element(block_id).get("selected_users")
        names = chosen if isinstance(chosen, list) else []
        return tuple(dict.fromkeys(SlackUserId(str(user)) for user in names))

    def conversation(self, block_id: str) -> str:
        """Return the channel that was chosen, or nothing."""
        element = self._element(block_id)
        chosen = element.get("selected_conversation") or element.get("selected_channel")
        return chosen if isinstance(chosen, str) else ""

    def files(self, block_id: str) -> tuple[Mapping[str, Any], ...]:
        """Return the files that were added, as Slack describes them."""
        files = self._element(block_id).get("files")
        return tuple(f for f in files if isinstance(f, dict)) if isinstance(files, list) else ()

    def moment(self, block_id: str) -> datetime | None:
        """Return the moment that was chosen; Slack sends seconds since 1970, in UTC."""
        chosen = self._element(block_id).get("selected_date_time")
        if not isinstance(chosen, int):
            return None
        try:
            return datetime.fromtimestamp(chosen, UTC)
        except (OverflowError, OSError, ValueError):
            return None

    def day(self, block_id: str) -> date | None:
        """Return the day that was chosen; Slack sends it as YYYY-MM-DD."""
        try:
            return date.fromisoformat(str(self._element(block_id).get("selected_date") or ""))
        except ValueError:
            return None

    def kols(self, names_block: str, urls_block: str) -> tuple[Kol, ...]:
        """Return influencers and their notes, one a line; notes beyond the names go to the last.

        Notes without any name make one influencer whose name is not known yet.
        """
        names = self.lines(names_block)
        urls = tuple(Words(url) for url in self.lines(urls_block))
        if not names:
            return (Kol(Words(""), urls),) if urls else ()
        last = len(names) - 1
        return tuple(
            Kol(Words(name), urls[i:] if i == last else urls[i : i + 1])
            for i, name in enumerate(names)
        )

    def roles(self, prefix: str) -> Mapping[RoleId, tuple[Person, ...]]:
        """Return who holds which role, from blocks whose ids begin with ``prefix``."""
        return {
            RoleId(block_id.removeprefix(prefix)): tuple(map(in_slack, self.users(block_id)))
            for block_id in self._values
            if block_id.startswith(prefix) and self.users(block_id)
        }

    def roles_among(
        self, prefix: str, held: Mapping[RoleId, tuple[Person, ...]], roles: Iterable[RoleId]
    ) -> dict[RoleId, tuple[Person, ...]]:
        """Return who holds these roles now: whom the form kept, and in Slack, whom it added.

        Those outside Slack stay: the form's choice of people cannot show them.
        """
        wanted: dict[RoleId, tuple[Person, ...]] = {}
        for role in roles:
            if not self.shows(f"{prefix}{role}"):
                continue
            before, chosen = held.get(role, ()), self.users(f"{prefix}{role}")
            kept = tuple(one for one in before if one.slack is None or one.slack in chosen)
            new = tuple(one for one in map(in_slack, chosen) if one not in kept)
            wanted[role] = (*kept, *new)
        return wanted

    def names(self, block_id: str) -> tuple[Person, ...]:
        """Return people outside Slack, one name a line."""
        return tuple(map(outside, self.lines(block_id)))

    def lines(self, block_id: str) -> tuple[str, ...]:
        """Return what was typed, line by line, each once and none empty."""
        lines = (line.strip() for line in self.text(block_id).splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    def _element(self, block_id: str) -> Mapping[str, Any]:
        elements = self._values.get(block_id)
        if not isinstance(elements, dict):
            return {}
        element: Any = next(iter(elements.values()), {})
        return element if isinstance(element, dict) else {}
