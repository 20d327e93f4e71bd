"""Whatever the text: no error, every place inside it, the same answer, words in both languages."""

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.crisis.handbook import Format
from bot.lint.check import check
from bot.lint.report import Tongue
from bot.locales.voice import PLACEHOLDER, Voice
from tests.lint.measure import playbook, statements

HANDBOOK = playbook().handbook
FORMATS = st.sampled_from(HANDBOOK.formats)

TONGUES: tuple[Tongue, ...] = ("en", "zh")

PIECES = st.sampled_from(
    [
        *(phrase for flag in HANDBOOK.flags for phrase in flag.phrases),
        *(term for group in HANDBOOK.absolute_terms for term in group.terms),
        *("We were wrong.", "我们错了。", "were", "被", "11月3日", "3 November", "18:00", "“", "”"),
        *(
            "\n",
            "\r\n",
            "\r",
            "\ufeff",
            "\0",
            "\u2028",
            "İ",
            "ﬁ",
            "👩‍👩‍👧",
            "\u202e",
            " ",
            ".",
            "。",
        ),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join)


@given(TEXTS, FORMATS)
def test_every_finding_lies_inside_the_text_and_in_its_order(text: str, form: Format) -> None:
    report = check(text, form, HANDBOOK)
    spans = [one.span for one in report.findings]
    assert spans == sorted(spans)
    for span in (*spans, *(span for one in report.elements for span in one.spans)):
        assert 0 <= span.start <= span.end <= len(text)
        assert span.line >= 1
        assert span.column >= 1
    assert 0 <= report.score <= 100
    assert check(text, form, HANDBOOK) == report


@given(TEXTS, FORMATS)
def test_every_finding_can_be_said_in_both_languages(text: str, form: Format) -> None:
    for finding in check(text, form, HANDBOOK).findings:
        for tongue in TONGUES:
            said = Voice((tongue,), UTC).label(finding.wording.key, **finding.wording.values)
            assert said.strip()
            assert "\n" not in said
            typed = finding.wording.values.get("term") or finding.wording.values.get("said")
            assert typed or not PLACEHOLDER.search(said)


@pytest.mark.parametrize("piece", ["we was ", "如", "个别化", "if ", "\n", "1", "a", "“第一”撤回"])
def test_a_long_text_is_answered(piece: str) -> None:
    """With a phrase that tries everything again and again this would not end within the hour."""
    check(piece * 10_000, HANDBOOK.formats[0], HANDBOOK)


def test_line_ends_change_nothing_but_lines() -> None:
    for statement in statements("tuned"):
        reports = [
            check(statement.text.replace("\n", end), HANDBOOK.formats[0], HANDBOOK)
            for end in ("\n", "\r\n", "\r")
        ]
        assert len({tuple(one.rule for one in report.findings) for report in reports}) == 1
