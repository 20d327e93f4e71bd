"""Both catalogs are whole, say the same, and hold what the code asks for."""

import re
from pathlib import Path

import pytest

from bot.locales.catalog import LOCALES, MissingTextError, Tongue, sentence
from bot.locales.voice import PLACEHOLDER
from tests.locales.keys import ROOT, catalog, strings, uses

KEY = re.compile(r"[a-z_]+(\.[a-z_]+)+")
CHINESE = re.compile("[\u3400-\u9fff]")

# Latin words that belong into a Chinese sentence.
LATIN_IN_CHINESE = {"Slack", "kolcrisis", "help", "open", "status", "list", "note", "decide"} | {
    "invite",
    "close", "update", "review", "drill", "hold", "redact", "kol", "brief", "content", "SHA",
    "watch", "portfolio", "Q",
    "MCN", "KOL",
    "Markdown", "CSV",
}  # fmt: skip

HALF_WIDTH = re.compile(r"[,;:?!]")
CODE = re.compile(r"`[^`]*`")


def _po(tongue: Tongue) -> Path:
    return ROOT / "bot/locales" / LOCALES[tongue] / "LC_MESSAGES/kolcrisis.po"


def _placeholders(forms: tuple[str, ...]) -> set[str]:
    return {name for form in forms for name in PLACEHOLDER.findall(form)}


def test_both_catalogs_have_the_same_keys() -> None:
    assert catalog("en").keys() == catalog("zh").keys()


@pytest.mark.parametrize("tongue", LOCALES)
def test_every_key_is_dotted_and_says_something(tongue: Tongue) -> None:
    for key, forms in catalog(tongue).items():
        assert KEY.fullmatch(key), key
        assert all(form.strip() for form in forms), key


def test_both_catalogs_have_the_same_placeholders() -> None:
    chinese = catalog("zh")
    for key, forms in catalog("en").items():
        assert _placeholders(forms) == _placeholders(chinese[key]), key


@pytest.mark.parametrize("tongue", LOCALES)
def test_no_brace_is_left_that_is_not_a_placeholder(tongue: Tongue) -> None:
    for key, forms in catalog(tongue).items():
        for form in forms:
            assert not re.search(r"[{}]", PLACEHOLDER.sub("", form)), key


@pytest.mark.parametrize("tongue", LOCALES)
def test_the_file_is_sorted_by_key(tongue: Tongue) -> None:
    keys = list(catalog(tongue))
    assert keys == sorted(keys)


@pytest.mark.parametrize("tongue", LOCALES)
def test_no_key_stands_twice_and_none_is_obsolete(tongue: Tongue) -> None:
    text = _po(tongue).read_text("utf-8")
    keys = re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)
    assert len(keys) == len(set(keys))
    assert "#~" not in text


def test_every_key_that_the_code_names_is_in_the_catalogs() -> None:
    known = catalog("en").keys()
    lost = {f"{use.where} {use.key}" for use in uses() if use.key not in known}
    assert lost == set()


def test_every_key_of_the_catalogs_is_used() -> None:
    assert set(catalog("en")) - strings() == set()


def test_every_sentence_gets_the_values_that_it_has_placeholders_for() -> None:
    known = catalog("en")
    wrong = {
        f"{use.where} {use.key} {sorted(use.values)}"
        for use in uses()
        if use.values is not None
        and use.key in known
        and use.values - {"count", "by"} != _placeholders(known[use.key]) - {"count"}
    }
    assert wrong == set()


def test_a_sentence_with_plural_forms_always_gets_its_count() -> None:
    plural = {key for key, forms in catalog("en").items() if len(forms) > 1}
    counted = {use.key for use in uses() if use.values is not None and "count" in use.values}
    assert counted & catalog("en").keys() == plural
    uncounted = {use.key for use in uses() if use.values is not None and "count" not in use.values}
    assert uncounted & plural == set()


def test_chinese_is_written_in_chinese() -> None:
    strays = {
        (key, word)
        for key, forms in catalog("zh").items()
        for form in forms
        for word in re.findall(r"[A-Za-z]+", PLACEHOLDER.sub("", form))
        if word not in LATIN_IN_CHINESE
    }
    assert strays == set()


def test_chinese_punctuation_is_full_width() -> None:
    for key, forms in catalog("zh").items():
        for form in forms:
            plain = CODE.sub("", PLACEHOLDER.sub("", form))
            assert not HALF_WIDTH.search(plain), key
            assert "..." not in plain, key
            assert '"' not in plain, key


def test_english_has_no_chinese_in_it() -> None:
    assert [k for k, forms in catalog("en").items() for f in forms if CHINESE.search(f)] == []


def test_an_emoji_never_stands_without_a_word() -> None:
    for tongue in LOCALES:
        for key, forms in catalog(tongue).items():
            for form in forms:
                rest = re.sub(r"[^\w{}]", "", form)
                assert rest, key


def test_both_have_the_same_emoji() -> None:
    signs = re.compile("[\u2190-\u2bff\U0001f300-\U0001faff]")
    chinese = catalog("zh")
    for key, forms in catalog("en").items():
        assert set(signs.findall("".join(forms))) == set(signs.findall("".join(chinese[key]))), key


def test_chinese_never_numbers_the_colours() -> None:
    for key, forms in catalog("zh").items():
        assert not re.search(r"[一二三四]级|L[1-4]", "".join(forms)), key


def test_an_unknown_key_is_an_error_and_not_a_text() -> None:
    with pytest.raises(MissingTextError):
        sentence("zh", "no.such.text")


def test_bold_and_code_stand_free_or_slack_shows_the_signs() -> None:
    """Slack reads `*` and a backtick as marks only beside a gap; Chinese has none of its own."""
    marked = re.compile(r"(?P<before>.?)(?P<mark>[*`])[^*`\n]+(?P=mark)(?P<after>.?)", re.DOTALL)
    for tongue in LOCALES:
        for key, forms in catalog(tongue).items():
            for found in (found for form in forms for found in marked.finditer(form)):
                assert found["before"] in {"", " ", "\n"}, f"{tongue} {key}"
                assert found["after"] in {"", " ", "\n", ".", ",", ":", "?"}, f"{tongue} {key}"
