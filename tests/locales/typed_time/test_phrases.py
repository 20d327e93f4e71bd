"""What people really type at the beginning of a note, in both languages, by day and at 2 a.m."""

from datetime import datetime

import pytest

from bot.locales.typed_time.read import Typed, Unclear, read_time
from tests.locales.typed_time.says import AFTERNOON, AT_TWO, LONDON, SHANGHAI, read

# All of these say the same moment: yesterday evening, nine o'clock.
YESTERDAY_AT_NINE = """
21:00 | 21:00:00 | 9pm | 9 pm | 9PM | 9p.m. | 9 P.M. | 9:00pm | 9.00pm | at 9pm | @9pm
at 21:00 | yesterday 9pm | Yesterday, 9 pm | yesterday at 9pm | yesterday evening at 9
yesterday 21:00 | 9pm yesterday | 21:00 yesterday | 9pm last night | last night 9pm
last night at 9 | last night, 9pm | at 9 last night | 9 o'clock last night
at 9 in the evening yesterday | 9 o’clock at night | Tuesday 9pm | Tue 21:00 | tues at 9pm
on Tuesday at 21:00 | 9pm on Tuesday | last Tuesday 9pm | Tuesday night at 9 | Tue 24 Nov 9pm
Tuesday, Nov 24, 21:00 | one day ago at 9pm | 24 Nov 21:00 | 24 November 9pm
24th of November, 9pm | Nov 24 9pm | Nov. 24 at 9pm | Nov 24th 9pm | November 24, 2026 9pm
24 Nov 2026, 21:00 | 24-Nov-2026 21:00 | 9pm on 24 Nov | 21:00 Nov 24 | 2026-11-24 21:00
2026-11-24T21:00 | 2026-11-24T21:00:00.123 | 2026-11-24T13:00Z | 2026/11/24 21:00
2026-11-24T21:00+08:00 | 2026-11-24 21:00 +0800 | 2026-11-24 08:00 -05:00 | 2026.11.24 21:00
24/11 21:00 | 11/24 9pm | 24.11.2026 21:00 | 11-24 21:00 | 24/11/26 9pm | 昨晚9点 | 昨晚 9点
昨晚9点整 | 昨晚九点 | 昨晚9点钟 | 昨晚9:00 | 昨晚21:00 | 昨晚21点 | 昨晚上9点 | 昨夜9点
昨天晚上9点 | 昨天晚上九点 | 昨天21点 | 昨天21:00 | 昨日21时 | 昨日21时00分 | 昨天晚9点
昨晚9點 | 在昨晚9点 | 于昨日21:00 | 晚上9点 | 晚9点 | 21点 | 21时 | 二十一点 | ２１：００
21：00 | 昨晚９点 | 昨天 晚上 9 点 | 昨天，晚上9点 | 1天前晚上9点 | 11月24日21:00
11月24号晚上9点 | 11月24日晚9点 | 十一月二十四日晚上九点 | 2026年11月24日21时
2026年11月24日 21:00 | 11月24日（周二）21:00 | 周二晚上9点 | 星期二21:00 | 礼拜二晚上9点
这周二21:00 | 本周二晚9点 | 週二晚上9點 | 北京时间昨晚9点 | 昨晚9点北京时间
昨晚9点（北京时间） | 21:00 Beijing time | 9pm BJT | 9pm HKT | 9pm SGT | 9pm CST | 21:00+08:00
21:00 +08:00 | 21:00+0800 | 21:00+08 | 9pm UTC+8 | 9pm GMT+8 | 9pm UTC+08:00 | UTC+8 21:00
13:00 UTC | 13:00 GMT | 13:00Z | 1pm utc | 10pm JST | 22:00 KST | 14:00 CET | 15:00 CEST
伦敦时间13:00 | 1pm London time | 13:00 UK time | 13:00（伦敦时间） | 8am New York time
東京時間22:00 | 22:00 日本时间
"""
MORNING = """
8:30 | 8:30am | 8.30am | 08:30 | this morning 8:30 | this morning at 8:30 | 8:30 this morning
8:30 in the morning | today 8:30 | earlier today, 8:30 | early this morning at 8:30
morning 8:30 | Wednesday morning 8:30 | 今早8:30 | 今早8点半 | 今天早上8点30 | 今天早上八点半
今天8点30分 | 早上8:30 | 上午八点三十 | 8点半 | 早8点半 | 清晨8点半 | 八点三十分 | 周三8:30
今日8时30分
"""
NOON = """
noon | Noon | at noon | midday | noon today | today at noon | 12pm | 12:00 | 中午12点 | 正午
今天中午12点 | 十二点 | Wednesday noon
"""
NO_TIME = """
3 complaints came in | 100 comments | 9 people | 12 notes | 15% negative | 9 | 2026 | 1430 sold
24h later we replied | 2h in | 10 minutes of fame | 10 min video | 2 days ago she said | an hour
Nov sales | May be wrong | Mar 3 | Sat down with her | Sun is out | Monday's post | Monday
yesterday | yesterday she called | yesterday 9 people called | last night's live | tonight
at 9 shops | at 9 | about 9 | on Monday | tomorrow 9am | next Friday 9am | just nowhere
16:9 video | 4:3 | 10:1 odds | 1:1 | 10:20:30:40 | 100:30 | 9:305 | 9pm's | 3 PMs | 9amx
14:30% | 24/7 support | 5/11 | 2026-11-24 | 2026-11-24 posted | 24 Nov | Nov 24, 2026
http://9:30 | v9:30 | 500点赞 | 2点建议 | 1点意见 | 两点建议 | 3点要求如下 | 昨天3点建议
今天两点问题 | 9点博主删帖 | 30点意见 | 今天的评论 | 昨晚的直播 | 昨晚9点的直播 | 14:30的评论
刚才的评论 | 10分钟前的评论 | 刚刚好 | 10分钟前端 | 前天 | 今晚 | 凌晨 | 半夜 | 上周五
周一的会 | 11月24日 | 2026年11月24日 | 11月24日 发文 | 一点都不好 | 昨晚一点消息都没有
今天一点也不忙 | 一点儿 | 十分满意 | 半天没回 | 三个人 | 八千点赞 | 明天9点 | 5时间 | 3小时
24小时后 | 2分 | 点 | :30 | at | 在 | 今天 9
"""
MIDNIGHT = """
midnight | 12am | 0:00 | 24:00 | last night at midnight | 昨晚12点 | 零点 | 今天0点 | 半夜12点
24点
"""


def _phrases(table: str) -> list[str]:
    return [phrase.strip() for line in table.strip().splitlines() for phrase in line.split("|")]


@pytest.mark.parametrize("phrase", _phrases(YESTERDAY_AT_NINE))
@pytest.mark.parametrize("now", [AFTERNOON, AT_TWO], ids=["afternoon", "two"])
def test_there_are_many_ways_to_say_nine_last_night(phrase: str, now: datetime) -> None:
    assert read(f"{phrase} , 删了笔记", now) == ("2026-11-24 21:00", "删了笔记")
    assert read(phrase, now) == ("2026-11-24 21:00", "")


@pytest.mark.parametrize("phrase", _phrases(MORNING))
def test_there_are_many_ways_to_say_half_past_eight(phrase: str) -> None:
    assert read(f"{phrase} she called") == ("2026-11-25 08:30", "she called")


@pytest.mark.parametrize("phrase", _phrases(NOON))
def test_there_are_many_ways_to_say_noon(phrase: str) -> None:
    assert read(phrase) == ("2026-11-25 12:00", "")


@pytest.mark.parametrize("phrase", _phrases(MIDNIGHT))
@pytest.mark.parametrize("now", [AFTERNOON, AT_TWO], ids=["afternoon", "two"])
def test_there_are_many_ways_to_say_midnight(phrase: str, now: datetime) -> None:
    assert read(phrase, now) == ("2026-11-25 00:00", "")


@pytest.mark.parametrize(
    ("phrase", "minutes"),
    [
        ("just now", 0),
        ("Just now:", 0),
        ("a moment ago", 0),
        ("刚才", 0),
        ("刚刚", 0),
        ("剛才", 0),
        ("a minute ago", 1),
        ("10 min ago", 10),
        ("10min ago", 10),
        ("10m ago", 10),
        ("ten minutes ago", 10),
        ("10分钟前", 10),
        ("10 分钟前", 10),
        ("十分钟前", 10),
        ("10分鐘前", 10),
        ("10分钟之前", 10),
        ("10分钟以前", 10),
        ("a quarter of an hour ago", 15),
        ("一刻钟前", 15),
        ("half an hour ago", 30),
        ("half hour ago", 30),
        ("半小时前", 30),
        ("半个小时前", 30),
        ("三十分钟前", 30),
        ("an hour ago", 60),
        ("one hour ago", 60),
        ("1 hr ago", 60),
        ("1小时前", 60),
        ("一个钟头前", 60),
        ("1小时20分钟前", 80),
        ("1h20 ago", 80),
        ("1 hour and 20 minutes ago", 80),
        ("an hour and a half ago", 90),
        ("1.5 hours ago", 90),
        ("一个半小时前", 90),
        ("1.5小时前", 90),
        ("2h ago", 120),
        ("2 hrs ago", 120),
        ("两个小时前", 120),
        ("48小时前", 48 * 60),
    ],
)
def test_so_long_ago_is_counted_back_from_now(phrase: str, minutes: int) -> None:
    answer = read_time(f"{phrase} 收到", AFTERNOON, SHANGHAI)
    assert isinstance(answer, Typed)
    assert (AFTERNOON - answer.at).total_seconds() == minutes * 60
    assert answer.rest == "收到"


@pytest.mark.parametrize(
    ("phrase", "at"),
    [
        ("今晚9点", "2026-11-24 21:00"),
        ("今天晚上9点", "2026-11-24 21:00"),
        ("tonight at 9", "2026-11-24 21:00"),
        ("this evening 9pm", "2026-11-24 21:00"),
        ("今晚12点半", "2026-11-25 00:30"),
        ("今晚凌晨1点", "2026-11-25 01:00"),
        ("昨晚1点半", "2026-11-25 01:30"),
        ("last night at 1:30", "2026-11-25 01:30"),
        ("昨晚3点", "2026-11-24 03:00"),
        ("凌晨1点", "2026-11-25 01:00"),
        ("凌晨3点", "2026-11-24 03:00"),
        ("半夜1点", "2026-11-25 01:00"),
        ("1:55", "2026-11-25 01:55"),
        ("2:05", "2026-11-24 02:05"),
        ("前晚11点", "2026-11-23 23:00"),
    ],
)
def test_at_two_in_the_night_the_evening_is_the_one_that_just_passed(phrase: str, at: str) -> None:
    assert read(phrase, AT_TWO) == (at, "")


@pytest.mark.parametrize("phrase", ["今天14:30", "today 14:30", "今早8:30", "this morning 8:30"])
def test_what_has_not_come_yet_is_asked_about(phrase: str) -> None:
    assert read(phrase, AT_TWO) == (phrase, "future")


@pytest.mark.parametrize(
    ("phrase", "at"),
    [
        ("昨晚1点", "2026-11-25 01:00"),
        ("last night at 1am", "2026-11-25 01:00"),
        ("昨晚凌晨1点", "2026-11-25 01:00"),
        ("昨天半夜2点", "2026-11-25 02:00"),
        ("昨天凌晨1点", "2026-11-24 01:00"),
        ("周一晚上1点", "2026-11-24 01:00"),
        ("昨天傍晚6点", "2026-11-24 18:00"),
        ("昨天中午1点", "2026-11-24 13:00"),
        ("昨天下午1点零5分", "2026-11-24 13:05"),
        ("昨天下午1点05", "2026-11-24 13:05"),
        ("上上周五9点", "2026-11-13 09:00"),
        ("上个星期天9:00", "2026-11-22 09:00"),
        ("周五14:00", "2026-11-20 14:00"),
        ("last Wednesday 9am", "2026-11-18 09:00"),
        ("Wednesday 4pm", "2026-11-18 16:00"),
        ("day before yesterday 9:00", "2026-11-23 09:00"),
        ("31 Dec 2025 9pm", "2025-12-31 21:00"),
        ("11/11 21:00", "2026-11-11 21:00"),
        ("3pm", "2026-11-25 15:00"),
        ("15:40", "2026-11-25 15:40"),
        ("15:41", "2026-11-24 15:41"),
    ],
)
def test_a_phrase_means_the_latest_moment_that_has_passed(phrase: str, at: str) -> None:
    assert read(phrase) == (at, "")


def test_a_date_without_a_year_looks_back_over_new_year() -> None:
    new_year = datetime(2027, 1, 2, 9, 0, tzinfo=SHANGHAI)
    assert read("31 Dec 9pm", new_year) == ("2026-12-31 21:00", "")
    assert read("12月31日晚9点", new_year) == ("2026-12-31 21:00", "")
    assert read("5 Jan 9pm", new_year) == ("5 Jan 9pm", "future")


def test_a_leap_day_exists_in_leap_years_only() -> None:
    assert read("29 Feb 9pm", datetime(2028, 3, 1, 9, 0, tzinfo=SHANGHAI))[0] == "2028-02-29 21:00"
    assert read("29 Feb 9pm", datetime(2027, 3, 1, 9, 0, tzinfo=SHANGHAI))[1] == "time"


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("14:30 x", "x"),
        ("14:30, x", "x"),
        ("14:30，x", "x"),
        ("14:30: x", "x"),
        ("14:30：x", "x"),
        ("14:30 - x", "x"),
        ("14:30-x", "x"),
        ("14:30 — x", "x"),
        ("14:30——x", "x"),
        ("14:30。x", "x"),
        ("14:30. x", "x"),
        ("14:30\nx\ny ", "x\ny"),
        ("  14:30   x  ", "x"),
        ("\ufeff14:30 x", "x"),
        ("14:30博主", "博主"),
        ("14:30：20条评论", "20条评论"),
        ("14:30：3条评论", "3条评论"),
        ("14:30 3 comments", "3 comments"),
        ("14:30 - 3 comments", "3 comments"),
        ("14:30 -3 stars", "-3 stars"),
        ("14:30-3 comments", "3 comments"),
        ("14:30 +3 stars", "+3 stars"),
        ("14:30 +1000 followers", "+1000 followers"),
        ("14:30 Monday's post", "Monday's post"),
        ("14:30 今天的评论", "今天的评论"),
        ("14:30 5/11 posts", "5/11 posts"),
        ("14:30 May be wrong", "May be wrong"),
        ("14:30 morning show", "morning show"),
        ("14:30 @Ana", "@Ana"),
        ("14:30 <@U1>", "<@U1>"),
        ("14:30分享笔记", "分享笔记"),
        ("14点30分享笔记", "分享笔记"),
        ("14点30分 分享", "分享"),
        ("今天14点30个人", "30个人"),
        ("14:30时评论", "评论"),
        ("14:30的时候来电", "来电"),
    ],
)
def test_what_separates_the_time_is_eaten_and_the_text_is_not(typed: str, rest: str) -> None:
    hour = "2026-11-25 14:00" if "30个人" in typed else "2026-11-25 14:30"
    assert read(typed) == (hour, rest)


@pytest.mark.parametrize(
    "typed",
    [
        "about 14:30 she called",
        "at around 2:30pm she called",
        "大约14:30来电",
        "今天14点30左右来电",
        "14:30前后来电",
        "14:30以后评论暴增",
        "14:30-15:00 down",
        "14:30 – 3pm down",
        "14:30到15:00掉线",
        "2:30pm to 3pm down",
    ],
)
def test_words_that_say_more_than_the_time_stay(typed: str) -> None:
    assert read(typed) == ("2026-11-25 14:30", typed)


@pytest.mark.parametrize(
    "text",
    _phrases(NO_TIME),
)
def test_a_text_that_begins_with_no_time_is_left_whole(text: str) -> None:
    assert read_time(text.strip(), AFTERNOON, SHANGHAI) is None


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("25:70", "time"),
        ("24:30", "time"),
        ("14:75", "time"),
        ("14:30:99", "time"),
        ("13pm", "time"),
        ("0pm", "time"),
        ("14:30am", "time"),
        ("9 o'clock", "time"),
        ("yesterday at 9", "time"),
        ("last night 2pm", "time"),
        ("32 Nov 9pm", "time"),
        ("31 Nov 9pm", "time"),
        ("2026-13-45 21:00", "time"),
        ("0000-01-01 00:00", "time"),
        ("0001-01-01 00:00", "time"),
        ("9999-12-31 23:59", "future"),
        ("5/11 21:00", "time"),
        ("05/11/2026 21:00", "time"),
        ("Monday 24 Nov 9pm", "time"),
        ("yesterday midnight", "time"),
        ("several hours ago", "time"),
        ("上午14:00", "time"),
        ("下午9点", "time"),
        ("昨天25点", "time"),
        ("9点75分", "time"),
        ("11月32日21:00", "time"),
        ("昨晚9点多", "time"),
        ("几分钟前", "time"),
        ("十几分钟前", "time"),
        ("today 18:00", "future"),
        ("this Friday 9am", "future"),
        ("本周五9点", "future"),
        ("2026-11-25 15:41", "future"),
        ("12月25日9点", "future"),
        ("24 Dec 2027 9pm", "future"),
    ],
)
def test_what_looks_like_a_time_and_cannot_be_is_asked_about(typed: str, reason: str) -> None:
    answer = read_time(f" {typed}： 博主删了笔记 ", AFTERNOON, SHANGHAI)
    assert answer == Unclear(typed, reason, "博主删了笔记")  # type: ignore[arg-type]


def test_the_same_words_mean_the_typists_own_day() -> None:
    in_london = AFTERNOON.replace(hour=6)  # still yesterday evening there
    assert read("today 21:00", in_london, LONDON) == ("2026-11-24 21:00", "")
    assert read("today 21:00", in_london, SHANGHAI) == ("today 21:00", "future")
