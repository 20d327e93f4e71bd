from __future__ import annotations

from typing import Any

import pytest

from bot.workspace.checks import (
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
from tests.workspace.checks.valid import (
    BUTTONS,
    DAYS,
    EVERYWHERE,
    GROUPS,
    MENUS,
    ON_MESSAGES,
    ON_MESSAGES_AND_HOMES,
    TYPED,
)

Json = dict[str, Any]


def numbered(elements: list[Json]) -> list[Any]:
    return [
        pytest.param(element, id=f"{number}-{element['type']}")
        for number, element in enumerate(elements)
    ]


@pytest.mark.parametrize("name", sorted(EVERYWHERE))
def test_blocks_for_every_surface_are_taken_everywhere(name: str) -> None:
    block = EVERYWHERE[name]
    assert check_message({"text": "t", "blocks": [block]}) is None
    assert check_view(s.modal(block), surface="modal") is None
    assert check_view(s.home(block), surface="home") is None


@pytest.mark.parametrize("name", sorted(ON_MESSAGES_AND_HOMES))
def test_wide_blocks_are_taken_in_messages_and_homes_and_refused_in_modals(name: str) -> None:
    block = ON_MESSAGES_AND_HOMES[name]
    assert check_message({"text": "t", "blocks": [block]}) is None
    assert check_view(s.home(block), surface="home") is None
    refused = check_view(s.modal(block), surface="modal")
    assert refused is not None
    line = f"[ERROR] unsupported type: {block['type']} [json-pointer:/view/blocks/0/type]"
    assert refused.messages == (line,)


@pytest.mark.parametrize("name", sorted(ON_MESSAGES))
def test_message_blocks_are_taken_in_messages_and_refused_in_views(name: str) -> None:
    block = ON_MESSAGES[name]
    assert check_message({"blocks": [block]}) is None
    assert check_view(s.home(block), surface="home") is not None
    assert check_view(s.modal(block), surface="modal") is not None


@pytest.mark.parametrize("element", numbered([*MENUS, *DAYS, *BUTTONS]))
def test_interactive_elements_are_taken_in_actions(element: Json) -> None:
    block = s.actions(element, s.button(action_id="another"))
    assert check_message({"text": "t", "blocks": [block]}) is None
    assert check_view(s.modal(block), surface="modal") is None
    assert check_view(s.home(block), surface="home") is None


@pytest.mark.parametrize("element", numbered([*MENUS, *DAYS[:2], *BUTTONS]))
def test_interactive_elements_are_taken_beside_sections(element: Json) -> None:
    assert check_message({"text": "t", "blocks": [s.section(accessory=element)]}) is None


@pytest.mark.parametrize("element", numbered([*MENUS, *DAYS, *TYPED]))
def test_inputs_are_taken_on_every_surface(element: Json) -> None:
    block = s.field(element, hint=s.plain(), optional=True, dispatch_action=True)
    assert check_message({"text": "t", "blocks": [block]}) is None
    assert check_view(s.modal(block), surface="modal") is None
    assert check_view(s.home(block), surface="home") is None


def test_files_are_asked_for_in_modals() -> None:
    element = {"type": "file_input", "filetypes": ["pdf", "png"], "max_files": 3}
    assert check_view(s.modal(s.field(element)), surface="modal") is None


def test_a_menu_in_a_modal_may_ask_for_a_response_url() -> None:
    element = {"type": "conversations_select", "response_url_enabled": True}
    assert check_view(s.modal(s.field(element)), surface="modal") is None


def test_the_same_action_id_in_two_blocks_is_fine() -> None:
    blocks = [s.actions(s.button(action_id="same")), s.actions(s.button(action_id="same"))]
    assert check_message({"text": "t", "blocks": blocks}) is None


def test_a_modal_may_say_everything_a_modal_can_say() -> None:
    view = s.modal(
        s.section(),
        close=s.plain("Cancel"),
        private_metadata="m" * 3000,
        callback_id="c",
        external_id="e",
        clear_on_close=True,
        notify_on_close=True,
    )
    assert check_view(view, surface="modal") is None


def test_an_empty_home_clears_the_tab() -> None:
    assert check_view(s.home(), surface="home") is None


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "hello"},
        {"text": "x" * 40_000},
        {"markdown_text": "# hello"},
        {"text": "t", "blocks": []},
        {"text": "t", "blocks": None, "attachments": None, "metadata": None, "thread_ts": None},
        {"text": "t", "thread_ts": "1405894322.002768", "channel": "C1", "reply_broadcast": True},
        {"attachments": [{"fallback": "f", "color": "#fff", "ts": 123456789}]},
        {"attachments": [{"blocks": [s.section()], "color": "good"}]},
        {
            "attachments": [
                {
                    "text": "t",
                    "pretext": "p",
                    "title": "t",
                    "title_link": "https://example.com",
                    "fields": [{"title": "a", "value": "b", "short": True}],
                    "footer": "f",
                    "mrkdwn_in": ["text"],
                }
            ]
        },
        {
            "text": "t",
            "metadata": {"event_type": "task_created", "event_payload": {"id": "1", "n": 2}},
        },
    ],
)
def test_messages_are_taken(fields: Json) -> None:
    assert check_message(fields) is None


def test_an_update_may_clear_metadata_and_attach_files() -> None:
    assert check_message({"text": "t", "metadata": {}}, update=True) is None
    assert check_message({"file_ids": ["F1"]}, update=True) is None


@pytest.mark.parametrize("name", ["a", "2024-launch_b", "x" * 80, "小红书-危机", "émile"])
def test_channel_names_are_taken(name: str) -> None:
    assert check_channel_name(name) is None


def test_topics_may_be_empty_and_bookmarks_may_be_links() -> None:
    assert check_topic("") is None
    link = {"title": "Guide", "type": "link", "link": "https://example.com", "emoji": ":book:"}
    assert check_bookmark(link) is None
    assert check_bookmark({"title": "Guide"}, edit=True) is None


def test_answers_to_a_submission_are_taken() -> None:
    view = s.modal(s.field(s.typed(), block_id="name"))
    for body in (
        None,
        "",
        {},
        {"response_action": "clear"},
        {"response_action": "errors", "errors": {"name": "Say more"}},
        {"response_action": "update", "view": view},
        {"response_action": "push", "view": view},
    ):
        assert check_view_response(body, view) is None


def test_answers_to_a_command_are_taken() -> None:
    for body in (
        None,
        "",
        {},
        "done",
        {"response_type": "in_channel"},
        {"response_type": "ephemeral", "text": "t", "blocks": [s.section()]},
        {"delete_original": True},
        {"replace_original": True, "text": "t"},
    ):
        assert check_command_response(body) is None


def test_answers_with_options_are_taken() -> None:
    assert check_options_response({"options": s.options(100)}) is None
    assert check_options_response({"options": []}) is None
    assert check_options_response({"option_groups": GROUPS}) is None


def test_a_full_manifest_is_taken() -> None:
    whole = s.manifest(
        _metadata={"major_version": 1, "minor_version": 1},
        features={
            "app_home": {"home_tab_enabled": True, "messages_tab_read_only_enabled": False},
            "bot_user": {"display_name": "bot", "always_online": True},
            "slash_commands": [
                s.command(usage_hint="[x]", should_escape=True, url="https://example.com")
            ],
            "shortcuts": [s.shortcut(), s.shortcut(type="message", callback_id="m")],
            "unfurl_domains": ["example.com"],
        },
        oauth_config={
            "scopes": {"bot": ["chat:write"], "user": []},
            "redirect_urls": ["https://example.com"],
        },
        settings={
            "event_subscriptions": {
                "request_url": "https://example.com",
                "bot_events": ["app_home_opened"],
            },
            "interactivity": {"is_enabled": True, "request_url": "https://example.com"},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    )
    assert check_manifest(whole) == ()
