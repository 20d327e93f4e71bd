"""Whether the English and the Chinese of one statement say the same.

Used by ``bot.lint.check``. Compares what can be compared without understanding: days, times,
numbers, and which elements each has. That both mean the same, a culturally fluent reader says.
"""

from collections.abc import Iterator, Sequence

from bot.crisis.handbook import StatementRule
from bot.crisis.texts import Text
from bot.crisis.words import Words
from bot.lint.elements import spoken
from bot.lint.reading import Reading
from bot.lint.report import Finding, Presence, Tongue, Wording
from bot.lint.values import Value, values

_OTHER: dict[Tongue, Tongue] = {"en": "zh", "zh": "en"}


def differing(
    reading: Reading, elements: Sequence[Presence], rule: StatementRule
) -> Iterator[Finding]:
    """Yield what one language says and the other does not; nothing for a text in one language."""
    if len(reading.languages) != len(_OTHER):
        return
    told: dict[Tongue, list[Value]] = {"en": [], "zh": []}
    for sentence in reading.sentences:
        if sentence.language is not None:
            told[sentence.language] += values(reading.flat, sentence.start, sentence.end)
    for tongue, said in told.items():
        known = {value.canonical for value in told[_OTHER[tongue]]}
        for value in said:
            if value.canonical not in known:
                known.add(value.canonical)
                yield _only_in(reading, rule, tongue, value)
    for presence in elements:
        if presence.spans and not presence.present:
            yield _element_only_in(reading, rule, presence)


def _only_in(reading: Reading, rule: StatementRule, tongue: Tongue, value: Value) -> Finding:
    said = Words(reading.text[value.start : value.end])
    key = "lint.pair.english" if tongue == "en" else "lint.pair.chinese"
    wording = Wording(key, {"said": said, "better": rule.better})
    return Finding("pair.value", "pair", reading.span(value.start, value.end), wording)


def _element_only_in(reading: Reading, rule: StatementRule, presence: Presence) -> Finding:
    english = "en" in spoken(reading, presence)
    name: Text = presence.element.name
    key = "lint.pair.english_element" if english else "lint.pair.chinese_element"
    wording = Wording(key, {"element": name, "better": rule.better})
    return Finding("pair.element", "pair", presence.spans[0], wording)
