from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.workspace.checks import (
    Rejection,
    check_bookmark,
    check_channel_name,
    check_command_response,
    check_manifest,
    check_message,
    check_options_response,
    check_topic,
    check_view,
    check_view_response,
)
from tests.workspace.checks import samples as s
from tests.workspace.checks import valid

Json = dict[str, Any]

KEYS = st.sampled_from(
    [
        *("type", "text", "elements", "element", "options", "option_groups", "value", "label"),
        *("block_id", "action_id", "accessory", "fields", "blocks", "rows", "tasks", "title"),
        *("style", "filter", "confirm", "initial_option", "child_blocks", "segments", "chart"),
    ]
)
TYPES = st.sampled_from(
    [*valid.EVERYWHERE, "section", "actions", "plain_text", "mrkdwn", "table", "modal", "button"]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | TYPES
    | st.text(st.characters(), max_size=5)
)
ANY_JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=20,
)
BLOCKS = [
    *valid.EVERYWHERE.values(),
    *valid.ON_MESSAGES_AND_HOMES.values(),
    *valid.ON_MESSAGES.values(),
    *(s.actions(element) for element in [*valid.MENUS, *valid.DAYS, *valid.BUTTONS]),
    *(s.field(element) for element in valid.TYPED),
]
OFTEN = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def answer(value: object) -> bool:
    return value is None or isinstance(value, (Rejection, tuple))


def changed(value: Any, path: list[int], new: object) -> Any:
    """A copy of `value` in which one place, found by the numbers of `path`, is `new`."""
    if not path or not isinstance(value, (dict, list)) or not value:
        return new
    step = path[0] % len(value)
    if isinstance(value, list):
        return [changed(v, path[1:], new) if i == step else v for i, v in enumerate(value)]
    name = list(value)[step]
    return {k: changed(v, path[1:], new) if k == name else v for k, v in value.items()}


@OFTEN
@given(value=ANY_JSON)
def test_no_json_makes_a_check_fall_over(value: Any) -> None:
    fields = value if isinstance(value, dict) else {"blocks": value, "attachments": value}
    assert answer(check_message(fields))
    assert answer(check_message({"text": "t", "blocks": [value], "metadata": value}, update=True))
    assert answer(check_message({"attachments": [{"blocks": [value]}, value]}))
    assert answer(check_view(value, surface="modal"))
    assert answer(check_view(s.modal(value), surface="modal"))
    assert answer(check_view(s.home(value), surface="home"))
    assert answer(check_channel_name(value))
    assert answer(check_topic(value))
    assert answer(check_bookmark(fields))
    assert answer(check_bookmark(fields, edit=True))


@OFTEN
@given(value=ANY_JSON)
def test_no_answer_of_an_app_makes_a_check_fall_over(value: Any) -> None:
    view = value if isinstance(value, dict) else s.modal(value)
    assert answer(check_view_response(value, view))
    assert answer(check_view_response({"response_action": "errors", "errors": value}, view))
    assert answer(check_view_response({"response_action": "update", "view": value}, view))
    assert answer(check_command_response(value))
    assert answer(check_options_response(value))
    assert answer(check_options_response({"options": value}))
    assert answer(check_manifest(value))
    assert answer(check_manifest(s.manifest(features=value, settings=value, _metadata=value)))


@OFTEN
@given(
    block=st.sampled_from(BLOCKS),
    path=st.lists(st.integers(0, 20), min_size=1, max_size=8),
    new=ANY_JSON,
)
def test_no_change_to_a_right_block_makes_a_check_fall_over(
    block: Json, path: list[int], new: Any
) -> None:
    wrong = changed(block, path, new)
    assert answer(check_message({"text": "t", "blocks": [wrong, block]}))
    assert answer(check_view(s.modal(wrong, block), surface="modal"))
    assert answer(check_view(s.home(wrong, block), surface="home"))


@OFTEN
@given(block=st.sampled_from(BLOCKS), key=st.text(min_size=1, max_size=9).map("un_".__add__))
def test_a_key_that_slack_does_not_know_is_always_refused(block: Json, key: str) -> None:
    refused = check_message({"text": "t", "blocks": [{**block, key: "value"}]})
    assert refused is not None
    line = f"[ERROR] invalid additional property: {key} [json-pointer:/blocks/0]"
    assert line in refused.messages


def test_json_nested_beyond_what_can_be_written_is_refused() -> None:
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    for refused in (
        check_message({"text": "t", "blocks": deep}),
        check_message({"text": "t", "metadata": {"event_type": "e", "event_payload": {"d": deep}}}),
        check_view(s.modal() | {"blocks": deep}, surface="modal"),
        check_command_response({"blocks": deep}),
        check_options_response({"options": deep}),
    ):
        assert refused is not None
    # Taken apart by hand: freeing so deep a list at once is not every interpreter's business.
    while deep:
        deep = deep.pop()
