"""From what a person enters to the state of a control, with the client's own checks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from bot.workspace.acts.files import receive, request_upload
from bot.workspace.inputs import STATE_FIELD, Control, is_empty, state_of
from bot.workspace.model.channel import Channel, Kind
from bot.workspace.model.people import Person
from bot.workspace.normalize import unescape
from bot.workspace.shapes import ClientRefused, Json

if TYPE_CHECKING:
    from bot.workspace.state import Workspace

_LONGEST = 3000
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://[^\s/]+\S*")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_WORDS = {"private": Kind.PRIVATE, "public": Kind.PUBLIC, "im": Kind.IM, "mpim": Kind.MPIM}


class Filler:
    """Turns entries of one person into states."""

    def __init__(
        self, workspace: Workspace, person: Person, offered: dict[str, list[Json]]
    ) -> None:
        self._workspace = workspace
        self._person = person
        self._offered = offered

    def state(self, control: Control, value: Any) -> Json:
        """Return the state for an entry; ClientRefused when the client would not take it."""
        if value is None:
            return state_of(control, None)
        kind = control.kind
        if kind.startswith("multi_") or kind == "checkboxes":
            return state_of(control, self._several(control, value))
        if kind == "file_input":
            return state_of(control, self._files(control, value))
        if STATE_FIELD[kind][0] == "value":
            return state_of(control, _text(control, str(value)))
        if kind == "rich_text_input":
            return state_of(control, _rich_text(str(value)))
        return state_of(control, self._one(control, value))

    def _several(self, control: Control, value: Any) -> list[Any]:
        listed = isinstance(value, Sequence | set) and not isinstance(value, str)
        entries = list(value) if listed else [value]
        most = control.element.get("max_selected_items", len(entries))
        if len(entries) > most:
            raise ClientRefused(f"{control.block_id}: no more than {most} can be chosen")
        return [self._one(control, entry) for entry in entries]

    def _one(self, control: Control, value: Any) -> Any:
        source = control.kind.removeprefix("multi_").removesuffix("_select")
        match source:
            case "users":
                return self._user(value)
            case "channels" | "conversations":
                return self._conversation(control, value, public=source == "channels")
            case "datepicker":
                return _date(value)
            case "timepicker":
                return value.strftime("%H:%M") if isinstance(value, time) else _clock_time(value)
            case "datetimepicker":
                return int(value.timestamp()) if isinstance(value, datetime) else int(value)
            case _:
                return option_meant(options_of(control, self._offered), control, value)

    def _user(self, value: Any) -> str:
        who = getattr(value, "id", value)
        try:
            return self._workspace.person(str(who)).id
        except KeyError as unknown:
            raise ClientRefused(unknown.args[0]) from None

    def _conversation(self, control: Control, value: Any, *, public: bool) -> str:
        which = value.id if isinstance(value, Channel) else str(value)
        try:
            channel = self._workspace.channel(which)
        except KeyError as unknown:
            raise ClientRefused(unknown.args[0]) from None
        included = control.element.get("filter", {}).get("include", list(_WORDS))
        kinds = {Kind.PUBLIC} if public else {_WORDS[word] for word in included}
        if channel.kind not in kinds or not self._workspace.sees(self._person.id, channel):
            raise ClientRefused(f"{which} is not offered in {control.block_id}")
        return channel.id

    def _files(self, control: Control, value: Any) -> list[Json]:
        most = control.element.get("max_files", 10)
        kinds = control.element.get("filetypes")
        if len(value) > most:
            raise ClientRefused(f"no more than {most} files fit {control.block_id}")
        shown = []
        for name, content in value:
            if kinds and name.rpartition(".")[2].lower() not in kinds:
                raise ClientRefused(f"{name} is not of the types {', '.join(kinds)}")
            shown.append(uploaded(self._workspace, self._person, name, content).to_json())
        return shown


def uploaded(workspace: Workspace, person: Person, name: str, content: bytes) -> Any:
    """Return a file that a person uploaded and that is complete."""
    file = request_upload(workspace, person.id, name, len(content))
    receive(file, content)
    file.state = "complete"
    return file


def options_of(control: Control, offered: dict[str, list[Json]]) -> list[Json]:
    """Return what a menu offers; an external one offers what the app suggested last."""
    element = control.element
    if control.kind.endswith("external_select"):
        return offered.get(f"{control.block_id}/{control.action_id}", [])
    groups = element.get("option_groups", [])
    grouped = [option for group in groups for option in group["options"]]
    return [*element.get("options", []), *grouped]


def option_meant(options: list[Json], control: Control, wanted: Any) -> Json:
    """Return the option that reads so or has this value."""
    for option in options:
        reads = option["text"]["text"]
        if wanted in (option.get("value"), unescape(reads), reads):
            return option
    offered = ", ".join(unescape(option["text"]["text"]) for option in options)
    where = control.label or control.action_id
    raise ClientRefused(f"{where!r} does not offer {wanted!r} (it offers: {offered})")


def _text(control: Control, value: str) -> str:
    element = control.element
    most = element.get("max_length", _LONGEST)
    if len(value) > most:
        raise ClientRefused(f"{control.block_id}: {len(value)} characters, {most} at most")
    if "\n" in value and not element.get("multiline"):
        raise ClientRefused(f"{control.block_id}: one line only")
    return value


def _rich_text(value: str) -> Json:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": value}]}
    return {"type": "rich_text", "elements": [section]}


def _date(value: Any) -> str:
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
        return day.isoformat()[:10]
    except ValueError:
        raise ClientRefused(f"{value!r} is not a date") from None


def _clock_time(value: Any) -> str:
    try:
        return time.fromisoformat(str(value)).strftime("%H:%M")
    except ValueError:
        raise ClientRefused(f"{value!r} is not a time") from None


def refusal_at_submit(control: Control, state: Json) -> str:
    """Return what the client says at a field when the person submits, or nothing."""
    if is_empty(state):
        return "" if control.block.get("optional") else "Please complete this required field."
    value = state.get("value")
    if not isinstance(value, str):
        return ""
    if len(value) < control.element.get("min_length", 0):
        return "This is too short."
    return _wrong_form(control, value)


def _wrong_form(control: Control, value: str) -> str:
    match control.kind:
        case "email_text_input" if not _EMAIL.fullmatch(value):
            return "Please enter a valid email address."
        case "url_text_input" if not _URL.fullmatch(value):
            return "Please enter a valid URL."
        case "number_input":
            return _wrong_number(control, value)
        case _:
            return ""


def _wrong_number(control: Control, value: str) -> str:
    whole = not control.element.get("is_decimal_allowed")
    if not _NUMBER.fullmatch(value) or (whole and "." in value):
        return "Please enter a valid number."
    low, high = control.element.get("min_value"), control.element.get("max_value")
    if low is not None and float(value) < float(low):
        return f"Please enter a number of at least {low}."
    if high is not None and float(value) > float(high):
        return f"Please enter a number of at most {high}."
    return ""
