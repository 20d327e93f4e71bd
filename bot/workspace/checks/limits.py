"""Every number that Slack's refusals turn on, one a line, with where it comes from.

Read by the rules of this package; nothing else counts. A number belongs here only with a test at
the limit and one over it. Lengths are in characters (code points) unless a name says otherwise.

Marks: [D] Slack's reference pages, [T] comments of Slack's own type definitions, [M] Slack's method
reference, [J] Slack's manifest schema, [S] seen in Slack's answers, [C] chosen, since Slack names
a refusal but no number.
"""

from __future__ import annotations

from typing import Final

# Messages
MESSAGE_BLOCKS: Final = 50  # [D]
MESSAGE_TEXT: Final = 40_000  # [D] said to be cut there; refusing is the stricter reading
UPDATE_TEXT: Final = 4_000  # [M] chat.update, msg_too_long
BLOCKS_TEXT: Final = 12_000  # [S] msg_blocks_too_long, all texts of all blocks together
MARKDOWN_TEXT: Final = 12_000  # [D] one block, all of them together, and the argument
ATTACHMENTS: Final = 100  # [M] too_many_attachments
TABLES: Final = 1  # [D] table and data_table together, only_one_table_allowed
CHARTS: Final = 2  # [D]
PLANS: Final = 1  # [S] "Cannot have more than 1 plan block"
METADATA_BYTES: Final = 8_000  # [C] metadata_too_large exists, its number is not published
METADATA_EVENT_TYPE: Final = 255  # [C] as every other identifier

# Views
VIEW_BLOCKS: Final = 100  # [D]
VIEW_BYTES: Final = 250_000  # [M] view_too_large
VIEW_TITLE: Final = 24  # [D]
VIEW_SUBMIT: Final = 24  # [D]
VIEW_CLOSE: Final = 24  # [D]
PRIVATE_METADATA: Final = 3_000  # [D]
CALLBACK_ID: Final = 255  # [D]
EXTERNAL_ID: Final = 255  # [D]
FOCUSED: Final = 1  # [T] focus_on_load in one view

# Ids and texts
BLOCK_ID: Final = 255  # [T]
ACTION_ID: Final = 255  # [T]
TEXT: Final = 3_000  # [T]

# Blocks
SECTION_TEXT: Final = 3_000  # [T]
SECTION_FIELDS: Final = 10  # [T]
SECTION_FIELD: Final = 2_000  # [T]
HEADER_TEXT: Final = 150  # [T]
ACTIONS_ELEMENTS: Final = 25  # [T]
CONTEXT_ELEMENTS: Final = 10  # [T]
CONTEXT_ACTIONS_ELEMENTS: Final = 5  # [T]
INPUT_LABEL: Final = 2_000  # [T]
INPUT_HINT: Final = 2_000  # [T]
IMAGE_URL: Final = 3_000  # [D]
IMAGE_ALT: Final = 2_000  # [T]
IMAGE_TITLE: Final = 2_000  # [T]
VIDEO_TITLE: Final = 199  # [T] "less than 200"
VIDEO_AUTHOR: Final = 49  # [T] "less than 50"
VIDEO_PROVIDER: Final = 50  # [D]
VIDEO_DESCRIPTION: Final = 200  # [D]
VIDEO_ALT: Final = 2_000  # [D]
VIDEO_URL: Final = 3_000  # [D]
ALERT_TEXT: Final = 200  # [D]
CARD_TITLE: Final = 150  # [T]
CARD_SUBTITLE: Final = 150  # [T]
CARD_BODY: Final = 200  # [T]
CARD_SUBTEXT: Final = 200  # [D]
CARD_ACTIONS: Final = 3  # [D]
CAROUSEL_CARDS: Final = 10  # [T]
CONTAINER_TITLE: Final = 150  # [T]
CONTAINER_SUBTITLE: Final = 150  # [T]
CONTAINER_BLOCKS: Final = 10  # [T]
TABLE_ROWS: Final = 100  # [T]
TABLE_COLUMNS: Final = 20  # [T]
TABLE_COLUMN_SETTINGS: Final = 20  # [T]
DATA_TABLE_ROWS: Final = 201  # [D] the header and 200 more
DATA_TABLE_COLUMNS: Final = 20  # [D]
DATA_TABLE_PAGE: Final = 100  # [T]
DATA_TABLE_TEXT: Final = 20_000  # [D] all cells together
PLAN_TASKS: Final = 50  # [D]
PROVIDER_VALUE: Final = 150  # [D]
PROVIDER_NAME: Final = 75  # [D]
PROVIDER_DESCRIPTION: Final = 150  # [D]
PROVIDER_IDENTITY: Final = 75  # [D]
PROVIDER_URL: Final = 3_000  # [D]

# Charts
CHART_TITLE: Final = 50  # [D]
CHART_SEGMENTS: Final = 12  # [D]
CHART_SERIES: Final = 12  # [D]
CHART_POINTS: Final = 20  # [D]
CHART_LABEL: Final = 20  # [D]
CHART_AXIS: Final = 50  # [D]

# Elements
BUTTON_TEXT: Final = 75  # [T]
BUTTON_VALUE: Final = 2_000  # [T]
BUTTON_URL: Final = 3_000  # [T]
BUTTON_PROMPT: Final = 4_000  # [D]
ACCESSIBILITY_LABEL: Final = 75  # [T]
ICON_VISIBLE_TO: Final = 10  # [D]
PLACEHOLDER: Final = 150  # [T]
SELECT_OPTIONS: Final = 100  # [T]
SELECT_GROUPS: Final = 100  # [T]
GROUP_LABEL: Final = 75  # [T]
OVERFLOW_OPTIONS: Final = 5  # [T]
CHECKBOXES: Final = 10  # [T]
RADIO_BUTTONS: Final = 10  # [T]
PLAIN_INPUT_LENGTH: Final = 3_000  # [T] min_length and max_length
RICH_INPUT_LINES: Final = 100  # [D] min_lines and max_lines
FILES: Final = 10  # [T]

# Composition objects
OPTION_TEXT: Final = 75  # [T]
OPTION_VALUE: Final = 150  # [D]
OPTION_DESCRIPTION: Final = 75  # [T]
OPTION_URL: Final = 3_000  # [T]
CONFIRM_TITLE: Final = 100  # [T]
CONFIRM_TEXT: Final = 300  # [T]
CONFIRM_BUTTON: Final = 30  # [T]
LIST_INDENT: Final = 8  # [T] rich_text_list

# Channels
CHANNEL_NAME: Final = 80  # [M]
TOPIC: Final = 250  # [M]
PURPOSE: Final = 250  # [M]

# Manifest
APP_NAME: Final = 35  # [J]
APP_DESCRIPTION: Final = 140  # [J]
APP_LONG_DESCRIPTION: Final = 4_000  # [J]
BOT_NAME: Final = 80  # [J]
COMMANDS: Final = 50  # [J]
COMMAND: Final = 32  # [J]
COMMAND_DESCRIPTION: Final = 2_000  # [J]
COMMAND_HINT: Final = 1_000  # [J]
COMMAND_URL: Final = 3_000  # [J]
SHORTCUTS: Final = 10  # [J]
SHORTCUT_NAME: Final = 24  # [J]
SHORTCUT_DESCRIPTION: Final = 150  # [J]
SHORTCUT_CALLBACK: Final = 255  # [J]
UNFURL_DOMAINS: Final = 5  # [J]
UNFURL_DOMAIN: Final = 255  # [J]
SCOPES: Final = 255  # [J]
SCOPE: Final = 50  # [J]
REDIRECT_URLS: Final = 1_000  # [J]
REDIRECT_URL: Final = 2_500  # [J]
EVENTS: Final = 100  # [J]
EVENT: Final = 50  # [J]
METADATA_SUBSCRIPTIONS: Final = 20  # [J]
REQUEST_URL: Final = 3_500  # [J]
ADDRESS_RANGES: Final = 50  # [J]
OUTGOING_DOMAINS: Final = 10  # [J]
OUTGOING_DOMAIN: Final = 50  # [J]
AGENT_DESCRIPTION: Final = 300  # [J]
AGENT_PROMPTS: Final = 4  # [J]
