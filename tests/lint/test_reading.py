"""A text is cut into sentences as people read it, and every place in it can be named."""

import pytest

from bot.lint.reading import Reading, width
from tests.lint.said import found


def _sentences(text: str) -> list[str]:
    return [text[one.start : one.end] for one in Reading(text).sentences]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("We were wrong. We are sorry!", ["We were wrong.", "We are sorry!"]),
        ("It rose by 3.5 points. Ask Dr. Li.", ["It rose by 3.5 points.", "Ask Dr. Li."]),
        ("We close at 6 p.m. on Friday. Bye.", ["We close at 6 p.m. on Friday.", "Bye."]),
        ("我们错了。对不起！", ["我们错了。", "对不起！"]),
        ("他说：“我们错了。”大家听到了。", ["他说：“我们错了。”", "大家听到了。"]),
        ("致歉声明\n我们错了。\r\n\r\n露美雅", ["致歉声明", "我们错了。", "露美雅"]),
        ("  \n\t\n", []),
        ("", []),
    ],
)
def test_a_sentence_ends_where_people_end_it(text: str, sentences: list[str]) -> None:
    assert _sentences(text) == sentences


def test_a_line_that_an_editor_broke_goes_on() -> None:
    text = (
        "We published a note about our serum that said it fades spots in seven\n"
        "days, and we had not checked that."
    )
    assert len(_sentences(text)) == 1


def test_headings_and_signatures_are_no_prose() -> None:
    prose = [one.prose for one in Reading("Statement\n\nWe were wrong.\n\nAna Ruiz, CEO").sentences]
    assert prose == [False, True, False]


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("We were wrong.", ("en",)),
        ("我们错了，Lumeya 的笔记没有核实。", ("zh",)),
        ("We did not check this claim.\n\n我们没有核实这句宣称。", ("en", "zh")),
        ("对不起。 OK.", ("zh",)),
        ("12:30", ()),
        ("", ()),
    ],
)
def test_a_pair_is_one_only_if_both_languages_have_sentences(
    text: str, languages: tuple[str, ...]
) -> None:
    assert Reading(text).languages == languages


def test_places_are_counted_from_one_over_every_kind_of_line_end() -> None:
    reading = Reading("a\r\nbc\rd\ne")
    places = [(span.line, span.column) for span in (reading.span(at, at) for at in (0, 3, 4, 6, 8))]
    assert places == [(1, 1), (2, 1), (2, 2), (3, 1), (4, 1)]


def test_a_latin_letter_is_half_a_character() -> None:
    assert (width("我们错了"), width("wrong"), width("我们 ok"), width("")) == (4, 3, 4, 0)


def test_full_width_letters_read_like_others_and_keep_their_place() -> None:
    reading = Reading("ＮＯ．１ 品牌")
    assert (reading.flat, len(reading.text)) == ("NO.1 品牌", len(reading.flat))


def test_reading_moves_no_character() -> None:
    text = "".join(map(chr, range(0x10000)))
    assert len(Reading(text).flat) == len(text)
    assert found("我们’s “初心”", "zh_heart") == ["初心"]
