"""Who the page answers, and what it gives away."""

import json
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.workspace.local import LocalSlack
from bot.workspace.page.guard import is_an_address
from bot.workspace.page.site import Page
from bot.workspace.people.actor import Actor


@pytest.fixture
async def slack() -> AsyncIterator[LocalSlack]:
    async with LocalSlack() as served:
        yield served


@pytest.fixture
def ana(slack: LocalSlack) -> Actor:
    return slack.add_person("Ana", tz="Europe/London", locale="en-GB")


@pytest.fixture
async def page(slack: LocalSlack, ana: Actor) -> AsyncIterator[Page]:
    async with Page(slack) as served:
        yield served


@pytest.fixture
async def client(page: Page) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(page.url) as session:
        yield session


def _origin(page: Page) -> str:
    return page.url.rstrip("/")


async def _say(client: aiohttp.ClientSession, ana: Actor, **headers: str) -> int:
    form = aiohttp.FormData()
    general = ana.workspace.channel("general").id
    form.add_field("wish", json.dumps({"do": "say", "at": general, "text": "hello"}))
    async with client.post(f"/{ana.id}/act", data=form, headers=headers) as answer:
        return answer.status


async def test_it_listens_on_this_machine_only(page: Page) -> None:
    assert page.url.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    ("host", "fits"),
    [
        ("127.0.0.1:4646", True),
        ("localhost:4646", True),
        ("[::1]:4646", True),
        ("10.0.0.7", True),
        ("rebound.example:4646", False),
        ("127.0.0.1.rebound.example", False),
        ("", False),
        ("[", False),
    ],
)
def test_a_name_could_be_rebound_and_an_address_could_not(host: str, *, fits: bool) -> None:
    assert is_an_address(host) is fits


async def test_a_host_by_name_gets_nothing(client: aiohttp.ClientSession) -> None:
    async with client.get("/", headers={"Host": "rebound.example"}) as answer:
        assert answer.status == 403


async def test_another_site_can_make_nobody_speak(
    client: aiohttp.ClientSession, page: Page, ana: Actor
) -> None:
    assert await _say(client, ana) == 403
    assert await _say(client, ana, Origin="https://evil.example") == 403
    assert await _say(client, ana, Origin="null") == 403
    strange = {"Origin": _origin(page), "Sec-Fetch-Site": "cross-site"}
    assert await _say(client, ana, **strange) == 403
    assert not [one for one in ana.messages("general") if one.text == "hello"]
    assert await _say(client, ana, Origin=_origin(page)) == 200
    assert [one.user for one in ana.messages("general") if one.text == "hello"] == [ana.id]


async def test_another_site_can_read_nothing(client: aiohttp.ClientSession, ana: Actor) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    async with client.get(f"/{ana.id}/live?at=x", headers=headers) as answer:
        assert answer.status == 403
    async with client.get(f"/{ana.id}/", headers=headers) as answer:
        assert answer.status == 403
        assert "Access-Control-Allow-Origin" not in answer.headers


async def test_no_script_runs_but_the_pages_own(client: aiohttp.ClientSession, ana: Actor) -> None:
    async with client.get(f"/{ana.id}/") as answer:
        policy = answer.headers["Content-Security-Policy"]
        html = await answer.text()
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "<script>" not in html
    assert " style=" not in html
    assert " onclick=" not in html


async def test_what_people_type_is_shown_and_never_run(
    client: aiohttp.ClientSession, ana: Actor
) -> None:
    await ana.say("general", "<img src=x onerror=alert(1)> & <b>bold</b>")
    general = ana.workspace.channel("general").id
    async with client.get(f"/{ana.id}/{general}") as answer:
        html = await answer.text()
    assert "<img src=x" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html


async def test_an_uploaded_page_is_handed_over_and_never_shown(
    client: aiohttp.ClientSession, ana: Actor, slack: LocalSlack
) -> None:
    stranger = slack.add_person("Noor")
    room = await ana.create_channel("secret", private=True)
    said = await ana.say(room, "look", files=[("x.html", b"<script>alert(1)</script>")])
    file = said.files[0]["id"]
    async with client.get(f"/{ana.id}/files/{file}") as answer:
        assert answer.status == 200
        assert answer.headers["Content-Disposition"] == "attachment"
        assert answer.content_type == "application/octet-stream"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
    async with client.get(f"/{stranger.id}/files/{file}") as answer:
        assert answer.status == 404


async def test_a_channel_that_somebody_does_not_see_is_not_shown(
    client: aiohttp.ClientSession, ana: Actor, slack: LocalSlack
) -> None:
    stranger = slack.add_person("Noor")
    room = await ana.create_channel("secret", private=True)
    await ana.say(room, "the word")
    async with client.get(f"/{stranger.id}/{room.id}") as answer:
        html = await answer.text()
    assert "secret" not in html
    assert "the word" not in html


@pytest.mark.parametrize("path", ["/UNKNOWN/", "/static/../site.py", "/static/site.py"])
async def test_what_is_not_there_is_not_found(client: aiohttp.ClientSession, path: str) -> None:
    async with client.get(path) as answer:
        assert answer.status == 404


async def test_a_broken_request_is_refused(
    client: aiohttp.ClientSession, page: Page, ana: Actor
) -> None:
    for wish in ("[", "[]"):
        form = {"wish": wish}
        headers = {"Origin": _origin(page)}
        async with client.post(f"/{ana.id}/act", data=form, headers=headers) as answer:
            assert answer.status == 400
