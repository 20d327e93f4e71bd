"""Words that give a statement away: boilerplate, deflection, conditions, promotion, absolute terms.

Used by ``bot.lint.check``. Which words those are stands in the playbook.
"""

from collections.abc import Iterator

from bot.crisis.handbook import AbsoluteTerms, Handbook, StatementRule
from bot.crisis.words import Words
from bot.lint.phrases import Hit, compiled, covered, hits
from bot.lint.reading import Reading
from bot.lint.report import Finding, Said, Wording, phrased

_QUOTED_AT_MOST = 40
_QUOTES = (("“", "”"), ("「", "」"), ("《", "》"), ('"', '"'))


def flagged(reading: Reading, handbook: Handbook) -> Iterator[Finding]:
    """Yield a finding for each phrase that the playbook flags."""
    for flag in handbook.flags:
        for start, end in hits(flag.phrases, flag.unless, reading.flat, 0, len(reading.flat)):
            yield Finding(
                rule=flag.id,
                family=flag.family,
                span=reading.span(start, end),
                wording=phrased(reading.text[start:end], flag.reason, flag.better),
            )


def absolute(reading: Reading, handbook: Handbook, rule: StatementRule) -> Iterator[Finding]:
    """Yield a finding for each absolute term, where no context makes it plain language."""
    groups = {term.casefold(): one for one in handbook.absolute_terms for term in one.terms}
    allowed = handbook.absolute_allowed
    for hit in hits(tuple(groups), allowed, reading.flat, 0, len(reading.flat)):
        term = reading.flat[slice(*hit)]
        if not _is_taken_back(reading, hit, handbook.absolute_withdrawn):
            yield _absolute(reading, hit, groups[term.casefold()], rule)


def _absolute(reading: Reading, hit: Hit, group: AbsoluteTerms, rule: StatementRule) -> Finding:
    values: dict[str, Said] = {
        "term": Words(reading.text[slice(*hit)]),
        "group": group.name,
        "reason": rule.reason,
        "better": rule.better,
    }
    return Finding(
        rule=f"absolute.{group.id}",
        family="absolute",
        span=reading.span(*hit),
        wording=Wording("lint.absolute", values),
    )


def _is_taken_back(reading: Reading, hit: Hit, withdrawn: tuple[str, ...]) -> bool:
    """Whether the term is quoted in a sentence that withdraws it: then it must be named."""
    sentence = reading.sentence_at(hit[0])
    if sentence is None or not withdrawn:
        return False
    quoted = any(_stands_between(reading.flat, hit, *marks) for marks in _QUOTES)
    said = compiled(withdrawn).search(reading.flat, sentence.start, sentence.end)
    return quoted and said is not None and not covered(said.span(), [hit])


def _stands_between(flat: str, hit: Hit, opening: str, closing: str) -> bool:
    before = flat[max(0, hit[0] - _QUOTED_AT_MOST) : hit[0]]
    after = flat[hit[1] : hit[1] + _QUOTED_AT_MOST]
    opens = (
        before.rfind(opening) > before.rfind(closing)
        if opening != closing
        else (before.count(opening) % 2 == 1)
    )
    return opens and closing in after
