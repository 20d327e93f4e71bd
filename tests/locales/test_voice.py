"""What a voice makes of keys and values: safe, in the right language, in the right zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.crisis.ids import ChannelId, SlackUserId
from bot.crisis.intents import Refusal
from bot.crisis.playbook import Text
from bot.crisis.words import Person, Words, in_slack, outside
from bot.locales.values import Clock, Link, Mrkdwn, Quoted, Value
from bot.locales.voice import Voice, channel_link, said, voice_of_channel, voice_of_reader
from bot.playbook.load import load_default

SHANGHAI = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 3, 18, 45, tzinfo=UTC)
ANA = SlackUserId("U1ANA")
BOTH = voice_of_channel("both", SHANGHAI)
ENGLISH = voice_of_channel("en", ZoneInfo("Europe/London"))
CHINESE = voice_of_channel("zh", SHANGHAI)


def shown(value: Value, voice: Voice = ENGLISH) -> str:
    return str(voice.show(value))


def test_both_languages_are_two_lines_of_mrkdwn() -> None:
    assert BOTH.say("card.status.no_statement").splitlines() == [
        "No public statement is due yet.",
        "目前无需对外发声。",
    ]


def test_both_languages_are_one_line_on_a_button() -> None:
    assert BOTH.label("button.take") == "I'll do it 我来处理"


def test_what_is_the_same_in_both_languages_is_said_once() -> None:
    assert BOTH.say("list.title", title=Words("小满Mia")) == "*小满Mia*"


def test_sentences_said_together_stay_one_line_for_each_language() -> None:
    parts = (said("card.status.no_statement"), said("card.status.spoken"))
    assert len(BOTH.together(*parts).splitlines()) == 2
    assert "  " not in BOTH.together(*parts)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("zh-CN", "我来处理"),
        ("zh-TW", "我来处理"),
        ("zh_Hans", "我来处理"),
        ("en-GB", "I'll do it"),
        ("de-DE", "I'll do it"),
        ("", "I'll do it"),
        (None, "I'll do it"),
    ],
)
def test_a_reader_hears_their_language_and_english_until_it_is_known(
    locale: str | None, text: str
) -> None:
    assert voice_of_reader(locale, UTC).label("button.take") == text


def test_english_counts_with_a_plural() -> None:
    assert ENGLISH.say("card.decisions", count=1) == "1 decision"
    assert ENGLISH.say("card.decisions", count=2) == "2 decisions"
    assert CHINESE.say("card.decisions", count=1) == "1 项决策"


def test_a_lost_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        ENGLISH.say("list.title")


@pytest.mark.parametrize(
    "typed",
    ["<!channel>", "<!here|here>", "<@U1ANA>", "<#C1>", "<https://evil.example|our shop>", "&lt;"],
)
def test_typed_text_pings_nobody_and_links_nowhere(typed: str) -> None:
    for value in (Words(typed), typed, outside(typed), Quoted(Words(typed)), Link(Words(typed))):
        text = shown(value)
        assert "<" not in text
        assert "&lt;" in text or "&amp;" in text


@given(st.text(max_size=80))
def test_no_typed_text_ever_holds_a_token(typed: str) -> None:
    for value in (Words(typed), Quoted(Words(typed)), outside(typed)):
        text = shown(value)
        assert "<" not in text
        assert text.replace("> ", "").count(">") == 0
    link = shown(Link(Words(typed)))
    assert link.count("<") <= 1
    assert "|" not in link or "<" not in link


def test_a_typed_address_is_a_link_that_shows_where_it_leads() -> None:
    url = "https://www.xiaohongshu.com/explore/66aa?a=1&b=2"
    assert shown(Link(Words(url))) == f"<{url.replace('&', '&amp;')}>"
    assert shown(Link(Words("javascript:alert(1)"))) == "javascript:alert(1)"


def test_only_text_that_we_made_passes_as_mrkdwn() -> None:
    assert shown(Mrkdwn("*bold* <@U1ANA>")) == "*bold* <@U1ANA>"


def test_a_person_in_slack_is_mentioned_and_one_outside_is_named() -> None:
    assert shown(in_slack(ANA)) == "<@U1ANA>"
    assert shown(outside("王总 & Co")) == "王总 &amp; Co"


def test_plain_text_names_people_as_it_can() -> None:
    def owner(voice: Voice, person: Person) -> str:
        return voice.label("card.decision.owner", person=person)

    named = Voice(("en",), UTC, {ANA: "Ana"})
    assert owner(named, in_slack(ANA)) == "Sees to it: Ana"
    assert owner(ENGLISH, in_slack(ANA)) == "Sees to it: a colleague in Slack"
    assert owner(ENGLISH, outside("王总 & Co")) == "Sees to it: 王总 & Co"


def test_a_redacted_text_says_that_it_was_removed() -> None:
    gone = Words("", redacted=True)
    assert shown(gone) == "[removed on request]"
    assert shown(gone, CHINESE) == "〔已按要求删除〕"
    assert shown(Quoted(gone)) == "&gt; [removed on request]".replace("&gt;", ">")


def test_a_time_in_mrkdwn_is_shown_in_each_readers_zone_with_the_zone_to_fall_back_on() -> None:
    stamp = int(AT.timestamp())
    assert shown(Clock(AT), CHINESE) == f"<!date^{stamp}^{{time}}|02:45 GMT+8>"
    expected = f"<!date^{stamp}^{{date_short_pretty}} {{time}}|3 Nov 18:45 GMT>"
    assert shown(AT, ENGLISH) == expected


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("Asia/Shanghai", "4 Nov 02:45 GMT+8"),
        ("Asia/Kolkata", "4 Nov 00:15 GMT+5:30"),
        ("America/St_Johns", "3 Nov 15:15 GMT-3:30"),
        ("Europe/London", "3 Nov 18:45 GMT"),
    ],
)
def test_a_time_in_plain_text_prints_its_zone(zone: str, text: str) -> None:
    voice = voice_of_reader(None, ZoneInfo(zone))
    assert voice.label("card.decision.decided", time=AT) == f"Decided {text}."


def test_chinese_prints_months_and_days_as_chinese_does() -> None:
    assert CHINESE.label("card.decision.decided", time=AT) == "决定于 11月4日 02:45 GMT+8。"


def test_text_from_right_to_left_turns_nothing_around_it() -> None:
    assert shown(Words("\u202egnp.exe")) == "gnp.exe"
    assert shown(Words("שלום")) == "\u2068שלום\u2069"


def test_a_typed_line_stays_one_line() -> None:
    assert shown(Words("one\n\ntwo\tthree\x00")) == "one two three"
    assert shown(Quoted(Words("one\n\ntwo"))) == "> one\n> two"


def test_several_values_stand_one_after_the_other() -> None:
    tasks = (Text("Save", "取证"), Text("Pause", "暂停"))
    assert BOTH.say("card.status.then", tasks=tasks).splitlines() == [
        "Then: Save · Pause",
        "接下来：取证 · 暂停",
    ]


def test_a_channel_is_shown_by_its_link() -> None:
    assert channel_link(ChannelId("C1")) == "<#C1>"


def test_a_refusal_names_the_task_by_its_title_and_the_person() -> None:
    playbook = load_default()
    task = playbook.tasks[0]
    refusal = Refusal("refusal.task.done_by", "already", {"task": task.id, "person": in_slack(ANA)})
    assert ENGLISH.refusal(refusal, playbook) == (
        f'"{task.title.en}" is done already, by <@U1ANA>. Thank you.'
    )
    assert task.title.zh in CHINESE.refusal_label(refusal, playbook)
    assert "<@" not in CHINESE.refusal_label(refusal, playbook)
