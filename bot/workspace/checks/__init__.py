"""What Slack refuses, over the JSON that came in.

The Web API of the local Slack asks here before it does anything. Every check is pure: JSON in, a
`Rejection` or nothing out; it never raises, whatever the JSON. Nothing here keeps state, does I/O
or leans on what the bot builds its messages with.
"""

from bot.workspace.checks.manifest import check_manifest
from bot.workspace.checks.messages import check_message
from bot.workspace.checks.names import (
    check_bookmark,
    check_channel_name,
    check_purpose,
    check_topic,
)
from bot.workspace.checks.rejection import Rejection
from bot.workspace.checks.responses import (
    check_command_response,
    check_options_response,
    check_view_response,
    input_block_ids,
)
from bot.workspace.checks.views import check_view

__all__ = [
    "Rejection",
    "check_bookmark",
    "check_channel_name",
    "check_command_response",
    "check_manifest",
    "check_message",
    "check_options_response",
    "check_purpose",
    "check_topic",
    "check_view",
    "check_view_response",
    "input_block_ids",
]
