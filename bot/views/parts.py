"""Blocks and elements as this bot uses them, each text cut to what Slack takes.

Called by every view. mrkdwn is always ``verbatim``: Slack then leaves plain ``@channel``, ``#name``
and addresses in what people typed alone, and still reads the tokens that ``Voice`` made.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from slack_sdk.models.blocks import (
    ActionsBlock,
    BlockElement,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    DividerBlock,
    InteractiveElement,
    MarkdownTextObject,
    Option,
    OverflowMenuElement,
    PlainTextObject,
    RawTextObject,
    RichTextBlock,
    RichTextElementParts,
    RichTextSectionElement,
    SectionBlock,
    TableBlock,
)

from bot.crisis.words import Person, Words
from bot.locales.values import Mrkdwn, flat
from bot.locales.voice import Voice
from bot.views import limits

SEPARATOR = "|"


def pack(*parts: str) -> str:
    """Return the value of a button or menu entry: ids with a bar between them.

    Raises ``ValueError`` when it is longer than an option's value may be (Slack: 75).
    """
    value = SEPARATOR.join(parts)
    if len(value) > limits.OPTION or any(SEPARATOR in part for part in parts):
        message = f"not a value for a button: {value[:90]!r}"
        raise ValueError(message)
    return value


def unpack(value: str) -> tuple[str, ...]:
    """Return the ids of a button's or menu entry's value, in the order they were packed in."""
    return tuple(value.split(SEPARATOR))


def markdown(text: Mrkdwn) -> MarkdownTextObject:
    """Return a mrkdwn text object that Slack takes."""
    return MarkdownTextObject(text=limits.clip_mrkdwn(text, limits.TEXT), verbatim=True)


def plain(text: str, limit: int) -> PlainTextObject:
    """Return a plain text object of at most ``limit``."""
    return PlainTextObject(text=limits.clip(text, limit), emoji=True)


def section(*lines: Mrkdwn | None, accessory: BlockElement | None = None) -> SectionBlock:
    """Return a section of these lines; None and empty ones are left out."""
    text = Mrkdwn("\n".join(line for line in lines if line))
    return SectionBlock(text=markdown(text), accessory=accessory)


def context(*texts: Mrkdwn | None) -> ContextBlock:
    """Return small print, a line or more for each text; None and empty texts are left out.

    One element: Slack would set several side by side, which tears them apart on a phone.
    """
    return ContextBlock(elements=[markdown(Mrkdwn("\n".join(text for text in texts if text)))])


Cell: TypeAlias = str | Person
"""What stands in a table: plain text, or somebody."""


def table(head: Sequence[str], rows: Sequence[Sequence[Cell]], voice: Voice) -> TableBlock:
    """Return a table whose texts are wrapped. Slack takes one for each message.

    Every row must be as long as the head. Nothing in a cell is read as mrkdwn.
    """
    every = [head, *rows][: limits.TABLE_ROWS]
    return TableBlock(
        rows=[[_cell(cell, voice) for cell in row] for row in every],
        column_settings=[{"is_wrapped": True} for _ in head],
    )


def _cell(cell: Cell, voice: Voice) -> dict[str, Any]:
    if isinstance(cell, Person):
        if cell.slack is not None:
            user = RichTextElementParts.User(user_id=cell.slack)
            return RichTextBlock(elements=[RichTextSectionElement(elements=[user])]).to_dict()
        cell = voice.plain(cell)
    return RawTextObject(text=limits.clip(flat(cell) or "—", limits.CELL)).to_dict()


def divider() -> DividerBlock:
    """Return a line."""
    return DividerBlock()


def actions(*elements: InteractiveElement | None) -> ActionsBlock:
    """Return a row of buttons and menus."""
    return ActionsBlock(elements=[element for element in elements if element is not None])


def button(
    label: str,
    action_id: str,
    value: str | None,
    *,
    primary: bool = False,
    confirm: ConfirmObject | None = None,
    url: str | None = None,
) -> ButtonElement:
    """Return a button. ``primary`` at most once on a screen."""
    return ButtonElement(
        text=plain(label, limits.BUTTON),
        action_id=action_id,
        value=value,
        style="primary" if primary else None,
        confirm=confirm,
        url=url,
    )


def asked_first(title: str, text: str, yes: str, no: str) -> ConfirmObject:
    """Return the question that Slack asks before a button takes effect."""
    return ConfirmObject(
        title=plain(title, limits.CONFIRM_TITLE),
        text=plain(text, limits.CONFIRM_TEXT),
        confirm=plain(yes, limits.CONFIRM_WORD),
        deny=plain(no, limits.CONFIRM_WORD),
    )


def menu(action_id: str, entries: Iterable[tuple[str, str]]) -> OverflowMenuElement:
    """Return the menu behind three dots, from pairs of value and label (Slack: at most five)."""
    return OverflowMenuElement(action_id=action_id, options=options(entries))


def options(entries: Iterable[tuple[str, str]]) -> Sequence[Option]:
    """Return options from pairs of value and label."""
    return [Option(value=value, text=plain(label, limits.OPTION)) for value, label in entries]


def shortened(words: Words, limit: int) -> Words:
    """Return what a person typed as one line of at most ``limit``, for a place that has no more."""
    return replace(words, text=limits.clip(flat(words.text), limit))
