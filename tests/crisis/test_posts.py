"""Notes of influencers: each with its own state, and what runs out is said ahead and once."""

from dataclasses import replace
from datetime import timedelta

from bot.crisis import events as ev
from bot.crisis import intents as want
from bot.crisis.gates import holding
from bot.crisis.ids import DecisionId, RoleId, TaskId
from bot.crisis.posts import has_passed, lapses_at, post_id, post_of, posts, protected, step_of
from bot.crisis.reminders import items_at
from tests.crisis.story import MIA, Story, minute, takedown, words
from tests.doors.residents import playbook

NOTE = "https://www.xiaohongshu.com/explore/66aa66aa66aa66aa66aa66aa"
P = post_id(NOTE)


def story_by_the_guide() -> Story:
    """A story by the playbook that is shipped: the terms stand there."""
    return Story(playbook=playbook()[0])


def test_the_same_note_has_one_state_whatever_its_address_carries() -> None:
    assert post_id(f"{NOTE}?xsec_token=AB&source=share") == P == post_id(NOTE.replace("www.", ""))
    story = Story()
    story.does(want.ReportPost(P, "published", words(NOTE), words("小满")))
    story.does(want.ReportPost("p2", "hidden", words("https://xhslink.com/a/2"), proof=words("x")))
    stages = [one.stage for post in posts(story.incident) if (one := step_of(post))]
    assert stages[-2:] == ["published", "hidden"]
    assert story.is_told(want.ReportPost(P, "published")).key == "refusal.post.same"
    assert story.is_told(want.ReportPost(P, "removed")).key == "refusal.post.proof"
    assert story.is_told(want.ReportPost("p9", "edited")).key == "refusal.post.address"
    late = want.ReportPost(P, "edited", at=minute(999))
    assert story.is_told(late).key == "refusal.surface.future"


def test_a_request_to_remove_is_said_ahead_lapses_once_and_can_be_filed_again() -> None:
    story = story_by_the_guide()
    story.does(want.ReportPost(P, "removal_asked", words(NOTE), proof=words("R-17")), at=10)
    post = post_of(story.incident, P)
    assert post is not None
    lapses = lapses_at(story.incident, post)
    assert lapses == minute(10) + timedelta(hours=48)
    seq = post.steps[0].seq
    ahead = minute(10) + timedelta(hours=42)
    said = ev.Item("post", f"{P}#{seq}", "soon")
    assert said not in items_at(story.incident, MIA, ahead - timedelta(seconds=1))
    assert said in items_at(story.incident, MIA, ahead)
    assert ev.PostTermPassed(P, seq) not in story.looks(10 + 48 * 60 - 1)
    assert ev.PostTermPassed(P, seq) in story.looks(10 + 48 * 60)
    assert ev.PostTermPassed(P, seq) not in story.looks(10 + 48 * 60 + 1)
    story.does(want.ReportPost(P, "removal_asked", proof=words("R-18")), at=3000)
    again = post_of(story.incident, P)
    assert again is not None
    assert not has_passed(again)
    story.does(want.ReportPost(P, "removed", proof=words("gone")), at=3001)
    gone = post_of(story.incident, P)
    assert gone is not None
    assert lapses_at(story.incident, gone) is None


def test_a_review_that_nobody_answers_ends_and_one_rejected_does_not() -> None:
    story = story_by_the_guide()
    story.does(want.ReportPost(P, "in_review", words(NOTE)), at=0)
    story.does(want.ReportPost("p2", "in_review", words("https://xhslink.com/a/2")), at=0)
    story.does(want.ReportPost("p2", "rejected", proof=words("screenshot")), at=5)
    ended = [one for one in story.looks(72 * 60) if isinstance(one, ev.PostTermPassed)]
    assert [one.post for one in ended] == [P]


def test_what_was_decided_of_a_note_is_its_state_once_it_was_carried_out() -> None:
    story = story_by_the_guide()
    story.does(want.ReportPost(P, "published", words(NOTE), words("小满")))
    story.does(want.CompleteTask(TaskId("A2")))
    other = ev.NoteChoice(words("https://xhslink.com/a/2"), {"action": "edit"})
    story.does(replace(takedown("hide", note=f"{NOTE}?xsec_token=A1"), further=(other,)))
    story.does(takedown("keep", "d2", note=NOTE))
    done = story.does(want.CarryOutDecision(DecisionId("d1"), words("screenshot")))
    assert [one.stage for one in done if isinstance(one, ev.PostReported)] == ["hidden", "edited"]
    hidden = post_of(story.incident, P)
    assert hidden is not None
    assert (step := step_of(hidden)) is not None
    assert (step.stage, step.proof, hidden.kol) == ("hidden", words("screenshot"), words("小满"))
    # What is known already, or stays as it is, is not said again.
    assert len(story.does(want.CarryOutDecision(DecisionId("d2")))) == 1
    story.does(takedown("hide", "d3", note=NOTE))
    assert len(story.does(want.CarryOutDecision(DecisionId("d3")))) == 1


def test_taking_a_note_down_inside_its_protection_period_is_warned_of() -> None:
    story = story_by_the_guide()
    kind = story.incident.playbook.decision_by_id["takedown"]

    def held(action: str, note: str = f"{NOTE}?xsec_token=B2") -> list[str]:
        made = [ev.NoteChoice(words(note), {"action": action})]
        return [one.id for one in holding(story.incident, kind, "record", made, {})]

    assert "protection_period" not in held("hide")
    until = minute(0).date() + timedelta(days=30)
    story.does(want.ReportPost(P, "published", words(NOTE), protected_until=until))
    assert "protection_period" in held("hide")
    assert "protection_period" in held("remove")
    assert "protection_period" not in held("edit")
    # Another note is not this one; of a short link nobody can tell.
    other = NOTE.replace("66aa66", "77bb77")
    assert "protection_period" not in held("hide", other)
    assert "protection_period" in held("hide", "https://xhslink.com/a/5")
    mixed = [
        ev.NoteChoice(words(NOTE), {"action": "keep"}),
        ev.NoteChoice(words(other), {"action": "hide"}),
    ]
    assert "protection_period" not in [
        one.id for one in holding(story.incident, kind, "record", mixed, {})
    ]
    assert not protected(story.incident, until + timedelta(days=1))
    story.does(want.ReportPost(P, "removed", proof=words("gone")), at=2)
    assert "protection_period" not in held("hide")
    assert story.incident.playbook.handbook.posts.role == RoleId("kol")
