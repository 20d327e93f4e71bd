"""Why something was not done, as a value."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as _field
from datetime import datetime
from typing import Literal

from bot.crisis.events import Draft
from bot.crisis.texts import Text
from bot.crisis.words import Person

RefusalTone = Literal["already", "missing", "forbidden", "closed"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something was not done, as a catalog key with placeholders.

    ``tone`` tells the views how to say it: ``already`` is kind (nothing to do), ``missing`` names
    what to fill in, ``forbidden`` names who can help, ``closed`` says how to go on.
    ``field`` names the intent's field at fault, so that a modal can mark its input.
    ``leaves`` is what stands in the record all the same: that a gate held somebody back. What the
    person is told does not depend on it.
    """

    key: str
    tone: RefusalTone
    values: Mapping[str, str | int | datetime | Person | Text] = _field(default_factory=dict)
    field: str | None = None
    leaves: tuple[Draft, ...] = _field(default=(), compare=False)
