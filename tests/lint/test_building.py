"""How a statement is built: who acts, how soon it apologises, what it praises, how long it is."""

import pytest

from tests.lint.said import found, linted, rules


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The note was removed.", ["was removed"]),
        ("Mistakes were made.", ["were made"]),
        ("Your data has been badly misused.", ["has been badly misused"]),
        ("这篇笔记被删除了。", ["被"]),
        ("The note was removed by us.", []),
        ("We were informed on Friday.", []),
        ("Our shops were located in Paris.", []),
        ("笔记被我们撤下了。", []),
        ("这款被子很轻。", []),
        ("有用户被烫伤。", ["被"]),
    ],
)
def test_a_passive_without_an_agent_is_marked(text: str, words: list[str]) -> None:
    assert found(text, "passive") == words


def test_no_we_with_a_wrong_is_marked_where_an_admission_is_asked_for() -> None:
    assert "admission" in rules("We are sorry for what happened on 3 November.")
    assert "admission" in rules("对于11月3日的事，我们深感抱歉。")
    assert "admission" not in rules("We did not check the claim of 3 November.")
    assert "admission" not in rules("We are sorry for what happened.", "holding_line")


def test_an_apology_belongs_into_the_first_two_sentences() -> None:
    early = "致各位消费者：\n我们没有核实这句宣称。对不起大家。笔记已由我们撤下。"
    late = "我们的品牌成立于2001年。我们有三家门店。我们没有核实宣称。对不起大家。"
    assert "late_apology" not in rules(early)
    assert found(late, "late_apology") == ["对不起"]
    assert "late_apology" not in rules("We were wrong. It was our note. We refund it.")


def test_each_language_of_a_pair_begins_anew() -> None:
    english = "We did not check this claim. We are sorry to everyone. We refund it."
    chinese = "我们没有核实这句宣称。对不起大家。我们全额退款。"
    assert "late_apology" not in rules(f"{english}\n\n{chinese}")


def test_praise_may_take_a_tenth_and_no_more() -> None:
    praise = "We are proud of our award-winning heritage."
    (finding,) = [
        one for one in linted(f"{praise} We erred.").findings if one.rule == "self_praise"
    ]
    assert finding.wording.values["percent"] == 81
    assert "self_praise" not in rules(praise + " We failed to check the claim." * 20)


def test_without_a_day_or_a_number_nobody_can_hold_you_to_it() -> None:
    assert "vague" in rules("We will do something soon.")
    assert "vague" not in rules("We will do it by Friday.")
    assert "vague" not in rules("明天中午12点前答复。")


def test_the_place_where_it_gets_too_long_is_marked() -> None:
    sentence = "我们没有核实这句宣称。"
    text = sentence * 60
    (finding,) = [one for one in linted(text).findings if one.rule == "length"]
    assert finding.wording.values["length"] == len(text)
    assert finding.span.start == 54 * len(sentence)
    assert "length" not in rules(sentence * 54)


def test_english_may_be_twice_as_long_as_chinese() -> None:
    assert "length" not in rules("x" * 1200)
    assert "length" in rules("x" * 1202)
