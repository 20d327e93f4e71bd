"""The upload in three steps, and who can read a file."""

from __future__ import annotations

import aiohttp
import pytest

from tests.workspace.conftest import House
from tests.workspace.refusals import refused


async def _upload(url: str, data: bytes | aiohttp.FormData) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.post(url, data=data) as response:
        return response.status, await response.text()


async def test_the_sdk_uploads_and_the_share_appears_later(house: House) -> None:
    channel = await house.channel(private=True)
    done = await house.client.files_upload_v2(
        channel=channel, filename="review.md", content="# Review", initial_comment="Here it is"
    )
    file_id = done["file"]["id"]
    assert done["file"]["shares"] == {}
    await house.slack.until(lambda: house.slack.workspace.files[file_id].shares)
    info = (await house.client.files_info(file=file_id))["file"]
    ts = info["shares"]["private"][channel][0]["ts"]
    message = house.slack.channel(channel).find(ts)
    assert message is not None
    assert (message.text, message.files[0]["name"]) == ("Here it is", "review.md")
    await house.slack.settle()
    assert house.bot.events("file_shared")[0]["file_id"] == file_id


@pytest.mark.parametrize("multipart", [True, False])
async def test_content_comes_raw_or_as_a_form(house: House, multipart: bool) -> None:
    ticket = await house.client.files_getUploadURLExternal(filename="a.txt", length=3)
    form = aiohttp.FormData()
    form.add_field("filename", b"abc", filename="a.txt")
    status, text = await _upload(ticket["upload_url"], form if multipart else b"abc")
    assert (status, text) == (200, "OK - 3")
    assert house.slack.workspace.files[ticket["file_id"]].content == b"abc"


async def test_an_upload_of_another_length_is_refused(house: House) -> None:
    ticket = await house.client.files_getUploadURLExternal(filename="a.txt", length=3)
    status, _ = await _upload(ticket["upload_url"], b"abcd")
    assert status == 400
    call = house.client.files_completeUploadExternal(
        files=[{"id": ticket["file_id"], "title": "a"}]
    )
    assert await refused(call) == "file_not_found"


async def test_a_file_goes_only_where_the_bot_is(house: House) -> None:
    other = await house.ana.create_channel("other")
    for channel, error in ((other.id, "not_in_channel"), ("C404", "channel_not_found")):
        ticket = await house.client.files_getUploadURLExternal(filename="a.txt", length=1)
        await _upload(ticket["upload_url"], b"a")
        call = house.client.files_completeUploadExternal(
            files=[{"id": ticket["file_id"], "title": "a"}], channel_id=channel
        )
        assert await refused(call) == error


async def test_content_is_for_whoever_sends_the_bots_token(house: House) -> None:
    channel = await house.channel()
    said = await house.ana.say(channel, "evidence", files=[("shot.png", b"\x89PNG")])
    url = said.files[0]["url_private"]
    async with aiohttp.ClientSession() as session:
        headers = {"Authorization": f"Bearer {house.app.bot_token}"}
        async with session.get(url, headers=headers) as response:
            assert await response.read() == b"\x89PNG"
            assert response.content_type == "image/png"
        async with session.get(url) as response:
            assert (response.status, response.content_type) == (200, "text/html")


async def test_a_file_in_a_channel_without_the_bot_is_not_found(house: House) -> None:
    secret = await house.ana.create_channel("secret", private=True)
    said = await house.ana.say(secret, "x", files=[("a.txt", b"a")])
    assert await refused(house.client.files_info(file=said.files[0]["id"])) == "file_not_found"


async def test_a_withheld_file_needs_files_info(house: House) -> None:
    channel = await house.channel()
    await house.ana.say(channel, "", files=[("a.txt", b"a")], check_file_info=True)
    await house.slack.settle()
    shown = house.bot.events("file_share")[0]["files"][0]
    assert shown["file_access"] == "check_file_info"
    assert (await house.client.files_info(file=shown["id"]))["file"]["name"] == "a.txt"


async def test_only_ones_own_files_can_be_deleted(house: House) -> None:
    channel = await house.channel()
    said = await house.ana.say(channel, "x", files=[("a.txt", b"a")])
    call = house.client.files_delete(file=said.files[0]["id"])
    assert await refused(call) == "cant_delete_file"
    mine = await house.client.files_upload_v2(channel=channel, filename="b.txt", content="b")
    file_id = mine["file"]["id"]
    await house.slack.until(lambda: house.slack.workspace.files[file_id].shares)
    await house.client.files_delete(file=file_id)
    assert await refused(house.client.files_info(file=file_id)) == "file_deleted"
    assert house.ana.messages(channel)[-1].files[0]["mode"] == "tombstone"


async def test_uploads_can_be_forbidden(house: House) -> None:
    house.slack.workspace.settings.file_uploads = False
    call = house.client.files_getUploadURLExternal(filename="a", length=1)
    assert await refused(call) == "file_uploads_disabled"
    house.slack.workspace.settings.file_uploads = True
    house.slack.workspace.settings.max_file_bytes = 10
    call = house.client.files_getUploadURLExternal(filename="a", length=11)
    assert await refused(call) == "file_upload_size_restricted"
