"""What should never come in: left alone without a traceback, a loss, or a word in the log."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.crisis import events as ev
from tests.doors import posting
from tests.doors.crisis import sent
from tests.doors.house import House

MARK = "Zebrasecret"
"""What people type here; it must never turn up in a log."""


def _nothing_typed_in(house: House) -> None:
    assert MARK not in house.log.getvalue()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Signature": "v0=00", "X-Slack-Request-Timestamp": "1"},
        {"X-Slack-Request-Timestamp": "1"},
        {"X-Slack-Signature": "v0=äöü", "X-Slack-Request-Timestamp": "99999999999"},
        {"X-Slack-Signature": "v0=00", "X-Slack-Request-Timestamp": "not a number"},
        {"X-Slack-Signature": "v0=00", "X-Slack-Request-Timestamp": "９９"},
        {"X-Slack-Signature": "", "X-Slack-Request-Timestamp": ""},
    ],
)
async def test_a_request_that_slack_did_not_sign_is_refused(
    house: House, headers: dict[str, str]
) -> None:
    crisis = await house.open()
    before = await crisis.record()
    payload = posting.click(house, house.ana, "task.complete", f"{crisis.id}|A2")
    answer = await posting.post(house, posting.as_form(payload), headers=headers)
    assert answer.status == 401
    assert await crisis.record() == before


@pytest.mark.parametrize("age", [301, 3600, -301])
async def test_a_request_signed_long_ago_or_ahead_of_time_is_refused(
    house: House, age: int
) -> None:
    crisis = await house.open()
    before = await crisis.record()
    payload = posting.click(house, house.ana, "task.complete", f"{crisis.id}|A2")
    assert (await posting.post(house, posting.as_form(payload), age=age)).status == 401
    assert await crisis.record() == before


async def test_a_request_signed_with_another_secret_is_refused(house: House) -> None:
    crisis = await house.open()
    house.slack.faults.add(kind="bad_signature", delivery="block_actions")
    await crisis.task(house.ana, "complete", "A2")
    assert [one.code for one in house.ana.seen] == ["http_client_error"]
    assert not await crisis.happened(ev.TaskCompleted)


UNKNOWN: list[Any] = [
    {"type": "something_new", "user": {"id": "U1"}, "text": MARK},
    {"type": "block_actions", "user": {"id": "U1"}, "actions": []},
    {"type": "block_actions", "user": "U1", "trigger_id": "1", "actions": [{"action_id": MARK}]},
    {"type": "view_submission", "user": {"id": "U1"}, "view": {"id": "V1"}},
    {"type": "view_submission", "user": {"id": "U1"}, "view": MARK},
    {"type": ["block_actions"]},
    {"type": None},
    {},
    [],
    None,
    MARK,
    17,
]


@pytest.mark.parametrize("payload", UNKNOWN, ids=range(len(UNKNOWN)))
async def test_a_payload_that_nobody_knows_is_left_alone_with_a_line_in_the_log(
    house: House, payload: Any
) -> None:
    before = len(house.log.getvalue().splitlines())
    assert (await posting.post(house, posting.as_form(payload))).status == 200
    assert len(house.log.getvalue().splitlines()) > before
    _nothing_typed_in(house)


@pytest.mark.parametrize(
    "body",
    [
        {"type": "something_new", "text": MARK, "user": "U1"},
        {"type": "message", "text": MARK},
        {"type": "message", "subtype": "message_changed", "channel": "C1", "message": MARK},
        {"type": "message", "subtype": "message_deleted", "channel": "C1", "deleted_ts": 5},
        {"type": "reaction_added", "reaction": "pushpin", "user": "U1", "item": MARK},
        {"type": "reaction_added", "reaction": "pushpin", "item": {"type": "message", "ts": 1}},
        {"type": "member_joined_channel", "user": {"id": "U0ODD"}, "channel": ["C1"]},
        {"type": "user_change", "user": MARK},
        {"type": "user_change", "user": {"id": None}},
        {"type": "app_home_opened", "tab": "home"},
    ],
    ids=range(10),
)
async def test_an_event_of_an_odd_shape_is_left_alone(house: House, body: dict[str, Any]) -> None:
    house.forgiven = {"user_not_found"}
    payload = posting.event(house, body)
    answer = await posting.post(house, posting.as_json(payload), posting.JSON)
    assert answer.status == 200
    await house.slack.settle()
    _nothing_typed_in(house)


async def test_a_button_that_nobody_serves_is_left_alone_with_a_line_in_the_log(
    house: House,
) -> None:
    payload = posting.click(house, house.ana, "task.juggle", MARK)
    assert (await posting.post(house, posting.as_form(payload))).status == 200
    assert "nothing listens to this" in house.log.getvalue()
    _nothing_typed_in(house)


@pytest.mark.parametrize(
    "text",
    [
        "payload",
        "payload=",
        'payload={"type":"block_actions"}',
        '{"type": "event_callback"}',
        "&payload=1&ssl_check=1",
        "ssl_check=1",
        "%7B%22payload",
    ],
)
async def test_a_note_may_contain_whatever_looks_like_a_payload(house: House, text: str) -> None:
    crisis = await house.open()
    assert text in await crisis.command(house.ana, f"note {text}")
    (added,) = await crisis.happened(ev.NoteAdded)
    assert added.text.text == text


AS_TYPED = 'Ana & Lin: 5 < 7, "7天" -> gone &amp; <b>'


async def test_what_slack_escapes_reads_as_it_was_typed(house: House) -> None:
    crisis = await house.open()
    await crisis.command(house.ana, f"note one {AS_TYPED}")
    pinned = await house.ana.say(crisis.channel, f"two {AS_TYPED}")
    await house.ana.react(pinned, "pushpin")
    await house.quiet()
    await house.ana.edit(pinned, f"three {AS_TYPED}")
    await house.quiet()
    asked = await house.ana.say("general", f"four {AS_TYPED}")
    await house.ana.message_shortcut("timeline.add", asked)
    form = await house.modal(house.ana)
    await sent(form.fill({"incident": crisis.id}))
    form = await house.opening_form(house.ana, f"five {AS_TYPED}")
    assert form.values["title"]["title"]["value"] == f"five {AS_TYPED}"
    texts = [one.text.text for one in (await crisis.now()).entries.values() if one.text]
    assert sorted(texts) == sorted(f"{n} {AS_TYPED}" for n in ("one", "three", "four"))


async def test_an_ssl_check_is_answered(house: House) -> None:
    answer = await posting.post(house, urlencode({"ssl_check": "1", "token": "x"}).encode())
    assert answer.status == 200


async def test_the_address_is_verified(house: House) -> None:
    assert await house.slack.verify_url(house.app)


TEXTS = {
    "emoji": f"{MARK} 🔥👩‍👩‍👧🏳️‍🌈",
    "right to left": f"{MARK} \u202eمرحبا بالعالم\u202c",
    "chinese": f"{MARK} 七天淡斑，假的！",
    "everybody": f"{MARK} <!channel> <!here> <!subteam^S1>",
    "a person": f"{MARK} <@U0NOBODY1> <#C0NOWHERE>",
    "a link": f"{MARK} <https://evil.example|click> <mailto:a@b.c|me>",
    "date": f"{MARK} <!date^1^{{date}}|x>",
    "control": f"{MARK} \x00\x01\x07\x1b[31m\x7f\u0085\u2028",
    "surrogate": f"{MARK} \ud83d",
    "long": MARK + "长" * 2980,
    "lines": f"{MARK}\n\n\n* _ ~ ` > |",
    "zero width": f"{MARK} \u200b\u200d\ufeff",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
async def test_whatever_is_typed_is_kept_shown_and_pings_nobody(house: House, text: str) -> None:
    crisis = await house.open(house.ana, "To be replaced", title=text)
    form = await crisis.form(house.ana, "task.menu", "|note")
    assert (await form.fill({"text": text}).submit()).outcome in {"closed", "cleared"}
    await crisis.task_form(house.ana, "A0", "blocked", {"reason": text})
    first_line = text.split("\n", maxsplit=1)[0]
    await crisis.decide(house.ana, "other", {"what": text}, owner_outside=first_line)
    await crisis.close(house.ana, remark=text)
    assert MARK in crisis.read(house.ana, "status")
    assert MARK in crisis.file_text()
    said = json.dumps([_read_as_mrkdwn(one.blocks) for one in crisis.channel.messages]) + str(
        [one.text for one in crisis.channel.messages]
    )
    for ping in ("<!channel", "<!here", "<!subteam", "<@U0NOBODY1>", "<#C0NOWHERE>"):
        assert ping not in said
    assert (await house.reader.verify(crisis.key)).ok
    _nothing_typed_in(house)


def _read_as_mrkdwn(value: Any) -> Any:
    """Leave out the raw text of tables, in which Slack reads nothing but letters."""
    if isinstance(value, dict):
        raw = value.get("type") == "raw_text"
        return {key: _read_as_mrkdwn(one) for key, one in value.items() if not raw}
    return [_read_as_mrkdwn(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("title", ["   ", "\t\n", "\u200b"])
async def test_an_empty_title_is_asked_for_again(house: House, title: str) -> None:
    form = await house.opening_form(house.ana, "x")
    refused = await form.fill({"title": title}).submit()
    if title != "\u200b":
        assert refused.outcome == "errors"
        assert "what happened" in refused.errors["title"]
        assert not await house.crises()


async def test_ten_megabytes_are_refused(house: House) -> None:
    body = urlencode({"payload": "x" * 10_000_000}).encode()
    assert (await posting.post(house, body)).status == 413
    assert (await posting.get(house, "healthz")).status == 200


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe\x00payload", posting.FORM),
        (b"\xff\xfe", posting.JSON),
        (b"{", posting.JSON),
        (b"", posting.JSON),
        (b"", posting.FORM),
        (b"[" * 100_000, posting.JSON),
        (b"payload=" + b"%5B" * 100_000, posting.FORM),
        (b"payload=%7B%22type", posting.FORM),
        (b"hello", "text/plain"),
        (b'{"type":"event_callback","event_id":1e999,"team_id":NaN}', posting.JSON),
        (b"a=%ff%fe&command=%2Fkolcrisis", posting.FORM),
    ],
    ids=range(11),
)
async def test_a_body_that_cannot_be_read_is_no_trouble(
    house: House, body: bytes, kind: str
) -> None:
    answer = await posting.post(house, body, kind)
    assert answer.status in {200, 400, 401}
    assert "Traceback" not in answer.text
    assert not await house.crises()
    assert (await posting.get(house, "readyz")).status == 200


async def test_ids_in_a_form_that_were_tampered_with_change_nothing(house: House) -> None:
    crisis = await house.open()
    form = await crisis.form(house.ana, "task.menu", "|A0|not_applicable")
    before = await crisis.record()
    for metadata in ("", "|", "nothing|A0", f"{crisis.id}|Z9", f"{crisis.id}", "\x00|\ud800"):
        form.view.body["private_metadata"] = metadata
        done = await form.fill({"reason": "Because"}).submit()
        assert done.outcome in {"updated", "errors"}, metadata
        await house.ana.modal().close()
        form = await crisis.form(house.ana, "task.menu", "|A0|not_applicable")
    assert await crisis.record() == before
