"""Inputs of modals as this bot uses them. Called by the modals only.

An input's ``action_id`` is its ``block_id``, so that what was typed is read at one name and stays
when a modal is shown anew with more inputs. Only an input that reports at once has an action id of
its own, a ``thing.verb``.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from slack_sdk.models.blocks import (
    ChannelSelectElement,
    CheckboxesElement,
    DatePickerElement,
    DateTimePickerElement,
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
    StaticMultiSelectElement,
    StaticSelectElement,
    UserMultiSelectElement,
    UserSelectElement,
)
from slack_sdk.models.blocks.block_elements import FileInputElement

from bot.crisis.ids import ChannelId, SlackUserId
from bot.views import limits
from bot.views.parts import options, plain

Choice = Iterable[tuple[str, str]]
"""Pairs of value and label."""


def text_input(
    block_id: str,
    label: str,
    *,
    initial: str = "",
    hint: str | None = None,
    required: bool = False,
    multiline: bool = False,
    focus: bool = False,
) -> InputBlock:
    """Return a field to type into, of at most 3000 characters (Slack's own limit)."""
    element = PlainTextInputElement(
        action_id=block_id,
        initial_value=limits.clip(initial, limits.INPUT) or None,
        multiline=multiline,
        max_length=limits.INPUT,
        focus_on_load=focus or None,
    )
    return _input(block_id, label, element, hint=hint, required=required)


def name_input(
    block_id: str, label: str, *, initial: str = "", hint: str | None = None, most: int
) -> InputBlock:
    """Return a field for a name of at most ``most`` characters, or none."""
    element = PlainTextInputElement(
        action_id=block_id, initial_value=limits.clip(initial, most) or None, max_length=most
    )
    return _input(block_id, label, element, hint=hint)


def person_input(
    block_id: str,
    label: str,
    *,
    initial: SlackUserId | None = None,
    hint: str | None = None,
    required: bool = False,
) -> InputBlock:
    """Return a choice of one person in Slack."""
    element = UserSelectElement(action_id=block_id, initial_user=initial)
    return _input(block_id, label, element, hint=hint, required=required)


def people_input(
    block_id: str, label: str, *, initial: Sequence[SlackUserId] = (), hint: str | None = None
) -> InputBlock:
    """Return a choice of several people in Slack, or none."""
    element = UserMultiSelectElement(action_id=block_id, initial_users=list(initial) or None)
    return _input(block_id, label, element, hint=hint)


def channel_input(
    block_id: str,
    label: str,
    *,
    initial: ChannelId | None = None,
    hint: str | None = None,
    required: bool = False,
) -> InputBlock:
    """Return a choice of one public channel, or none."""
    element = ChannelSelectElement(action_id=block_id, initial_channel=initial)
    return _input(block_id, label, element, hint=hint, required=required)


def files_input(block_id: str, label: str, *, most: int, hint: str | None = None) -> InputBlock:
    """Return a place for files of any kind, or none (Slack: at most ten)."""
    element = FileInputElement(action_id=block_id, max_files=most)
    return _input(block_id, label, element, hint=hint)


def time_input(
    block_id: str,
    label: str,
    *,
    initial: datetime | None = None,
    hint: str | None = None,
    required: bool = False,
) -> InputBlock:
    """Return a choice of day and time; Slack shows it in the person's own zone."""
    at = None if initial is None else int(initial.timestamp())
    element = DateTimePickerElement(action_id=block_id, initial_date_time=at)
    return _input(block_id, label, element, hint=hint, required=required)


def date_input(block_id: str, label: str, *, hint: str | None = None) -> InputBlock:
    """Return a choice of a day, or none."""
    return _input(block_id, label, DatePickerElement(action_id=block_id), hint=hint)


def select_input(
    block_id: str,
    label: str,
    choice: Choice,
    *,
    initial: str | None = None,
    hint: str | None = None,
    required: bool = False,
    reports_as: str | None = None,
) -> InputBlock:
    """Return a choice of one from a list. ``reports_as``: the action id of each choice made."""
    offered = options(choice)
    element = StaticSelectElement(
        action_id=reports_as or block_id,
        options=offered,
        initial_option=_chosen(offered, initial),
    )
    block = _input(block_id, label, element, hint=hint, required=required)
    block.dispatch_action = True if reports_as else None
    return block


def several_input(
    block_id: str,
    label: str,
    choice: Choice,
    *,
    initial: Sequence[str] = (),
    hint: str | None = None,
    required: bool = False,
) -> InputBlock:
    """Return a choice of several from a list (Slack: at most a hundred to choose from)."""
    offered = options(choice)
    chosen = [option for option in offered if option.value in initial]
    element = StaticMultiSelectElement(
        action_id=block_id, options=offered, initial_options=chosen or None
    )
    return _input(block_id, label, element, hint=hint, required=required)


def radio_input(
    block_id: str,
    label: str,
    choice: Choice,
    *,
    initial: str | None = None,
    hint: str | None = None,
    required: bool = False,
) -> InputBlock:
    """Return a choice of one that shows all there is at once (Slack: at most ten)."""
    offered = options(choice)
    element = RadioButtonsElement(
        action_id=block_id, options=offered, initial_option=_chosen(offered, initial)
    )
    return _input(block_id, label, element, hint=hint, required=required)


def checks_input(
    block_id: str,
    label: str,
    choice: Choice,
    *,
    initial: Sequence[str] = (),
    hint: str | None = None,
    required: bool = False,
) -> InputBlock:
    """Return a choice of several (Slack: at most ten)."""
    offered = options(choice)
    chosen = [option for option in offered if option.value in initial]
    element = CheckboxesElement(action_id=block_id, options=offered, initial_options=chosen or None)
    return _input(block_id, label, element, hint=hint, required=required)


def _input(
    block_id: str,
    label: str,
    element: InputInteractiveElement,
    *,
    hint: str | None = None,
    required: bool = False,
) -> InputBlock:
    return InputBlock(
        block_id=block_id,
        label=plain(label, limits.LABEL),
        element=element,
        hint=plain(hint, limits.LABEL) if hint else None,
        optional=not required,
    )


def _chosen(offered: Sequence[Option], initial: str | None) -> Option | None:
    return next((option for option in offered if option.value == initial), None)
