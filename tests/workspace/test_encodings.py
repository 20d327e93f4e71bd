"""Arguments and tokens arrive in every way that Slack takes, and in no other."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest

from tests.workspace.conftest import House


async def _send(house: House, method: str, **request: Any) -> dict[str, Any]:
    verb = request.pop("verb", "POST")
    async with (
        aiohttp.ClientSession() as session,
        session.request(verb, f"{house.slack.base_url}{method}", **request) as response,
    ):
        answer: dict[str, Any] = await response.json()
        return answer


@pytest.mark.parametrize("encoding", ["json", "form", "multipart", "query", "get"])
async def test_arguments_are_read_from_every_encoding(house: House, encoding: str) -> None:
    blocks = [{"type": "divider"}]
    args = {"channel": await house.channel(), "text": "hello", "blocks": json.dumps(blocks)}
    auth = {"Authorization": f"Bearer {house.app.bot_token}"}
    requests: dict[str, dict[str, Any]] = {
        "json": {"json": {**args, "blocks": blocks}},
        "form": {"data": args},
        "multipart": {"data": _multipart(args)},
        "query": {"params": args},
        "get": {"params": args, "verb": "GET"},
    }
    answer = await _send(house, "chat.postMessage", headers=auth, **requests[encoding])
    assert answer["ok"], answer
    assert answer["message"]["blocks"][0]["type"] == "divider"


def _multipart(args: dict[str, str]) -> aiohttp.MultipartWriter:
    writer = aiohttp.MultipartWriter("form-data")
    for name, value in args.items():
        writer.append(value).set_content_disposition("form-data", name=name)
    return writer


@pytest.mark.parametrize(("word", "private"), [("1", True), ("true", True), ("0", False)])
async def test_booleans_come_as_words_and_digits(house: House, word: str, private: bool) -> None:
    made = await _send(
        house,
        "conversations.create",
        data={"name": "some-channel", "is_private": word, "token": house.app.bot_token},
    )
    assert made["channel"]["is_private"] is private


async def test_a_token_in_the_query_opens_nothing(house: House) -> None:
    answer = await _send(house, "auth.test", params={"token": house.app.bot_token})
    assert answer == {"ok": False, "error": "invalid_auth"}


async def test_a_token_in_the_body_is_taken(house: House) -> None:
    answer = await _send(house, "auth.test", data={"token": house.app.bot_token})
    assert answer["bot_id"] == house.app.bot_id


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        ({"data": "{", "headers": {"Content-Type": "application/json"}}, "invalid_json"),
        ({"json": ["x"]}, "json_not_object"),
        ({"data": "x", "headers": {"Content-Type": "text/plain"}}, "invalid_post_type"),
        ({"data": {"x": "y"}}, "not_authed"),
    ],
)
async def test_a_body_that_is_not_what_it_says_is_refused(
    house: House, request_: dict[str, Any], error: str
) -> None:
    assert (await _send(house, "auth.test", **request_))["error"] == error


async def test_json_without_charset_is_taken_with_a_warning(house: House) -> None:
    headers = {
        "Authorization": f"Bearer {house.app.bot_token}",
        "Content-Type": "application/json",
    }
    answer = await _send(house, "auth.test", data="{}", headers=headers)
    assert answer["warning"] == "missing_charset"


async def test_a_wrong_boolean_names_the_argument(house: House) -> None:
    data = {"name": "x", "is_private": "perhaps", "token": house.app.bot_token}
    answer = await _send(house, "conversations.create", data=data)
    assert answer["error"] == "invalid_arguments"
    assert "/is_private" in answer["response_metadata"]["messages"][0]


async def test_unknown_arguments_are_noted_but_not_refused(house: House) -> None:
    await _send(house, "auth.test", data={"colour": "red", "token": house.app.bot_token})
    assert house.slack.calls[-1].unexpected == ("colour",)


async def test_no_token_is_written_into_the_journal(house: House) -> None:
    await _send(house, "auth.test", data={"token": house.app.bot_token})
    assert house.app.bot_token not in repr(house.slack.calls)


async def test_an_unknown_method_says_so(house: House) -> None:
    answer = await _send(house, "chat.shout", data={"token": house.app.bot_token})
    assert answer == {"ok": False, "error": "unknown_method", "req_method": "chat.shout"}
