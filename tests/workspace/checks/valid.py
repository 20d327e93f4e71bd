"""Every block and every element that Slack documents, each with all it may carry."""

from __future__ import annotations

from typing import Any

from tests.workspace.checks import samples as s

Json = dict[str, Any]

STYLES = {"bold": True, "italic": True, "strike": False, "underline": True, "code": True}

EVERY_INLINE = s.rich_section(
    {"type": "text", "text": "text", "style": STYLES},
    {"type": "link", "url": "https://example.com", "text": "here", "unsafe": True},
    {"type": "emoji", "name": "wave", "unicode": "1f44b", "skin_tone": 2},
    {"type": "user", "user_id": "U012AB3CD", "style": {"highlight": True}},
    {"type": "channel", "channel_id": "C012AB3CD"},
    {"type": "usergroup", "usergroup_id": "S012AB3CD"},
    {"type": "team", "team_id": "T012AB3CD"},
    {"type": "broadcast", "range": "here"},
    {"type": "color", "value": "#F405B3"},
    {"type": "date", "timestamp": 1720710212, "format": "{date_num}", "fallback": "July"},
)

EVERYWHERE: dict[str, Json] = {
    "section of plain text": {"type": "section", "text": s.plain()},
    "section of fields": {"type": "section", "fields": [s.mrkdwn(), s.plain()]},
    "section with all": s.section(
        fields=[s.mrkdwn()], accessory=s.picture(), expand=True, block_id="b"
    ),
    "section with emoji flag": {"type": "section", "text": {**s.plain(), "emoji": False}},
    "section with verbatim flag": {"type": "section", "text": {**s.mrkdwn(), "verbatim": True}},
    "header": {"type": "header", "text": s.plain("标题 🚨")},
    "divider": {"type": "divider"},
    "image": s.picture(title=s.plain(), block_id="b"),
    "image of a Slack file": {
        "type": "image",
        "slack_file": {"id": "F0123456"},
        "alt_text": "a",
    },
    "image of a Slack file by address": {
        "type": "image",
        "slack_file": {"url": "https://files.slack.com/files-pri/T0-F0/a.png"},
        "alt_text": "a",
    },
    "context": {"type": "context", "elements": [s.picture(), s.plain(), s.mrkdwn()]},
    "video": s.video(
        title_url="https://example.com/1",
        author_name="Someone",
        provider_name="Films",
        provider_icon_url="https://example.com/i.png",
        description=s.plain(),
    ),
    "rich text": s.rich(
        EVERY_INLINE,
        {
            "type": "rich_text_list",
            "style": "ordered",
            "indent": 8,
            "offset": 3,
            "border": 1,
            "elements": [s.rich_line(), s.rich_section()],
        },
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "so"}], "border": 0},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "code"}]},
    ),
    "card": s.card(
        hero_image=s.picture(),
        icon=s.picture(),
        subtitle=s.mrkdwn(),
        body=s.plain(),
        subtext=s.plain(),
        actions=[s.button(action_id="a"), s.button(action_id="b")],
    ),
    "card with a named icon": s.card(slack_icon={"type": "icon", "name": "warning"}),
    "card of buttons alone": {"type": "card", "actions": [s.button()]},
}

ON_MESSAGES_AND_HOMES: dict[str, Json] = {
    "carousel": {"type": "carousel", "elements": [s.card(block_id="a"), s.card(block_id="b")]},
    "container": s.container(
        s.section(block_id="a"),
        s.table(),
        subtitle=s.plain(),
        width="wide",
        icon=s.picture(),
        is_collapsible=True,
        default_collapsed=True,
    ),
    "container with a rich title": {
        "type": "container",
        "rich_text_title": s.rich(s.rich_line()),
        "child_blocks": [s.section()],
        "has_header_divider": True,
    },
    "table": {
        "type": "table",
        "rows": [
            [s.cell(), {"type": "raw_number", "value": 1.5, "text": "1.5"}],
            [s.rich(s.rich_line())],
        ],
        "column_settings": [None, {"align": "right", "is_wrapped": True}],
    },
    "data table": s.data_table(rows=3, columns=2, page_size=5, row_header_column_index=1),
    "pie": s.chart(s.pie(3)),
    "bars": s.chart(s.bars(series=2, points=3, x_label="x", y_label="y")),
    "area": s.chart({**s.bars(points=2), "type": "area"}),
    "line": s.chart({**s.bars(points=2), "type": "line"}),
    "auth provider": s.provider(
        description=s.plain(),
        icon_url="https://example.com/i.png",
        connected_context=s.plain(),
        accessory={"type": "overflow", "options": s.options(2)},
        fallback=[s.section()],
    ),
}

ON_MESSAGES: dict[str, Json] = {
    "file": {"type": "file", "external_id": "e1", "source": "remote"},
    "call": {"type": "call", "call_id": "R1"},
    "context actions": {
        "type": "context_actions",
        "elements": [
            s.feedback_buttons(action_id="f"),
            s.icon_button(action_id="i", value="v", confirm=s.confirm(), accessibility_label="a"),
        ],
    },
    "markdown": {"type": "markdown", "text": "# Title\n\n**bold**"},
    "plan": s.plan(3),
    "plan of typed tasks": {
        "type": "plan",
        "title": "Plan",
        "tasks": [s.task(type="task_card", status="pending")],
    },
    "task card": {
        "type": "task_card",
        **s.task(
            details=s.rich(s.rich_line()),
            output=s.rich(s.rich_line()),
            sources=[{"type": "url", "url": "https://example.com", "text": "there"}],
            status="in_progress",
        ),
    },
}

GROUPS = [{"label": s.plain("G"), "options": s.options(2)}]
ALL_FILTER = {
    "include": ["im", "mpim", "private", "public"],
    "exclude_external_shared_channels": True,
    "exclude_bot_users": True,
}
COMMON: Json = {"action_id": "a", "confirm": s.confirm(style="danger")}
MENU: Json = {**COMMON, "placeholder": s.plain(), "focus_on_load": True}
MULTI: Json = {**MENU, "max_selected_items": 2}

MENUS: list[Json] = [
    {"type": "static_select", "options": s.options(3), "initial_option": s.option("v1"), **MENU},
    {"type": "static_select", "option_groups": GROUPS, "initial_option": s.option("v0")},
    {"type": "external_select", "min_query_length": 0, "initial_option": s.option(), **MENU},
    {"type": "users_select", "initial_user": "U012AB3CD", **MENU},
    {
        "type": "conversations_select",
        "initial_conversation": "D012AB3CD",
        "default_to_current_conversation": True,
        "filter": ALL_FILTER,
        **MENU,
    },
    {"type": "channels_select", "initial_channel": "C012AB3CD", **MENU},
    {
        "type": "multi_static_select",
        "options": s.options(3),
        "initial_options": [s.option("v1"), s.option("v2")],
        **MULTI,
    },
    {"type": "multi_static_select", "option_groups": GROUPS},
    {"type": "multi_external_select", "initial_options": s.options(2), **MULTI},
    {"type": "multi_users_select", "initial_users": ["U1", "W2"], **MULTI},
    {"type": "multi_conversations_select", "initial_conversations": ["C1", "G2"], **MULTI},
    {"type": "multi_channels_select", "initial_channels": ["C1"], **MULTI},
    {
        "type": "checkboxes",
        "options": [{**s.option(), "text": s.mrkdwn(), "description": s.mrkdwn()}],
        **COMMON,
    },
    {"type": "radio_buttons", "options": s.options(2), "initial_option": s.option("v0")},
]

DAYS: list[Json] = [
    {"type": "datepicker", "initial_date": "2024-02-29", "placeholder": s.plain(), **COMMON},
    {"type": "timepicker", "initial_time": "23:59", "timezone": "Asia/Shanghai", **COMMON},
    {"type": "datetimepicker", "initial_date_time": 1628633820, **COMMON},
]

BUTTONS: list[Json] = [
    s.button(value="v", style="primary", accessibility_label="a", **COMMON),
    s.button(url="https://example.com", style="danger"),
    s.button(url="slack://channel?team=T1&id=C1"),
    s.button(url="mailto:someone@example.com"),
    s.button(agent_prompt="Sum it up", agent_prompt_display="Sum"),
    s.workflow_button(style="primary", accessibility_label="a", **COMMON),
    {"type": "overflow", "options": [s.option(url="https://example.com")], **COMMON},
]

DISPATCH = {"trigger_actions_on": ["on_enter_pressed", "on_character_entered"]}
TYPED: list[Json] = [
    s.typed(
        multiline=True,
        min_length=0,
        max_length=3000,
        initial_value="中文",
        placeholder=s.plain(),
        dispatch_action_config=DISPATCH,
        focus_on_load=True,
    ),
    {"type": "email_text_input", "initial_value": "a@example.com", "placeholder": s.plain()},
    {"type": "url_text_input", "initial_value": "https://example.com"},
    {
        "type": "number_input",
        "is_decimal_allowed": True,
        "min_value": "-10",
        "initial_value": "0.25",
        "max_value": "5.5",
    },
    {"type": "number_input", "is_decimal_allowed": False, "initial_value": "7"},
    {"type": "rich_text_input", "initial_value": s.rich(s.rich_line()), "min_lines": 2},
]
