from __future__ import annotations

from typing import Any

import pytest

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
    input_block_ids,
)
from tests.workspace.checks import samples as s

Json = dict[str, Any]
FIELD = s.field(s.typed(), block_id="name")


def numbered(table: list[Any]) -> list[Any]:
    return [pytest.param(*row, id=f"{number}") for number, row in enumerate(table)]


MESSAGES: list[tuple[Json, str]] = [
    ({}, "no_text"),
    ({"text": ""}, "no_text"),
    ({"text": " \n\t"}, "no_text"),
    ({"text": "", "blocks": [], "attachments": []}, "no_text"),
    ({"metadata": {"event_type": "e", "event_payload": {}}}, "no_text"),
    ({"text": 7}, "invalid_arguments"),
    ({"text": "t", "blocks": {"blocks": []}}, "invalid_blocks_format"),
    ({"text": "t", "blocks": "[]"}, "invalid_blocks_format"),
    ({"text": "t", "blocks": ["text"]}, "invalid_blocks"),
    ({"text": "t", "blocks": [None]}, "invalid_blocks"),
    ({"text": "t", "attachments": {"text": "t"}}, "invalid_attachments"),
    ({"text": "t", "attachments": ["t"]}, "invalid_attachments"),
    ({"text": "t", "attachments": [{}]}, "invalid_attachments"),
    ({"text": "t", "attachments": [{"text": "t", "indent": False}]}, "invalid_attachments"),
    ({"text": "t", "attachments": [{"text": "t", "thumb_url": "a"}]}, "invalid_attachments"),
    ({"text": "t", "attachments": [{"blocks": [{"type": "section"}]}]}, "invalid_attachments"),
    ({"text": "t", "markdown_text": "m"}, "markdown_text_conflict"),
    ({"blocks": [s.section()], "markdown_text": "m"}, "markdown_text_conflict"),
    ({"text": "t", "thread_ts": "yesterday"}, "invalid_thread_ts"),
    ({"text": "t", "thread_ts": 1405894322.002768}, "invalid_thread_ts"),
    ({"text": "t", "metadata": "e"}, "invalid_metadata_format"),
    ({"text": "t", "metadata": {}}, "invalid_metadata_format"),
    ({"text": "t", "metadata": {"event_type": "e"}}, "invalid_metadata_format"),
    (
        {"text": "t", "metadata": {"event_type": "", "event_payload": {}}},
        "invalid_metadata_format",
    ),
    (
        {"text": "t", "metadata": {"event_type": "e", "event_payload": []}},
        "invalid_metadata_format",
    ),
    (
        {"text": "t", "metadata": {"event_type": "e", "event_payload": {}, "more": 1}},
        "invalid_metadata_format",
    ),
    ({"text": "t", "blocks": [s.table(), s.data_table()]}, "invalid_attachments"),
    ({"text": "t", "blocks": [s.table(), s.container(s.table())]}, "invalid_attachments"),
    (
        {"text": "t", "blocks": [{"type": "markdown", "text": "x" * 6001}] * 2},
        "msg_blocks_too_long",
    ),
]


@pytest.mark.parametrize(("fields", "error"), numbered(MESSAGES))
def test_a_wrong_message_is_refused_with_slacks_code(fields: Json, error: str) -> None:
    refused = check_message(fields)
    assert refused is not None
    assert refused.error == error


def test_pointers_lead_into_attachments() -> None:
    refused = check_message({"attachments": [{"blocks": [s.section("")]}]})
    assert refused is not None
    assert refused.messages[-1] == (
        "[ERROR] must be more than 0 characters [json-pointer:/attachments/0/blocks/0/text/text]"
    )


def test_an_unknown_key_of_an_attachment_is_told_as_slack_tells_it() -> None:
    refused = check_message({"attachments": [{"title": "t", "indent": False}]})
    assert refused == Rejection("invalid_attachments", ("[ERROR] invalid_keys",))


MODALS: list[tuple[Any, str]] = [
    (None, "must be an object [json-pointer:/view]"),
    ([], "must be an object [json-pointer:/view]"),
    ({}, "missing required field: type [json-pointer:/view]"),
    (s.home(), "unsupported type: home [json-pointer:/view/type]"),
    ({"type": "modal", "blocks": []}, "missing required field: title [json-pointer:/view]"),
    (
        {"type": "modal", "title": s.plain()},
        "missing required field: blocks [json-pointer:/view]",
    ),
    (s.modal(title=s.mrkdwn()), "unsupported type: mrkdwn [json-pointer:/view/title/type]"),
    (s.modal(title="Title"), "must be an object [json-pointer:/view/title]"),
    (s.modal(title=s.plain("")), "must be more than 0 characters"),
    (s.modal(close=None), "must be an object [json-pointer:/view/close]"),
    (s.modal() | {"blocks": {}}, "must be an array [json-pointer:/view/blocks]"),
    (s.modal(id="V1"), "invalid additional property: id [json-pointer:/view]"),
    (s.modal(state={}), "invalid additional property: state [json-pointer:/view]"),
    (s.modal(clear_on_close="yes"), "must be a boolean [json-pointer:/view/clear_on_close]"),
    (s.modal(private_metadata={}), "must be a string [json-pointer:/view/private_metadata]"),
    (
        {"type": "modal", "title": s.plain(), "blocks": [s.section(), FIELD]},
        (
            "must define `submit` to use an `input` block in modals"
            " [json-pointer:/view/blocks/1/input]"
        ),
    ),
    (s.modal(s.section("")), "[json-pointer:/view/blocks/0/text/text]"),
    (
        s.modal(
            s.actions({"type": "static_select", "options": s.options(1), "focus_on_load": True}),
            s.field(s.typed(focus_on_load=True)),
        ),
        "only one element can be focused on load",
    ),
    (
        s.modal(s.actions({"type": "conversations_select", "response_url_enabled": True})),
        "only works in input blocks of modals",
    ),
]

HOMES: list[tuple[Any, str]] = [
    (s.modal(), "unsupported type: modal [json-pointer:/view/type]"),
    (s.home(title=s.plain()), "invalid additional property: title [json-pointer:/view]"),
    (s.home(submit=s.plain()), "invalid additional property: submit [json-pointer:/view]"),
    ({"type": "home"}, "missing required field: blocks [json-pointer:/view]"),
    (s.home(s.field({"type": "file_input"})), "unsupported type: file_input"),
    (s.home({"type": "alert", "text": s.plain()}), "unsupported type: alert"),
]


@pytest.mark.parametrize(("view", "part"), numbered(MODALS))
def test_a_wrong_modal_is_refused(view: Any, part: str) -> None:
    refused = check_view(view, surface="modal")
    assert refused is not None
    assert refused.error == "invalid_arguments"
    assert any(part in line for line in refused.messages), refused.messages


@pytest.mark.parametrize(("view", "part"), numbered(HOMES))
def test_a_wrong_home_is_refused(view: Any, part: str) -> None:
    refused = check_view(view, surface="home")
    assert refused is not None
    assert refused.error == "invalid_arguments"
    assert any(part in line for line in refused.messages), refused.messages


@pytest.mark.parametrize(
    ("name", "error"),
    numbered(
        [
            (None, "invalid_name_required"),
            ("", "invalid_name_required"),
            ("   ", "invalid_name_required"),
            (7, "invalid_name"),
            ("---", "invalid_name_punctuation"),
            ("__--", "invalid_name_punctuation"),
            ("Crisis", "invalid_name_specials"),
            ("two words", "invalid_name_specials"),
            ("a.b", "invalid_name_specials"),
            ("#general", "invalid_name_specials"),
            ("fire🔥", "invalid_name_specials"),
            ("x\u200b", "invalid_name_specials"),
            ("everyone", "name_taken"),
        ]
    ),
)
def test_a_wrong_channel_name_is_refused(name: object, error: str) -> None:
    assert check_channel_name(name) == Rejection(error)


def test_a_topic_must_be_text() -> None:
    refused = check_topic(None)
    assert refused is not None
    assert refused.error == "invalid_arguments"


@pytest.mark.parametrize(
    ("fields", "edit", "error"),
    numbered(
        [
            ({}, False, "invalid_arguments"),
            ({"title": "t"}, False, "invalid_arguments"),
            ({"title": "t", "type": "app"}, False, "invalid_bookmark_type"),
            ({"title": "t", "type": "link"}, False, "invalid_link"),
            ({"title": "t", "type": "link", "link": "example.com"}, False, "invalid_link"),
            (
                {"title": "t", "type": "link", "link": "https://a.b", "emoji": "book"},
                False,
                "invalid_emoji",
            ),
            ({"link": "ftp://a.b"}, True, "invalid_link"),
            ({"title": 7}, True, "invalid_arguments"),
        ]
    ),
)
def test_a_wrong_bookmark_is_refused(fields: Json, edit: bool, error: str) -> None:
    refused = check_bookmark(fields, edit=edit)
    assert refused is not None
    assert refused.error == error


VIEW = s.modal(s.section(block_id="note"), FIELD)


@pytest.mark.parametrize(
    ("body", "part"),
    numbered(
        [
            ([], "must be an object"),
            ("no", "must be an object"),
            ({"errors": {"name": "no"}}, "/response_action]"),
            ({"response_action": "close"}, "/response_action]"),
            ({"response_action": "errors"}, "missing required field: errors"),
            ({"response_action": "errors", "errors": {}}, "missing required field: errors"),
            ({"response_action": "errors", "errors": ["no"]}, "missing required field: errors"),
            ({"response_action": "errors", "errors": {"name": ""}}, "/errors/name]"),
            ({"response_action": "errors", "errors": {"name": 7}}, "must be a string"),
            ({"response_action": "errors", "errors": {"other": "no"}}, "/errors/other]"),
            ({"response_action": "errors", "errors": {"note": "no"}}, "of an input block"),
            ({"response_action": "update"}, "missing required field: view"),
            ({"response_action": "push", "view": s.home()}, "unsupported type: home"),
            ({"response_action": "update", "view": s.modal(title=7)}, "/view/title]"),
        ]
    ),
)
def test_an_unusable_answer_to_a_submission_is_refused(body: object, part: str) -> None:
    refused = check_view_response(body, VIEW)
    assert refused is not None
    assert any(part in line for line in refused.messages), refused.messages


def test_only_input_blocks_can_carry_errors() -> None:
    assert input_block_ids(VIEW) == {"name"}


@pytest.mark.parametrize(
    ("body", "error"),
    numbered(
        [
            ([], "invalid_payload"),
            (7, "invalid_payload"),
            ({"response_type": "loud", "text": "t"}, "invalid_arguments"),
            ({"replace_original": "yes", "text": "t"}, "invalid_arguments"),
            ({"text": ""}, "no_text"),
            ({"text": "t", "blocks": [{"type": "section"}]}, "invalid_blocks"),
        ]
    ),
)
def test_an_unusable_answer_to_a_command_is_refused(body: object, error: str) -> None:
    refused = check_command_response(body)
    assert refused is not None
    assert refused.error == error


@pytest.mark.parametrize(
    "body",
    [
        None,
        {},
        {"options": s.options(101)},
        {"options": s.options(1), "option_groups": []},
        {"options": [{"text": s.mrkdwn(), "value": "v"}]},
        {"options": [s.option("a"), s.option("a")]},
    ],
    ids=str,
)
def test_unusable_options_are_refused(body: object) -> None:
    assert check_options_response(body) is not None


@pytest.mark.parametrize(
    ("manifest", "line"),
    numbered(
        [
            (None, "/: must be an object"),
            ({}, "/: missing required field: display_information"),
            (s.manifest(extra=1), "/: invalid additional property: extra"),
            (
                s.manifest(features={"bot_user": {}}),
                "/features/bot_user: missing required field: display_name",
            ),
            (
                s.manifest(features={"slash_commands": [s.command(command="do")]}),
                "/features/slash_commands/0/command: must be a valid command",
            ),
            (
                s.manifest(features={"shortcuts": []}),
                "/features/shortcuts: must provide at least 1 items",
            ),
            (
                s.manifest(settings={"socket_mode_enabled": "yes"}),
                "/settings/socket_mode_enabled: must be a boolean",
            ),
            (
                s.manifest(settings={"event_subscriptions": {"bot_events": ["a", "a"]}}),
                "/settings/event_subscriptions/bot_events/1: must be unique",
            ),
            (
                s.manifest(settings={"interactivity": {}}),
                "/settings/interactivity: missing required field: is_enabled",
            ),
            (
                s.manifest(settings={"event_subscriptions": {"request_url": "example.com"}}),
                "/settings/event_subscriptions/request_url: must be a valid URL",
            ),
            (
                s.manifest(settings={"allowed_ip_address_ranges": ["10.0.0.256"]}),
                "/settings/allowed_ip_address_ranges/0: must be a valid IP address range",
            ),
            (
                s.manifest(_metadata={"major_version": 3}),
                "/_metadata/major_version: must be a valid enum value",
            ),
            (
                {"display_information": {"name": "a", "background_color": "#12345"}},
                "/display_information/background_color: must be a valid color",
            ),
        ]
    ),
)
def test_a_wrong_manifest_is_told_line_by_line(manifest: object, line: str) -> None:
    assert check_manifest(manifest) == (line,)
