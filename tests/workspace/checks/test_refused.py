from __future__ import annotations

from typing import Any

import pytest

from bot.workspace.checks import check_message, check_view
from tests.workspace.checks import samples as s

Json = dict[str, Any]


def lines(block: Json) -> tuple[str, ...]:
    """What Slack says of a message with this one block."""
    refused = check_message({"text": "t", "blocks": [block]})
    assert refused is not None
    assert refused.error == "invalid_blocks"
    return tuple(line.removeprefix("[ERROR] ") for line in refused.messages)


def beside(element: Json) -> tuple[str, ...]:
    return lines(s.section(accessory=element))


def within(element: Json) -> tuple[str, ...]:
    return lines(s.field(element))


def menu(**more: Any) -> Json:
    return {"type": "static_select", "options": s.options(2), **more}


BLOCKS: list[tuple[Json, str]] = [
    ({}, "missing required field: type [json-pointer:/blocks/0]"),
    ({"type": "banner"}, "unsupported type: banner [json-pointer:/blocks/0/type]"),
    ({"type": 7}, "must be a string [json-pointer:/blocks/0/type]"),
    (
        {"type": "divider", "text": s.plain()},
        "invalid additional property: text [json-pointer:/blocks/0]",
    ),
    ({"type": "divider", "block_id": ""}, "must be more than 0 characters"),
    ({"type": "divider", "block_id": None}, "must be a string [json-pointer:/blocks/0/block_id]"),
    (
        {"type": "section"},
        "must define either `text` or `fields` [json-pointer:/blocks/0/type]",
    ),
    (
        s.section(""),
        "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
    ),
    (
        s.section("x" * 3001),
        "failed to match all allowed schemas [json-pointer:/blocks/0/text]",
    ),
    (
        {"type": "section", "text": "words"},
        "must be an object [json-pointer:/blocks/0/text]",
    ),
    (
        {"type": "section", "text": {**s.mrkdwn(), "emoji": True}},
        "invalid additional property: emoji [json-pointer:/blocks/0/text]",
    ),
    (
        {"type": "section", "text": {**s.plain(), "verbatim": True}},
        "invalid additional property: verbatim [json-pointer:/blocks/0/text]",
    ),
    (
        {"type": "section", "text": {**s.plain(), "emoji": 1}},
        "must be a boolean [json-pointer:/blocks/0/text/emoji]",
    ),
    (
        {"type": "section", "text": {"type": "markdown", "text": "t"}},
        "unsupported type: markdown [json-pointer:/blocks/0/text/type]",
    ),
    (
        {"type": "section", "text": {"type": "mrkdwn"}},
        "missing required field: text [json-pointer:/blocks/0/text]",
    ),
    ({"type": "section", "fields": []}, "must provide at least 1 items"),
    ({"type": "section", "fields": [""]}, "must be an object [json-pointer:/blocks/0/fields/0]"),
    (
        {"type": "header", "text": s.mrkdwn()},
        "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
    ),
    ({"type": "header"}, "missing required field: text [json-pointer:/blocks/0]"),
    ({"type": "context", "elements": []}, "must provide at least 1 items"),
    (
        {"type": "context", "elements": [s.button()]},
        "unsupported type: button [json-pointer:/blocks/0/elements/0/type]",
    ),
    ({"type": "actions", "elements": []}, "[json-pointer:/blocks/0/elements]"),
    ({"type": "actions", "elements": {}}, "must be an array [json-pointer:/blocks/0/elements]"),
    (
        s.actions(s.typed()),
        "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
    ),
    (
        s.actions(s.button(action_id="a"), s.button(action_id="a")),
        '`action_id` "a" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ),
    (s.picture(image_url="ftp://example.com/a.png"), "must be a valid URL"),
    (s.picture(image_url="a.png"), "[json-pointer:/blocks/0/image_url]"),
    (s.picture(slack_file={"id": "F1"}), "must define either `image_url` or `slack_file`"),
    (
        {"type": "image", "image_url": "https://example.com/a.png"},
        "missing required field: alt_text",
    ),
    (
        {"type": "image", "alt_text": "a", "slack_file": {"id": "F1", "url": "https://a.b/c"}},
        "must define either `id` or `url` [json-pointer:/blocks/0/slack_file]",
    ),
    ({"type": "file", "external_id": "e", "source": "local"}, "must be a valid enum value"),
    (
        {"type": "alert", "text": s.plain()},
        "unsupported type: alert [json-pointer:/blocks/0/type]",
    ),
    (s.video(video_url="http://example.com/1"), "must be a valid HTTPS URL"),
    (s.video(title=s.mrkdwn()), "unsupported type: mrkdwn [json-pointer:/blocks/0/title/type]"),
    (s.field({"type": "file_input"}), "unsupported type: file_input"),
    (s.field(s.button()), "unsupported type: button [json-pointer:/blocks/0/element/type]"),
    ({"type": "input", "element": s.typed()}, "missing required field: label"),
    ({"type": "input", "label": s.plain()}, "missing required field: element"),
    (s.field(s.typed(), label=s.mrkdwn()), "[json-pointer:/blocks/0/label/type]"),
    (s.field(s.typed(), optional="yes"), "must be a boolean [json-pointer:/blocks/0/optional]"),
    ({"type": "card", "subtitle": s.mrkdwn()}, "must define at least one of `hero_image`"),
    (s.card(icon=s.picture(), slack_icon={"type": "icon", "name": "bug"}), "`slack_icon`"),
    (s.card(slack_icon={"type": "icon"}), "missing required field: name"),
    (s.card(slack_icon={"type": "icon", "name": "dragon"}), "/slack_icon/name]"),
    ({"type": "carousel", "elements": [s.section()]}, "unsupported type: section"),
    ({"type": "container", "child_blocks": [s.section()]}, "`title`, `rich_text_title`"),
    (s.container(s.container(s.section())), "unsupported type: container"),
    (s.container(s.section(), default_collapsed=True), "must define `is_collapsible`"),
    (
        s.container(s.section(), is_collapsible=True, has_header_divider=True),
        "/blocks/0/has_header_divider]",
    ),
    (
        s.container(s.section(block_id="a"), s.section(block_id="a")),
        '`block_id` "a" already exists [json-pointer:/blocks/0/child_blocks/1/block_id]',
    ),
    ({"type": "markdown", "text": ""}, "must be more than 0 characters"),
    ({"type": "markdown", "text": s.plain()}, "must be a string"),
    ({"type": "task_card", **s.task(status="pending")}, "[json-pointer:/blocks/0/status]"),
    (
        {"type": "plan", "title": "P", "tasks": [s.task(), s.task()]},
        '`task_id` "t0" already exists [json-pointer:/blocks/0/tasks/1/task_id]',
    ),
    ({"type": "table", "rows": []}, "must provide at least 1 items"),
    (s.table() | {"rows": [[s.cell("")]]}, "[json-pointer:/blocks/0/rows/0/0/text]"),
    (s.table() | {"rows": [[s.plain()]]}, "unsupported type: plain_text"),
    (s.data_table() | {"rows": [[s.cell()], [s.cell(), s.cell()]]}, "as many cells"),
    (s.data_table() | {"rows": [[s.rich(s.rich_line())], [s.cell()]]}, "/rows/0/0/type]"),
    (s.data_table(row_header_column_index=1), "/row_header_column_index]"),
    (s.chart({"type": "donut"}), "unsupported type: donut [json-pointer:/blocks/0/chart/type]"),
    (s.chart(s.pie() | {"segments": [{"label": "a", "value": 0}]}), "must be greater than 0"),
    (s.chart(s.bars() | {"axis_config": {"categories": ["other"]}}), "/series/0/data]"),
    ({"type": "context_actions", "elements": [s.button()]}, "unsupported type: button"),
    (
        {"type": "context_actions", "elements": [s.icon_button(icon="pencil")]},
        "must be a valid enum value [json-pointer:/blocks/0/elements/0/icon]",
    ),
]

RICH: list[tuple[Json, str]] = [
    (s.rich(), "must provide at least 1 items [json-pointer:/blocks/0/elements]"),
    (s.rich({"type": "text", "text": "t"}), "unsupported type: text"),
    (s.rich(s.rich_line("")), "/elements/0/elements/0/text]"),
    (s.rich(s.rich_section({"type": "link"})), "missing required field: url"),
    (s.rich(s.rich_section({"type": "user", "user_id": "someone"})), "must be a valid user ID"),
    (s.rich(s.rich_section({"type": "broadcast", "range": "all"})), "/elements/0/range]"),
    (s.rich(s.rich_section({"type": "color", "value": "red"})), "must be a valid color"),
    (
        s.rich(s.rich_section({"type": "text", "text": "t", "style": {"big": True}})),
        "invalid additional property: big",
    ),
    (s.rich({"type": "rich_text_list", "elements": [s.rich_line()]}), "required field: style"),
    (
        s.rich({"type": "rich_text_list", "style": "bullet", "elements": [s.rich()]}),
        "unsupported type: rich_text",
    ),
    (
        s.rich({"type": "rich_text_quote", "elements": [], "border": 2}),
        "must be a valid enum value [json-pointer:/blocks/0/elements/0/border]",
    ),
    (
        s.rich({"type": "rich_text_preformatted", "elements": [{"type": "emoji", "name": "a"}]}),
        "unsupported type: emoji",
    ),
]

ELEMENTS: list[tuple[Json, str]] = [
    ({}, "missing required field: type [json-pointer:/blocks/0/accessory]"),
    (s.button(text=s.mrkdwn()), "unsupported type: mrkdwn [json-pointer:/blocks/0/accessory/"),
    (s.button(text="Press"), "must be an object [json-pointer:/blocks/0/accessory/text]"),
    (s.button(style="default"), "must be a valid enum value"),
    (s.button(url="javascript:alert(1)"), "must be a valid URL"),
    (s.button(url="/path"), "must be a valid URL"),
    (s.button(action_id=""), "must be more than 0 characters"),
    (s.button(value=7), "must be a string [json-pointer:/blocks/0/accessory/value]"),
    (s.button(colour="red"), "invalid additional property: colour"),
    (s.button(agent_prompt_display="Sum"), "missing required field: agent_prompt"),
    (s.button(confirm={"text": s.plain()}), "missing required field: title"),
    (s.button(confirm=s.confirm(title=s.mrkdwn())), "/confirm/title/type]"),
    (s.button(confirm=s.confirm(style="warning")), "/confirm/style]"),
    ({"type": "workflow_button", "text": s.plain()}, "missing required field: workflow"),
    (menu(options=[]), "must provide at least 1 items"),
    ({"type": "static_select"}, "must define either `options` or `option_groups`"),
    (
        menu(option_groups=[{"label": s.plain(), "options": s.options(1)}]),
        "must define either `options` or `option_groups`",
    ),
    (
        menu(options=[s.option("a"), s.option("a")]),
        '`value` "a" already exists [json-pointer:/blocks/0/accessory/options/1/value]',
    ),
    (
        {
            "type": "static_select",
            "option_groups": [{"label": s.plain(), "options": s.options(1)}] * 2,
        },
        '`value` "v0" already exists',
    ),
    (
        menu(initial_option=s.option("other")),
        "must match one of the options [json-pointer:/blocks/0/accessory/initial_option]",
    ),
    (menu(initial_option=s.option("v0", "Another text")), "must match one of the options"),
    (menu(initial_option="v0"), "must be an object"),
    (menu(options=[{**s.option(), "text": s.mrkdwn()}]), "unsupported type: mrkdwn"),
    (menu(options=[s.option(url="https://example.com")]), "invalid additional property: url"),
    (menu(options=[{"text": s.plain()}]), "missing required field: value"),
    (menu(placeholder=s.mrkdwn()), "/accessory/placeholder/type]"),
    ({"type": "external_select", "min_query_length": -1}, "must be greater than -1"),
    ({"type": "users_select", "initial_user": "someone"}, "must be a valid user ID"),
    ({"type": "channels_select", "initial_channel": "#general"}, "valid channel ID"),
    ({"type": "conversations_select", "filter": {}}, "must define at least one of `include`"),
    ({"type": "conversations_select", "filter": {"include": []}}, "at least 1 items"),
    ({"type": "conversations_select", "filter": {"include": ["dm"]}}, "/filter/include/0]"),
    ({"type": "conversations_select", "response_url_enabled": True}, "only works in input blocks"),
    ({"type": "multi_users_select", "max_selected_items": 0}, "must be greater than 0"),
    ({"type": "multi_users_select", "initial_user": "U1"}, "additional property: initial_user"),
    ({"type": "overflow"}, "missing required field: options"),
    ({"type": "checkboxes", "options": s.options(1), "initial_options": []}, "at least 1 items"),
    (
        {"type": "checkboxes", "options": s.options(2), "initial_options": s.options(3)},
        "must match one of the options [json-pointer:/blocks/0/accessory/initial_options/2]",
    ),
    (
        {"type": "radio_buttons", "options": s.options(2), "initial_option": s.option("x")},
        "must match one of the options",
    ),
    ({"type": "datepicker", "initial_date": "01.02.2024"}, "must be a valid date"),
    ({"type": "datepicker", "initial_date": "2023-02-29"}, "must be a valid date"),
    ({"type": "datepicker", "initial_date": 20240101}, "must be a string"),
    ({"type": "timepicker", "initial_time": "24:00"}, "must be a valid time"),
    ({"type": "timepicker", "initial_time": "9:30"}, "must be a valid time"),
    ({"type": "datetimepicker"}, "unsupported type: datetimepicker"),
]

INPUTS: list[tuple[Json, str]] = [
    ({"type": "datetimepicker", "initial_date_time": 123}, "must be greater than 999999999"),
    ({"type": "datetimepicker", "initial_date_time": 16286338200}, "must be less than"),
    ({"type": "datetimepicker", "initial_date_time": "1628633820"}, "must be an integer"),
    ({"type": "datetimepicker", "initial_date_time": True}, "must be an integer"),
    (s.typed(min_length=5, max_length=4), "`min_length` must not be greater than `max_length`"),
    (s.typed(min_length=-1), "must be greater than -1"),
    (s.typed(max_length=0), "must be greater than 0"),
    (s.typed(initial_value=""), "must be more than 0 characters"),
    (s.typed(multiline="true"), "must be a boolean"),
    (s.typed(dispatch_action_config={}), "missing required field: trigger_actions_on"),
    (s.typed(dispatch_action_config={"trigger_actions_on": []}), "at least 1 items"),
    (
        s.typed(dispatch_action_config={"trigger_actions_on": ["on_click"]}),
        "must be a valid enum value",
    ),
    (
        s.typed(dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"] * 2}),
        "must be unique",
    ),
    (s.typed(confirm=s.confirm()), "invalid additional property: confirm"),
    ({"type": "number_input"}, "missing required field: is_decimal_allowed"),
    (
        {"type": "number_input", "is_decimal_allowed": True, "min_value": "5", "max_value": "4"},
        "`min_value` must not be greater than `max_value`",
    ),
    (
        {"type": "number_input", "is_decimal_allowed": True, "min_value": 5},
        "must be a string",
    ),
    (
        {"type": "number_input", "is_decimal_allowed": True, "initial_value": "five"},
        "must be a valid number",
    ),
    (
        {
            "type": "number_input",
            "is_decimal_allowed": True,
            "initial_value": "9",
            "max_value": "8",
        },
        "`initial_value` must not be greater than `max_value`",
    ),
    (
        {"type": "number_input", "is_decimal_allowed": False, "initial_value": "1.5"},
        "must be an integer [json-pointer:/blocks/0/element/initial_value]",
    ),
    ({"type": "rich_text_input", "initial_value": "text"}, "must be an object"),
    ({"type": "rich_text_input", "min_lines": 5, "max_lines": 4}, "`min_lines` must not be"),
]


def numbered(table: list[tuple[Json, str]]) -> list[Any]:
    return [pytest.param(*row, id=f"{number}") for number, row in enumerate(table)]


@pytest.mark.parametrize(("block", "part"), numbered([*BLOCKS, *RICH]))
def test_a_wrong_block_is_refused_at_its_place(block: Json, part: str) -> None:
    assert any(part in line for line in lines(block)), lines(block)


@pytest.mark.parametrize(("element", "part"), numbered(ELEMENTS))
def test_a_wrong_element_is_refused_at_its_place(element: Json, part: str) -> None:
    assert any(part in line for line in beside(element)), beside(element)


@pytest.mark.parametrize(("element", "part"), numbered(INPUTS))
def test_a_wrong_input_is_refused_at_its_place(element: Json, part: str) -> None:
    assert any(part in line for line in within(element)), within(element)


def test_every_reason_is_told_in_the_order_of_the_blocks() -> None:
    blocks = [s.section("x" * 3001), {"type": "divider", "text": "t"}, s.section("")]
    refused = check_message({"text": "t", "blocks": blocks})
    assert refused is not None
    assert refused.messages == (
        "[ERROR] failed to match all allowed schemas [json-pointer:/blocks/0/text]",
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
        "[ERROR] invalid additional property: text [json-pointer:/blocks/1]",
        "[ERROR] failed to match all allowed schemas [json-pointer:/blocks/2/text]",
        "[ERROR] must be more than 0 characters [json-pointer:/blocks/2/text/text]",
    )
    assert refused.errors[0] == "failed to match all allowed schemas [json-pointer:/blocks/0/text]"


def test_the_same_block_id_twice_is_refused_in_messages_and_views() -> None:
    blocks = [s.section(block_id="same"), {"type": "divider", "block_id": "same"}]
    for refused, at in (
        (check_message({"text": "t", "blocks": blocks}), "/blocks/1/block_id"),
        (check_view(s.modal(*blocks), surface="modal"), "/view/blocks/1/block_id"),
        (check_view(s.home(*blocks), surface="home"), "/view/blocks/1/block_id"),
    ):
        assert refused is not None
        line = f'[ERROR] `block_id` "same" already exists [json-pointer:{at}]'
        assert refused.messages == (line,)
