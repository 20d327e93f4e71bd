"""How a statement is built: who acts, whether it admits, how soon it apologises, how long it is.

Used by ``bot.lint.check``. What counts as an apology or as praise stands in the playbook.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from bot.crisis.handbook import Format, RuleId, StatementRule
from bot.lint.phrases import hits
from bot.lint.reading import Reading, width
from bot.lint.report import Finding, Said, Wording, phrased
from bot.lint.signs import shown
from bot.lint.values import has_value


def built(reading: Reading, form: Format, rule: StatementRule) -> Iterator[Finding]:
    """Yield what a rule about the building of this format finds."""
    find = _RULES.get(rule.id)
    if find is not None and form.id in rule.formats and reading.sentences:
        yield from find(reading, form, rule)


def _finding(
    reading: Reading, rule: StatementRule, start: int, end: int, wording: Wording | None = None
) -> Finding:
    plain = phrased(reading.text[start:end], rule.reason, rule.better)
    return Finding(rule.id, rule.id, reading.span(start, end), wording or plain)


def _passive(reading: Reading, _: Format, rule: StatementRule) -> Iterator[Finding]:
    for sentence in reading.sentences:
        for sign in rule.signs:
            start, end = sentence.start, sentence.end
            for hit in hits(sign.groups[0], sign.unless, reading.flat, start, end):
                yield _finding(reading, rule, *hit)


def _admission(reading: Reading, _: Format, rule: StatementRule) -> Iterator[Finding]:
    if next(shown(reading, rule.signs), None) is None:
        yield _finding(reading, rule, 0, 0)


def _late_apology(reading: Reading, _: Format, rule: StatementRule) -> Iterator[Finding]:
    """In each language for itself: the second language of a pair begins anew."""
    for language in reading.languages:
        told = [one for one in reading.sentences if one.language == language and one.prose]
        early = {sentence.start for sentence in told[: rule.limit]}
        sorry = [pair for pair in shown(reading, rule.signs) if pair[0].language == language]
        if sorry and told and sorry[0][0].start > told[0].start and sorry[0][0].start not in early:
            yield _finding(reading, rule, *sorry[0][1])


def _self_praise(reading: Reading, _: Format, rule: StatementRule) -> Iterator[Finding]:
    praise = list(shown(reading, rule.signs))
    told = sum(width(reading.flat[one.start : one.end]) for one in reading.sentences)
    share = sum(width(reading.flat[one.start : one.end]) for one, _ in praise) * 100 // max(told, 1)
    if share > rule.limit:
        values: dict[str, Said] = {"percent": share, "reason": rule.reason, "better": rule.better}
        yield _finding(reading, rule, *praise[0][1], Wording("lint.self_praise", values))


def _vague(reading: Reading, _: Format, rule: StatementRule) -> Iterator[Finding]:
    if not has_value(reading.flat):
        yield _finding(reading, rule, 0, 0)


def _length(reading: Reading, form: Format, rule: StatementRule) -> Iterator[Finding]:
    """Each language of a pair may fill the limit: people read one of them."""
    for language in reading.languages:
        count = 0
        for sentence in reading.sentences:
            if sentence.language in {language, None}:
                count += width(reading.flat[sentence.start : sentence.end])
                if count > form.limit:
                    wording = _too_long(_width_in(reading, language), form, rule)
                    yield _finding(reading, rule, sentence.start, sentence.end, wording)
                    break


def _too_long(length: int, form: Format, rule: StatementRule) -> Wording:
    values: dict[str, Said] = {"length": length, "limit": form.limit, "better": rule.better}
    return Wording("lint.length", values)


def _width_in(reading: Reading, language: str) -> int:
    return sum(
        width(reading.flat[one.start : one.end])
        for one in reading.sentences
        if one.language in {language, None}
    )


_RULES: Mapping[RuleId, Callable[[Reading, Format, StatementRule], Iterator[Finding]]] = (
    MappingProxyType(
        {
            "passive": _passive,
            "admission": _admission,
            "late_apology": _late_apology,
            "self_praise": _self_praise,
            "vague": _vague,
            "length": _length,
        }
    )
)
