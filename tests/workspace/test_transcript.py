"""What people see, as lines and as a page."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.workspace.clock import SettableClock
from bot.workspace.local import LocalSlack
from bot.workspace.render.html import transcript_html
from bot.workspace.render.mrkdwn import as_html, as_text, from_markdown
from bot.workspace.render.reader import Reader
from bot.workspace.render.text import render_text, render_view
from tests.workspace.conftest import House
from tests.workspace.modals import note_modal, option, text

READER = Reader({"U1": "Ana"}, {"C1": "crisis"}, {"fire": "🔥"}, ZoneInfo("Asia/Shanghai"))
NINE = int(datetime(2026, 11, 24, 1, 0, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("stored", "read", "html"),
    [
        ("*bold* 2*3*4", "bold 2*3*4", "<strong>bold</strong> 2*3*4"),
        ("_a_ ~b~ `c`", "a b c", "<em>a</em> <s>b</s> <code>c</code>"),
        ("<@U1> in <#C1>", "@Ana in #crisis", None),
        ("<!channel>", "@channel", None),
        (":fire: :unknown:", "🔥 :unknown:", None),
        ("a &lt;b&gt; &amp; c", "a <b> & c", "a &lt;b&gt; &amp; c"),
        ("<https://x.example|Note>", "Note (https://x.example)", None),
        (f"<!date^{NINE}^{{date_short}} {{time}}|x>", "Nov 24, 2026 09:00", None),
        ("&gt; quoted", "> quoted", '<span class="quote">quoted</span>'),
        ("```\na *b*\n```", "a *b*", "<pre>a *b*</pre>"),
    ],
)
def test_mrkdwn_is_read_the_same_way_in_text_and_html(
    stored: str, read: str, html: str | None
) -> None:
    assert as_text(stored, READER) == read
    if html is not None:
        assert as_html(stored, READER) == html


def test_links_lead_to_the_web_only() -> None:
    assert "<a" not in as_html("<javascript:alert(1)|click>", READER)
    assert 'href="https://x.example/?a=1&amp;b=2"' in as_html(
        "<https://x.example/?a=1&amp;b=2>", READER
    )


def test_markdown_is_read_as_mrkdwn() -> None:
    written = "# Title\n- **one** [two](https://x.example)"
    assert from_markdown(written) == "*Title*\n• *one* <https://x.example|two>"


async def test_a_message_is_rendered_to_the_lines_people_read(house: House) -> None:
    channel = await house.channel()
    cell = {"type": "raw_text", "text": "A & B"}
    rich = {"type": "rich_text_section", "elements": [{"type": "text", "text": "x<y"}]}
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": text("Crisis & care")},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "*Lead:* <@" + house.ana.id + ">"},
            "accessory": {
                "type": "overflow",
                "action_id": "m",
                "options": [option("Take", "1"), option("Skip", "2")],
            },
        },
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "*State*\nopen"}]},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "step 1"}]},
        {"type": "actions", "elements": [{"type": "button", "text": text("Go"), "action_id": "g"}]},
        {"type": "divider"},
        {"type": "rich_text", "elements": [rich]},
        {"type": "markdown", "text": "**strong**"},
        {"type": "table", "rows": [[cell, cell]]},
    ]
    await house.client.chat_postMessage(channel=channel, text="x", blocks=blocks)
    message = house.ana.messages(channel)[-1]
    assert render_text(house.slack.workspace, message).split("\n") == [
        "Crisis & care",
        "Lead: @Ana Reyes [Take / Skip]",
        "State: open",
        "step 1",
        "[Go]",
        "---",
        "x<y",
        "strong",
        "A & B | A & B",
    ]
    page = transcript_html(house.slack, [channel], house.ana)
    assert '<h3 class="block">Crisis &amp; care</h3>' in page
    assert "<td>A &amp; B</td>" in page


async def test_a_modal_is_rendered_to_lines(house: House) -> None:
    await house.ana.command("/probe")
    trigger = house.bot.of("/probe")[0]["trigger_id"]
    await house.client.views_open(trigger_id=trigger, view=note_modal())
    lines = render_view(house.slack.workspace, house.ana.modal().view).split("\n")
    assert lines == ["Add note", "Your note: [plain text input]", "[Cancel] [Save]"]


async def test_a_transcript_shows_what_its_viewer_saw_and_no_more(house: House) -> None:
    channel = await house.channel("crisis-1", private=True)
    said = await house.ana.say(channel, "look <script>alert(1)</script>", files=[("a.png", b"x")])
    await house.client.chat_postMessage(channel=channel, text="in thread", thread_ts=said.ts)
    await house.client.chat_postEphemeral(channel=channel, user=house.ana.id, text="for Ana only")
    await house.ana.react(said, "eyes")
    await house.client.conversations_setTopic(channel=channel, topic="Severity 2")
    hers = transcript_html(house.slack, None, house.ana)
    assert "<script>" not in hers
    assert "&lt;script&gt;alert(1)" in hers
    for words in (
        "in thread",
        "1 reply",
        "for Ana only",
        "a.png",
        "👀 1",
        "Severity 2",
        "Only visible",
    ):
        assert words in hers
    his = transcript_html(house.slack, None, house.ben)
    assert "crisis-1" not in his
    everything = transcript_html(house.slack, title="Rehearsal")
    assert "Only visible to Ana Reyes" in everything
    assert "<title>Rehearsal</title>" in everything


async def test_times_are_the_viewers() -> None:
    clock = SettableClock(datetime(2026, 11, 24, 23, 30, tzinfo=UTC))
    async with LocalSlack(now=clock) as slack:
        ben = slack.add_person("Ben", tz="Asia/Shanghai")
        await ben.say("general", "night shift")
        page = transcript_html(slack, None, ben)
    assert "Wednesday, 25 November 2026" in page
    assert "<time>07:30</time>" in page
