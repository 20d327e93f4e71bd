"""The table of Web API methods: scopes, arguments, tier and errors of each.

Read from `methods.json` beside it, which carries what Slack documents (`errors`) and what it
answers without documenting it (`observed`). The Web API asks here; nothing here decides anything.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Every method can answer these; Slack repeats them on the page of each.
COMMON_ERRORS = frozenset(
    {
        "access_denied",
        "account_inactive",
        "fatal_error",
        "internal_error",
        "invalid_arguments",
        "invalid_auth",
        "invalid_form_data",
        "invalid_json",
        "invalid_post_type",
        "json_not_object",
        "missing_post_type",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "ratelimited",
        "request_timeout",
        "service_unavailable",
        "token_expired",
        "token_revoked",
        "unknown_method",
    },
)


@dataclass(frozen=True, slots=True)
class MethodFacts:
    """What Slack says about one method."""

    name: str
    tier: str
    scopes: frozenset[str]
    arguments: frozenset[str]
    required: frozenset[str]
    errors: frozenset[str]

    def knows(self, code: str) -> bool:
        """Tell whether Slack answers this method with this error code."""
        return code in self.errors or code in COMMON_ERRORS


def load_methods() -> Mapping[str, MethodFacts]:
    """Return the facts of every method that the local Slack answers, by name."""
    text = resources.files("bot.workspace").joinpath("methods.json").read_text("utf-8")
    return MappingProxyType({name: _facts(name, row) for name, row in json.loads(text).items()})


def _facts(name: str, row: dict[str, object]) -> MethodFacts:
    def words(key: str) -> frozenset[str]:
        listed = row[key]
        if not isinstance(listed, list):
            message = f"{name}: {key} is not a list"
            raise TypeError(message)
        return frozenset(str(word) for word in listed)

    return MethodFacts(
        name=name,
        tier=str(row["tier"]),
        scopes=words("scopes"),
        arguments=words("args"),
        required=words("required"),
        errors=words("errors") | words("observed"),
    )
