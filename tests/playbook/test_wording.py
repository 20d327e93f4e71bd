"""Each language stands on its own: no English left in Chinese, no Chinese in English, no jargon."""

import re

import pytest

from bot.crisis.playbook import Playbook
from bot.crisis.texts import Text
from tests.playbook.walk import texts

HAN = "\u4e00-\u9fff"

# Chinese that an English reader needs, because the back end or the search box shows it.
CHINESE_IN_ENGLISH = [
    *("聚光", "薯条", "乘风", "蒲公英", "广告", "千瓜", "新红", "灰豚", "黑猫投诉"),
    *("避雷", "踩雷", "翻车", "虚假宣传", "烂脸", "道歉", "判决"),
    *("国家级", "最高级", "最佳"),
]

# Latin letters that Chinese colleagues write themselves.
LATIN_IN_CHINESE = ["MCN", "App", "B站", "Brief"]

NEVER_IN_CHINESE = ["一级", "二级", "三级", "四级", "KOL", "请你", "Slack", "笔录", "小红薯"]


@pytest.fixture(scope="module")
def said(playbook: Playbook) -> list[tuple[str, Text]]:
    return list(texts(playbook))


def _without(text: str, allowed: list[str]) -> str:
    return re.sub("|".join(map(re.escape, allowed)), "", text)


def test_walking_the_playbook_finds_its_texts(said: list[tuple[str, Text]]) -> None:
    paths = {path for path, _ in said}
    assert len(said) > 500
    assert {"playbook.tasks.A2.title", "playbook.do_not", "playbook.levels.0.name"} <= paths
    assert "playbook.handbook.law.disclosure.rule" in paths


def test_no_english_is_left_in_chinese(said: list[tuple[str, Text]]) -> None:
    strays = {
        path: text.zh
        for path, text in said
        if re.search("[A-Za-z]", _without(text.zh, LATIN_IN_CHINESE))
    }
    assert strays == {}


def test_every_chinese_text_is_chinese(said: list[tuple[str, Text]]) -> None:
    assert [path for path, text in said if not re.search(f"[{HAN}]", text.zh)] == []


def test_no_chinese_is_left_in_english_but_what_the_back_end_shows(
    said: list[tuple[str, Text]],
) -> None:
    strays = {
        path: text.en
        for path, text in said
        if re.search(f"[{HAN}\u3000-\u303f\uff00-\uffef]", _without(text.en, CHINESE_IN_ENGLISH))
    }
    assert strays == {}


def test_chinese_is_set_with_chinese_punctuation_and_without_spaces(
    said: list[tuple[str, Text]],
) -> None:
    half_width = re.compile(f"[{HAN}”》][,:;?!().]|[,:;?!()][{HAN}“《]")
    spaced = re.compile(f"[{HAN}\u3001\u3002\uff0c]\\s|\\s[{HAN}\u3001\u3002\uff0c]")
    strays = {
        path: text.zh
        for path, text in said
        if half_width.search(text.zh) or spaced.search(text.zh) or '"' in text.zh
    }
    assert strays == {}


def test_chinese_never_names_a_level_by_number_nor_uses_our_jargon(
    said: list[tuple[str, Text]],
) -> None:
    strays = {
        path: text.zh
        for path, text in said
        if re.search(r"L[1-4]", text.zh) or any(word in text.zh for word in NEVER_IN_CHINESE)
    }
    assert strays == {}


def test_sentences_end_and_titles_do_not(playbook: Playbook) -> None:
    for task in playbook.tasks:
        assert task.how.en[-1] in '.?"', task.id
        assert task.how.zh[-1] in "\u3002\uff1f\u201d", task.id
        assert task.title.en[-1] not in ".!", task.id
        assert task.title.zh[-1] not in "\u3002\uff01", task.id


def test_english_sentences_are_few(playbook: Playbook) -> None:
    counted = {task.id: len(re.findall(r"[.?](?=\s|$)", task.how.en)) for task in playbook.tasks}
    assert {name: count for name, count in counted.items() if not 1 <= count <= 3} == {}


def test_what_a_button_says_is_short(playbook: Playbook) -> None:
    long = {
        task.id: task.button
        for task in playbook.tasks
        if not (2 <= len(task.button.en) <= 14 and 2 <= len(task.button.zh) <= 8)
    }
    assert long == {}


def test_the_standing_sentences_are_the_agreed_ones(playbook: Playbook) -> None:
    assert playbook.first_post.zh == "只写事实\uff0c不写猜测。"
    assert playbook.first_post.en == "Facts only; a regulator may read this."
    assert playbook.do_not.zh == "请勿评论、点赞、转发或删帖。"


def test_glossary_terms_are_kept(playbook: Playbook) -> None:
    names: dict[str, str] = {role.id: role.name.zh for role in playbook.roles}
    assert (names["commander"], names["deputy"]) == ("总负责人", "副负责人")
    assert names["scribe"] == "记录员"
    assert playbook.level_by_number[4].name.zh == "红色\uff08最高级\uff09"
    assert playbook.question_by_id["failed_process"].ask.zh == "哪个环节没拦住\uff1f"
