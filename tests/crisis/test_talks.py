"""Talks with influencers: each item with its state; what runs out is said ahead and once."""

from datetime import timedelta

from bot.crisis import events as ev
from bot.crisis import intents as want
from bot.crisis.ids import RoleId
from bot.crisis.reminders import items_at
from bot.crisis.talks import has_passed, kol_id, kols, left_to_ask
from bot.crisis.words import Words, in_slack
from tests.crisis.story import LEGAL, MEMBER, MIA, Story, minute, words
from tests.doors.residents import playbook

XIAOMAN, OTHER = words("小满Mia"), words("Bo")


def story_by_the_guide() -> Story:
    """A story by the playbook that is shipped, in which two influencers are spoken to."""
    story = Story(playbook=playbook()[0])
    story.does(want.ChangeDetails(kols=(ev.Kol(XIAOMAN), ev.Kol(OTHER))))
    story.does(want.FillRole(RoleId("kol"), (in_slack(LEGAL),)))
    story.does(want.ConfirmLevel(2))
    return story


def hold(
    item: str, until: float, *, kol: Words = XIAOMAN, preset: str = "no_delete"
) -> want.NoteTalk:
    return want.NoteTalk(
        item, "hold", kol, preset="no_delete", agreed_by=words("小满"), until=minute(until)
    )


def test_what_nobody_could_act_on_is_refused_and_what_was_said_is_not() -> None:
    story = story_by_the_guide()
    asked = want.NoteTalk("q1", "fact", XIAOMAN, preset="used_it")
    story.does(asked)
    told = story.is_told
    assert told(asked).key == "refusal.talk.same"
    assert told(want.NoteTalk("q2", "fact", XIAOMAN, preset="used_it")).key == "refusal.talk.same"
    assert told(want.NoteTalk("q2", "fact", XIAOMAN, preset="invented")).field == "text"
    assert told(want.NoteTalk("q2", "fact", words(" "), words())).field == "name"
    assert told(want.NoteTalk("q2", "hold", XIAOMAN, words(), until=minute(9))).field == "agreed_by"
    for until in (None, minute(0)):
        late = want.NoteTalk("q2", "hold", XIAOMAN, words(), agreed_by=words(), until=until)
        assert told(late).field == "until"
    assert told(want.NoteTalk("q2", "fact", XIAOMAN, words(), at=minute(5))).field == "at"
    assert told(want.AnswerTalk("q1", "answered", words(" "))).field == "answer"
    assert told(want.AnswerTalk("q1", "broken")).field == "state"
    assert told(want.AnswerTalk("q9", "done")).key == "refusal.talk.unknown"
    story.does(want.AnswerTalk("q1", "declined"))
    story.does(want.AnswerTalk("q1", "answered", words("only once")))
    assert told(want.AnswerTalk("q1", "answered", words("only once"))).key == "refusal.talk.same"
    for number in range(29):
        story.does(want.NoteTalk(f"n{number}", "fact", XIAOMAN, words(f"{number}?")))
    assert told(want.NoteTalk("n30", "fact", XIAOMAN, words("?"))).key == "refusal.talk.many"
    # Somebody new is known by their name, however it is spaced.
    story.does(want.NoteTalk("m1", "fact", words("An  MCN"), words("?")))
    assert list(kols(story.incident))[-1] == kol_id("an mcn")
    assert story.folded() == story.incident


def test_a_hold_is_said_ahead_runs_out_once_and_may_go_on() -> None:
    story = story_by_the_guide()
    story.does(hold("h1", 180), at=1)

    def said(stage: str, until: float) -> ev.Item:
        return ev.Item("talk", f"h1#{int(minute(until).timestamp())}", stage)  # type: ignore[arg-type]  # one of its stages

    ahead = minute(120)
    assert said("soon", 180) not in items_at(story.incident, LEGAL, ahead - timedelta(seconds=1))
    assert said("soon", 180) in items_at(story.incident, LEGAL, ahead)
    passed = ev.TalkTermPassed("h1", minute(180))
    assert passed not in story.looks(179)
    assert passed in story.looks(180)
    assert passed not in story.looks(181)
    assert has_passed(story.incident.talks["h1"])
    assert said("overdue", 180) in items_at(story.incident, LEGAL, minute(240))
    assert said("escalated", 180) in items_at(story.incident, MIA, minute(240))
    later = want.AnswerTalk("h1", "extended", until=minute(100))
    assert story.is_told(later, at=200).field == "until"
    story.does(want.AnswerTalk("h1", "extended", until=minute(400)), at=200)
    assert not has_passed(story.incident.talks["h1"])
    assert said("overdue", 400) in items_at(story.incident, LEGAL, minute(401))
    story.does(want.AnswerTalk("h1", "ended"), at=390)
    assert ev.TalkTermPassed("h1", minute(400)) not in story.looks(500)


def test_a_question_without_an_answer_and_a_step_wait_for_whoever_sees_to_them() -> None:
    story = story_by_the_guide()
    story.does(want.NoteTalk("q1", "fact", XIAOMAN, preset="paid"), at=1)
    step = want.NoteTalk(
        "s1", "step", XIAOMAN, words("call again"), by=in_slack(MEMBER), until=minute(121)
    )
    assert ev.PersonInvited(MEMBER) in story.does(step, at=1)

    def subjects(user: str) -> set[str]:
        found = items_at(story.incident, user, minute(121))  # type: ignore[arg-type]  # an id of the story
        return {item.subject.partition("#")[0] for item in found if item.kind == "talk"}

    assert subjects(LEGAL) == {"q1"}
    assert subjects(MEMBER) == {"s1"}
    # The team agreed on the step's time; on the answer's it only hopes.
    assert [one for one in story.looks(121) if isinstance(one, ev.TalkTermPassed)] == [
        ev.TalkTermPassed("s1", minute(121))
    ]
    story.does(want.AnswerTalk("s1", "done"), at=130)
    story.does(want.AnswerTalk("q1", "declined"), at=130)
    assert subjects(LEGAL) == subjects(MEMBER) == set()


def test_its_tasks_are_done_once_everybody_agreed_and_everybody_answered() -> None:
    story = story_by_the_guide()
    assert story.does(hold("h1", 600))[1:] == ()
    assert ev.TaskCompleted(story.task("D1").id) in story.does(hold("h2", 600, kol=OTHER))
    facts = story.playbook.handbook.talks.facts
    for kol in (XIAOMAN, OTHER):
        for line in facts:
            story.does(want.NoteTalk(f"{kol.text}.{line.id}", "fact", kol, preset=line.id))
            assert story.state("D2").status == "open"
            story.does(want.AnswerTalk(f"{kol.text}.{line.id}", "answered", words("yes")))
        assert not left_to_ask(story.incident, kol_id(kol.text))
    assert story.state("D2").status == "done"
