"""What Slack's client tells a person when something did not work."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.workspace.delivery.parcel import Failure


@dataclass(frozen=True, slots=True)
class Notice:
    """One message of the client. `code` is Slack's word; `about` what was tried."""

    code: str
    text: str
    about: str


def notice_of(failure: Failure, about: str, app_name: str) -> Notice:
    """Return what a person reads after an app did not take what they did."""
    if failure.reason == "http_timeout":
        text = f"{app_name} didn't respond in time."
        return Notice("operation_timeout", text, about)
    if failure.reason == "connection_failed":
        return Notice("dispatch_failed", f"{about} failed: {app_name} could not be reached.", about)
    code = (
        "http_service_error"
        if failure.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        else "http_client_error"
    )
    text = f"{about} failed: {app_name} responded with status {failure.status}."
    return Notice(code, text, about)


def not_configured(about: str, app_name: str) -> Notice:
    """Return what a person reads when the app's manifest has interactivity off."""
    text = f"{app_name} is not configured to handle interactive responses."
    return Notice("not_configured", text, about)


def bad_answer(about: str, app_name: str, error: str) -> Notice:
    """Return what a person reads after an app answered something that Slack cannot use."""
    text = f"{about} failed: {app_name} gave an answer that cannot be shown."
    return Notice(error, text, about)
