"""A bilingual pair says the same in both languages: days, times, numbers and elements."""

from tests.lint.said import found, linted
from tests.lint.test_elements import CHINESE, WHOLE


def test_two_languages_that_say_the_same_have_nothing_to_find() -> None:
    chinese = CHINESE.replace("里面说“7天淡斑”", "里面说“七天淡斑”")
    assert [one.rule for one in linted(f"{WHOLE}\n{chinese}").findings] == []


def test_a_day_that_only_one_language_names_is_marked_there() -> None:
    text = f"{WHOLE}\n{CHINESE.replace('11月10日', '11月12日')}"
    assert found(text, "pair.value") == ["10 November", "11月12日"]


def test_another_number_is_marked() -> None:
    text = "We refund 200 bottles from our shop today.\n\n我们为店里的300瓶全额退款。"
    assert found(text, "pair.value") == ["200", "300"]


def test_the_same_said_twice_is_marked_once() -> None:
    text = "We refund 200 bottles, yes, 200 of them.\n\n我们为大家全额退款，请放心。"
    assert found(text, "pair.value") == ["200"]


def test_an_element_that_only_one_language_has_is_marked_and_does_not_count() -> None:
    text = "We did not check this claim, and we refund it.\n\n我们没有核实这句宣称，请大家放心。"
    report = linted(text)
    assert [one.rule for one in report.findings if one.family == "pair"] == ["pair.element"]
    assert {one.element.id for one in report.elements if one.present} == {"responsibility"}


def test_a_means_of_contact_without_words_speaks_both() -> None:
    text = "We did not check this claim at all.\n\n我们没有核实这句宣称。\n\n400-820-8820"
    assert "contact" in {one.element.id for one in linted(text).elements if one.present}


def test_one_language_is_no_pair() -> None:
    assert [one for one in linted(CHINESE).findings if one.family == "pair"] == []
