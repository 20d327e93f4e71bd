"""Whether a sentence shows something: an admission, a refund, a date for the next update.

Used by the elements and the rules of ``bot.lint``.
"""

from collections.abc import Iterator, Sequence

from bot.crisis.handbook import Sign
from bot.lint.phrases import Hit, hits
from bot.lint.reading import Reading, Sentence, width

_LINES_OF_A_SIGNATURE = 4
_WIDEST_SIGNATURE = 45


def shown(reading: Reading, signs: Sequence[Sign]) -> Iterator[tuple[Sentence, Hit]]:
    """Yield each sentence that shows one of the signs, with the stretch that shows it."""
    last = _last(reading)
    for sentence in reading.sentences:
        at_end = sentence in last and _is_a_line(reading, sentence)
        for sign in signs:
            if sign.at_end and not at_end:
                continue
            if (hit := _hit(reading, sentence, sign)) is not None:
                yield sentence, hit
                break


def _last(reading: Reading) -> frozenset[Sentence]:
    """Return the last lines of each language, since each half of a pair may be signed."""
    return frozenset(
        sentence
        for language in reading.languages
        for sentence in [one for one in reading.sentences if one.language in {language, None}][
            -_LINES_OF_A_SIGNATURE:
        ]
    )


def _is_a_line(reading: Reading, sentence: Sentence) -> bool:
    """Whether it stands without an end of its own, as signatures do."""
    text = reading.flat[sentence.start : sentence.end]
    return text[-1] not in "。！？.!?" and width(text) <= _WIDEST_SIGNATURE


def _hit(reading: Reading, sentence: Sentence, sign: Sign) -> Hit | None:
    """Return where the sign's last group stands, since that is what it is about."""
    found: Hit | None = None
    for group in sign.groups:
        inside = hits(group, sign.unless, reading.flat, sentence.start, sentence.end)
        found = next(inside, None)
        if found is None:
            return None
    return found
