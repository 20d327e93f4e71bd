"""Tokens, scopes and required arguments."""

from __future__ import annotations

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.workspace.conftest import House
from tests.workspace.refusals import refused


@pytest.mark.parametrize(("token", "error"), [("", "not_authed"), ("xoxb-nobody", "invalid_auth")])
async def test_a_token_that_is_nobodys_opens_nothing(house: House, token: str, error: str) -> None:
    client = AsyncWebClient(token=token, base_url=house.slack.base_url)
    assert await refused(client.api_call("users.list")) == error


async def test_an_app_token_is_for_connections_only(house: House) -> None:
    client = AsyncWebClient(token=house.app.app_token, base_url=house.slack.base_url)
    assert await refused(client.auth_test()) == "not_allowed_token_type"
    bot_call = house.client.apps_connections_open(app_token=house.app.bot_token)
    assert await refused(bot_call) == "not_allowed_token_type"


async def test_a_revoked_token_is_told_so(house: House) -> None:
    house.slack.admin.revoke_token(house.slack.workspace, house.app)
    assert await refused(house.client.auth_test()) == "token_revoked"


async def test_a_disabled_app_is_inactive(house: House) -> None:
    house.slack.admin.deactivate_bot(house.slack.workspace, house.app)
    assert await refused(house.client.auth_test()) == "account_inactive"


async def test_a_missing_scope_names_what_is_needed_and_provided(house: House) -> None:
    house.slack.admin.remove_scope(house.app, "pins:write")
    with pytest.raises(SlackApiError) as caught:
        await house.client.pins_add(channel="C1", timestamp="1.2")
    answer = caught.value.response
    assert answer["error"] == "missing_scope"
    assert answer["needed"] == "pins:write"
    assert "chat:write" in answer["provided"]


async def test_a_private_channel_needs_the_scope_for_private_ones(house: House) -> None:
    channel = await house.channel(private=True)
    house.slack.admin.remove_scope(house.app, "groups:history")
    assert await refused(house.client.conversations_history(channel=channel)) == "missing_scope"
    house.slack.admin.grant_scope(house.app, "groups:history")
    assert (await house.client.conversations_history(channel=channel))["ok"]


async def test_granted_scopes_travel_in_the_headers(house: House) -> None:
    answer = await house.client.users_list()
    assert "chat:write" in answer.headers["X-OAuth-Scopes"]
    assert answer.headers["X-Accepted-OAuth-Scopes"] == "users:read"


@pytest.mark.parametrize(
    ("method", "error"),
    [
        ("chat.postMessage", "invalid_arguments"),
        ("conversations.create", "invalid_name_required"),
        ("reactions.add", "no_item_specified"),
        ("files.getUploadURLExternal", "missing_argument"),
        ("views.open", "invalid_arguments"),
        ("users.info", "invalid_arguments"),
    ],
)
async def test_a_missing_argument_is_refused(house: House, method: str, error: str) -> None:
    assert await refused(house.client.api_call(method)) == error


async def test_every_refusal_is_kept(house: House) -> None:
    await refused(house.client.users_info(user="U404"))
    assert [one.error for one in house.slack.errors] == ["user_not_found"]
