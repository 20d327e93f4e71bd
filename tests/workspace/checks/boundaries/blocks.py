"""Limits of blocks."""

from __future__ import annotations

from tests.workspace.checks import samples as s
from tests.workspace.checks.boundaries.making import (
    Maker,
    home,
    message,
    modal,
    pressed,
    rows_of_text,
    web,
    x,
)

BLOCKS: dict[str, tuple[Maker, str]] = {
    "BLOCK_ID": (lambda n: message(s.section(block_id=x(n))), "/blocks/0/block_id]"),
    "ACTION_ID": (lambda n: pressed(action_id=x(n)), "/elements/0/action_id]"),
    "TEXT": (
        lambda n: message({"type": "context", "elements": [s.mrkdwn(x(n))]}),
        "/blocks/0/elements/0/text]",
    ),
    "SECTION_TEXT": (lambda n: message(s.section(x(n))), "/blocks/0/text/text]"),
    "SECTION_FIELDS": (
        lambda n: message({"type": "section", "fields": [s.mrkdwn()] * n}),
        "/blocks/0/fields]",
    ),
    "SECTION_FIELD": (
        lambda n: message({"type": "section", "fields": [s.mrkdwn(x(n))]}),
        "/blocks/0/fields/0/text]",
    ),
    "HEADER_TEXT": (
        lambda n: message({"type": "header", "text": s.plain(x(n))}),
        "/blocks/0/text/text]",
    ),
    "ACTIONS_ELEMENTS": (lambda n: message(s.actions(*[s.button()] * n)), "/blocks/0/elements]"),
    "CONTEXT_ELEMENTS": (
        lambda n: message({"type": "context", "elements": [s.plain()] * n}),
        "/blocks/0/elements]",
    ),
    "CONTEXT_ACTIONS_ELEMENTS": (
        lambda n: message({"type": "context_actions", "elements": [s.icon_button()] * n}),
        "/blocks/0/elements]",
    ),
    "INPUT_LABEL": (
        lambda n: modal(s.field(s.typed(), label=s.plain(x(n)))),
        "/view/blocks/0/label/text]",
    ),
    "INPUT_HINT": (
        lambda n: modal(s.field(s.typed(), hint=s.plain(x(n)))),
        "/view/blocks/0/hint/text]",
    ),
    "IMAGE_URL": (lambda n: message(s.picture(image_url=web(n))), "/blocks/0/image_url]"),
    "IMAGE_ALT": (lambda n: message(s.picture(alt_text=x(n))), "/blocks/0/alt_text]"),
    "IMAGE_TITLE": (lambda n: message(s.picture(title=s.plain(x(n)))), "/blocks/0/title/text]"),
    "VIDEO_TITLE": (lambda n: message(s.video(title=s.plain(x(n)))), "/blocks/0/title/text]"),
    "VIDEO_AUTHOR": (lambda n: message(s.video(author_name=x(n))), "/blocks/0/author_name]"),
    "VIDEO_PROVIDER": (lambda n: message(s.video(provider_name=x(n))), "/provider_name]"),
    "VIDEO_DESCRIPTION": (
        lambda n: message(s.video(description=s.plain(x(n)))),
        "/blocks/0/description/text]",
    ),
    "VIDEO_ALT": (lambda n: message(s.video(alt_text=x(n))), "/blocks/0/alt_text]"),
    "VIDEO_URL": (lambda n: message(s.video(video_url=web(n))), "/blocks/0/video_url]"),
    "ALERT_TEXT": (
        lambda n: modal({"type": "alert", "text": s.plain(x(n))}),
        "/view/blocks/0/text/text]",
    ),
    "CARD_TITLE": (lambda n: message(s.card(title=s.mrkdwn(x(n)))), "/blocks/0/title/text]"),
    "CARD_SUBTITLE": (lambda n: message(s.card(subtitle=s.mrkdwn(x(n)))), "/subtitle/text]"),
    "CARD_BODY": (lambda n: message(s.card(body=s.mrkdwn(x(n)))), "/blocks/0/body/text]"),
    "CARD_SUBTEXT": (lambda n: message(s.card(subtext=s.plain(x(n)))), "/blocks/0/subtext/text]"),
    "CARD_ACTIONS": (lambda n: message(s.card(actions=[s.button()] * n)), "/blocks/0/actions]"),
    "CAROUSEL_CARDS": (
        lambda n: message({"type": "carousel", "elements": [s.card()] * n}),
        "/blocks/0/elements]",
    ),
    "CONTAINER_TITLE": (
        lambda n: message(s.container(s.section(), title=s.plain(x(n)))),
        "/blocks/0/title/text]",
    ),
    "CONTAINER_SUBTITLE": (
        lambda n: message(s.container(s.section(), subtitle=s.mrkdwn(x(n)))),
        "/blocks/0/subtitle/text]",
    ),
    "CONTAINER_BLOCKS": (
        lambda n: message(s.container(*[s.section()] * n)),
        "/blocks/0/child_blocks]",
    ),
    "TABLE_ROWS": (lambda n: message(s.table(rows=n)), "/blocks/0/rows]"),
    "TABLE_COLUMNS": (lambda n: message(s.table(columns=n)), "/blocks/0/rows/0]"),
    "TABLE_COLUMN_SETTINGS": (
        lambda n: message(s.table(column_settings=[None] * n)),
        "/blocks/0/column_settings]",
    ),
    "DATA_TABLE_ROWS": (lambda n: message(s.data_table(rows=n)), "/blocks/0/rows]"),
    "DATA_TABLE_COLUMNS": (lambda n: message(s.data_table(columns=n)), "/blocks/0/rows/0]"),
    "DATA_TABLE_PAGE": (lambda n: message(s.data_table(page_size=n)), "/blocks/0/page_size]"),
    "DATA_TABLE_TEXT": (lambda n: message(rows_of_text(n)), "/blocks/0/rows]"),
    "PLAN_TASKS": (lambda n: message(s.plan(n)), "/blocks/0/tasks]"),
    "PROVIDER_VALUE": (lambda n: home(s.provider(value=x(n))), "/blocks/0/value]"),
    "PROVIDER_NAME": (lambda n: home(s.provider(name=s.plain(x(n)))), "/blocks/0/name/text]"),
    "PROVIDER_DESCRIPTION": (
        lambda n: home(s.provider(description=s.plain(x(n)))),
        "/description/text]",
    ),
    "PROVIDER_IDENTITY": (
        lambda n: home(s.provider(connected_identity=s.plain(x(n)))),
        "/connected_identity/text]",
    ),
    "PROVIDER_URL": (lambda n: home(s.provider(auth_url=web(n))), "/blocks/0/auth_url]"),
    "CHART_TITLE": (lambda n: message(s.chart(s.pie(), x(n))), "/blocks/0/title]"),
    "CHART_SEGMENTS": (lambda n: message(s.chart(s.pie(n))), "/chart/segments]"),
    "CHART_SERIES": (lambda n: message(s.chart(s.bars(series=n))), "/chart/series]"),
    "CHART_POINTS": (lambda n: message(s.chart(s.bars(points=n))), "/axis_config/categories]"),
    "CHART_LABEL": (lambda n: message(s.chart(s.pie(label=x(n)))), "/segments/0/label]"),
    "CHART_AXIS": (lambda n: message(s.chart(s.bars(x_label=x(n)))), "/axis_config/x_label]"),
}
