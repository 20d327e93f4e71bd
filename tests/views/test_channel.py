"""The channel's name, topic and bookmarks."""

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from bot.crisis import intents as want
from bot.crisis.events import Kol
from bot.crisis.playbook import Playbook
from bot.crisis.words import Words
from bot.views.channel import bookmarks, channel_name, slug_of, topic
from tests.views.scene import ANA, SHANGHAI, VOICES, Scene


def named(playbook: Playbook, kol: str = "", campaign: str = "", title: str = "x") -> Scene:
    kols = (Kol(Words(kol)),) if kol else ()
    words = Words(campaign) if campaign else None
    return Scene(playbook, want.OpenIncident(Words(title), ANA, kols=kols, campaign=words))


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("小满Mia", "xiaoman-mia"),
        ("Müller & Söhne", "muller-sohne"),
        ("Lumeya 双十一", "lumeya-shuangshiyi"),
        ("A_b--c", "a-b-c"),
        ("😀 مرحبا", ""),
        ("one two three four five six seven eight nine", "one-two-three-four-five-six-seven-eight"),
    ],
)
def test_a_name_is_spelled_so_that_slack_takes_it(text: str, slug: str) -> None:
    assert slug_of(text) == slug


@pytest.mark.parametrize(
    ("kol", "campaign", "title", "name"),
    [
        ("小满Mia", "Lumeya", "Something", "kol-20261104-xiaoman-mia"),
        ("", "Lumeya 双十一", "Something", "kol-20261104-lumeya-shuangshiyi"),
        ("😀", "", "Claim is wrong", "kol-20261104-claim-is-wrong"),
        ("", "", "😀", "kol-20261104"),
    ],
)
def test_a_channel_is_named_after_kol_campaign_or_words(
    playbook: Playbook, kol: str, campaign: str, title: str, name: str
) -> None:
    assert channel_name(named(playbook, kol, campaign, title).incident, 1, SHANGHAI) == name


def test_the_day_is_that_of_the_zone(playbook: Playbook) -> None:
    incident = named(playbook, "Mia").incident
    assert channel_name(incident, 1, UTC) == "kol-20261103-mia"
    assert channel_name(incident, 1, ZoneInfo("Asia/Tokyo")) == "kol-20261104-mia"


def test_a_taken_name_gets_the_next_number(playbook: Playbook) -> None:
    incident = named(playbook, "Mia").incident
    assert channel_name(incident, 2, UTC) == "kol-20261103-mia-2"
    assert channel_name(incident, 3, UTC) == "kol-20261103-mia-3"


def test_the_topic_says_how_bad_it_is_and_what_it_is_about(playbook: Playbook) -> None:
    scene = named(playbook, title="7天淡斑 <!channel>")
    both = VOICES["both"]
    assert topic(scene.incident, both) == "⚪ Not yet assessed ⚪ 尚未评估 · 7天淡斑 ‹!channel›"
    scene.does(want.ConfirmLevel(2))
    assert topic(scene.incident, VOICES["zh"]).startswith("🟡 黄色 · ")
    scene.does(want.CloseIncident(playbook.outcomes[0].value))
    assert topic(scene.incident, VOICES["en"]).startswith("✅ Closed · ")


def test_bookmarks_lead_to_the_notes_and_nowhere_else(playbook: Playbook) -> None:
    urls = ("https://a.example/1", "javascript:alert(1)", "not a link", "https://a.example/2")
    kols = (Kol(Words("Mia"), tuple(map(Words, urls))),)
    incident = Scene(playbook, want.OpenIncident(Words("x"), ANA, kols=kols)).incident
    found = bookmarks(incident, VOICES["en"])
    assert [one.link for one in found] == ["https://a.example/1", "https://a.example/2"]
    assert {one.title for one in found} == {"Note: Mia"}
