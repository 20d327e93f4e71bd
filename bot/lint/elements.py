"""Which of the things that a format asks for are in a text, and which are not.

Used by ``bot.lint.check``. In a text of two languages each must say it: whoever reads only one of
them reads a whole statement.
"""

from collections.abc import Iterator, Sequence

from bot.crisis.handbook import Element, Format
from bot.lint.reading import Reading
from bot.lint.report import Finding, Presence, Tongue, Wording
from bot.lint.signs import shown


def presences(reading: Reading, form: Format, elements: Sequence[Element]) -> tuple[Presence, ...]:
    """Return the elements of the format, the heaviest first, with where each was seen.

    One without signs, as in a playbook from before there were any, is not looked for.
    """
    known = {element.id: element for element in elements}
    return tuple(
        _presence(reading, known[weight.element], weight.points)
        for weight in form.weights
        if weight.element in known and known[weight.element].signs
    )


def spoken(reading: Reading, presence: Presence) -> frozenset[Tongue]:
    """Return the languages of the text in which an element was seen.

    A stretch without letters, such as a telephone number, speaks both.
    """
    found: set[Tongue] = set()
    for span in presence.spans:
        sentence = reading.sentence_at(span.start)
        language = sentence.language if sentence else None
        found |= {language} if language else set(reading.languages)
    return frozenset(found) & frozenset(reading.languages)


def missing(reading: Reading, found: Sequence[Presence]) -> Iterator[Finding]:
    """Yield a finding for each element that is nowhere; its place is the text's beginning."""
    for presence in found:
        if not presence.spans:
            element = presence.element
            yield Finding(
                rule=f"missing.{element.id}",
                family="missing",
                span=reading.span(0, 0),
                wording=Wording(
                    "lint.missing", {"element": element.name, "advice": element.advice}
                ),
            )


def _presence(reading: Reading, element: Element, points: int) -> Presence:
    spans = tuple(reading.span(*hit) for _, hit in shown(reading, element.signs))
    presence = Presence(element, points, spans, present=bool(spans))
    if len(reading.languages) > 1:
        both = len(spoken(reading, presence)) == len(reading.languages)
        return Presence(element, points, spans, present=both)
    return presence
