"""What is looked up: severity adds up, every process has actions, every format its weights."""

from bot.crisis.handbook import Comparison, Factor
from bot.crisis.playbook import Playbook


def _holds(test: Comparison, number: int) -> bool:
    if test.at_least is not None:
        return number >= test.at_least
    if test.more_than is not None:
        return number > test.more_than
    return test.at_most is not None and number <= test.at_most


def _points(factor: Factor, **typed: int) -> int:
    held = [
        rule.points
        for rule in factor.rules
        if all(t.measure in typed and _holds(t, typed[t.measure]) for t in rule.tests)
    ]
    return max(held, default=0)


def _factor(playbook: Playbook, name: str) -> Factor:
    return next(factor for factor in playbook.handbook.severity.factors if factor.id == name)


def test_eight_factors_of_three_points_reach_every_band(playbook: Playbook) -> None:
    severity = playbook.handbook.severity
    assert len(severity.factors) == 8
    assert severity.bands == (0, 6, 12, 18)


def test_volume_gets_its_points_at_the_threshold(playbook: Playbook) -> None:
    velocity = _factor(playbook, "velocity")
    typed = [199, 200, 499, 500, 999, 1000]
    points = [_points(velocity, percent_of_median=number) for number in typed]
    assert points == [0, 1, 1, 2, 2, 3]


def test_half_negative_is_not_yet_more_than_half(playbook: Playbook) -> None:
    share = _factor(playbook, "negative_share")
    points = [_points(share, percent_negative=number) for number in (19, 20, 30, 50, 51)]
    assert points == [0, 1, 2, 2, 3]
    assert _points(share, percent_negative=10, rise_in_4_hours=15) == 2


def test_growth_counts_from_the_first_percent(playbook: Playbook) -> None:
    growth = _factor(playbook, "growth")
    typed = (-5, 0, 1, 24, 25, 100, 101)
    assert [_points(growth, percent_per_hour=n) for n in typed] == [0, 0, 1, 1, 2, 2, 3]


def test_top_three_counts_fully_only_with_many_likes(playbook: Playbook) -> None:
    note = _factor(playbook, "lead_note")
    assert _points(note, saves=200) == 1
    assert _points(note, likes=500) == 0
    assert _points(note, likes=501) == 2
    assert _points(note, search_rank=3) == 2
    assert _points(note, likes=501, search_rank=3) == 3
    assert _points(note, interactions=10_000) == 3


def test_accounts_and_platforms_count_by_number(playbook: Playbook) -> None:
    accounts = _factor(playbook, "influential")
    assert [_points(accounts, middle=n) for n in (0, 1, 2, 3)] == [0, 1, 1, 2]
    assert [_points(accounts, large=n) for n in (0, 1, 3)] == [0, 2, 3]
    platforms = _factor(playbook, "platforms")
    assert [_points(platforms, other_platforms=n) for n in (0, 1, 2)] == [0, 1, 2]


def test_floors_hold_what_is_grave_up(playbook: Playbook) -> None:
    floors = {floor.condition: floor.level for floor in playbook.handbook.severity.floors}
    assert floors == {
        "claim_illegal": 3,
        "published": 3,
        "regulator": 3,
        "hurt": 4,
        "minors_or_data": 4,
    }


def test_quick_read_has_five_questions_that_may_stay_unknown(playbook: Playbook) -> None:
    assert len(playbook.quick_read) == 5
    for asked in playbook.quick_read:
        assert {"no", "unknown"} < {option.value for option in asked.options}
    assert playbook.handbook.severity.quick_levels == (1, 2, 3, 4)


def test_a_brand_note_weighs_responsibility_most_and_a_holding_line_not_at_all(
    playbook: Playbook,
) -> None:
    formats = {form.id: form for form in playbook.handbook.formats}
    assert formats["brand_note"].weights[0].element == "responsibility"
    light = {weight.element for weight in formats["holding_line"].weights}
    light |= {weight.element for weight in formats["comment_reply"].weights}
    assert light.isdisjoint({"responsibility", "signatory"})


def test_every_process_that_can_fail_has_actions_to_choose_from(playbook: Playbook) -> None:
    options = playbook.question_by_id["failed_process"].options
    actions = {action.process for action in playbook.handbook.corrective_actions}
    assert actions == {option.value for option in options}


def test_only_three_absolute_terms_are_said_to_stand_in_the_statute(playbook: Playbook) -> None:
    named = [g.terms for g in playbook.handbook.absolute_terms if g.in_statute]
    assert named == [("国家级", "最高级", "最佳")]


def test_no_allowed_phrase_is_itself_a_term(playbook: Playbook) -> None:
    handbook = playbook.handbook
    terms = {term for group in handbook.absolute_terms for term in group.terms}
    assert terms.isdisjoint(handbook.absolute_allowed)


def test_no_term_or_phrase_stands_twice(playbook: Playbook) -> None:
    handbook = playbook.handbook
    terms = [term for group in handbook.absolute_terms for term in group.terms]
    phrases = [phrase for flag in handbook.flags for phrase in flag.phrases]
    assert len(terms) == len(set(terms))
    assert len(phrases) == len(set(phrases))


def test_each_statute_line_gives_its_source(playbook: Playbook) -> None:
    assert [line.id for line in playbook.handbook.law if not line.source.startswith("S")] == []
