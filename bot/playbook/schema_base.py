"""What every part of a playbook's YAML is made of: ids, sources and texts in both languages.

Used by the schemas beside it.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.crisis.texts import Text

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
TaskName = Annotated[str, Field(pattern=r"^[A-Z]{1,2}[0-9]{1,2}$")]
LevelNumber = Annotated[int, Field(ge=1, le=4)]
Source = Annotated[str, Field(min_length=1, max_length=60)]


class Entry(BaseModel):
    """A mapping in the YAML: unknown keys are errors, types are taken as written."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Said(Entry):
    """A text in both languages. Subclasses set how long each may be."""

    en: str
    zh: str

    @model_validator(mode="after")
    def _says_something(self) -> "Said":
        for text in (self.en, self.zh):
            if not text.strip() or text != text.strip():
                message = "a text is neither empty nor padded with spaces"
                raise ValueError(message)
        return self

    def value(self) -> Text:
        """Return the text for the core."""
        return Text(en=self.en, zh=self.zh)


class Title(Said):
    """Fits one line of a card on a phone."""

    en: Annotated[str, Field(max_length=60)]
    zh: Annotated[str, Field(max_length=30)]


class Button(Said):
    """What a button says. Slack cuts what is much longer on a phone."""

    en: Annotated[str, Field(max_length=30)]
    zh: Annotated[str, Field(max_length=14)]


class Label(Said):
    """An option or a name: Slack takes 75 characters, and a bilingual channel shows both."""

    @model_validator(mode="after")
    def _fits_together(self) -> "Label":
        if len(self.en) + 1 + len(self.zh) > 75:  # noqa: PLR2004  Slack's limit for an option
            message = "both languages together take more than 75 characters"
            raise ValueError(message)
        return self


class Lines(Said):
    """One to three sentences."""

    en: Annotated[str, Field(max_length=400)]
    zh: Annotated[str, Field(max_length=200)]
