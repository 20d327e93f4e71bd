"""The card in the channel: what it says, and that Slack takes it."""

from dataclasses import replace

import pytest

from bot.crisis import intents as want
from bot.crisis.events import Corrective, FollowUpAdded, Language
from bot.crisis.ids import FollowUpId
from bot.crisis.playbook import Playbook
from bot.crisis.words import Person, Words
from bot.playbook.load import load_default
from bot.review.build import build
from bot.review.markdown import to_markdown
from bot.review.slack import to_slack
from bot.views.closed import ANSWER, SIGN
from bot.views.facts import COPY, FACTS
from bot.views.message import Message
from bot.workspace.checks import check_message
from tests.crisis.story import Story, minute, takedown
from tests.review.goldens import LANGUAGES, voice
from tests.review.retyped import retyped
from tests.review.stories import WANG, everything, name, reviewed, short, words
from tests.views.longest import longest_playbook
from tests.views.scene import OPENED
from tests.views.test_limits import TEXTS, play


def accepted(card: Message) -> bool:
    fields = {"text": card.text, "blocks": list(card.blocks)}
    return check_message(fields) is None and check_message(fields, update=True) is None


def buttons(card: Message) -> dict[str, str | None]:
    (row,) = (block for block in card.blocks if block["type"] == "actions")
    return {one["action_id"]: one.get("style") for one in row["elements"]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_slack_takes_the_card_whatever_was_typed(text: str, language: Language) -> None:
    assert accepted(to_slack(retyped(everything(), text), voice(language)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("playbook", [longest_playbook(), load_default()], ids=["longest", "ours"])
def test_slack_takes_the_card_of_the_longest_crisis(playbook: Playbook, language: Language) -> None:
    text = TEXTS["escaped"]
    scene = play(playbook, text)
    scene.does(want.CloseIncident(playbook.outcomes[0].value, Words(text)))
    for question in playbook.questions:
        choices = tuple(option.value for option in question.options)
        scene.does(want.AnswerQuestion(question.id, Words(text), choices))
    for nr in range(30):
        owner = Person(outside=Words(text))
        scene.does(want.AddFollowUp(FollowUpId(f"f{nr}"), Words(text), owner, OPENED))
    assert accepted(to_slack(build(scene.incident, scene.record), voice(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_is_marked_in_both_languages_until_it_is_signed(language: Language) -> None:
    assert "Draft 草稿" in str(to_slack(reviewed(short()), voice(language)))
    assert "草稿" not in str(to_slack(reviewed(everything()), voice(language)))


def test_the_next_step_is_the_only_primary_button() -> None:
    others = {FACTS: None, COPY: None}
    first = buttons(to_slack(reviewed(short()), voice("en")))
    assert first == {ANSWER: "primary", SIGN: None, **others}
    story = everything()
    story.does(want.AnswerQuestion("root_cause", words("another one")), at=440)
    next_one = buttons(to_slack(reviewed(story), voice("en")))
    assert next_one == {ANSWER: None, SIGN: "primary", **others}
    done = buttons(to_slack(reviewed(everything()), voice("en")))
    assert done == {ANSWER: None, SIGN: None, **others}


def test_a_card_that_shows_the_same_is_equal() -> None:
    assert to_slack(reviewed(short()), voice("both")) == to_slack(reviewed(short()), voice("both"))


def test_a_replaced_decision_stands_in_the_file_only() -> None:
    card = str(to_slack(reviewed(everything()), voice("en")))
    assert "1. Takedown" not in card
    assert "2. Takedown · hide" in card


def test_what_does_not_fit_is_counted() -> None:
    story = Story()
    for nr in range(9):
        story.does(replace(takedown("keep", f"d{nr}"), owner=WANG), at=nr)
    assert "and 1 more, in the file" in str(to_slack(reviewed(story), voice("en")))


def test_what_is_still_open_is_on_the_card() -> None:
    story = Story()
    story.does(replace(takedown("hide"), due=minute(60)))
    story.does(want.CloseIncident("contained"), at=5)
    card = str(to_slack(reviewed(story), voice("en")))
    assert "Decision 1, Takedown: not carried out yet" in card
    assert "Task: Task A2" in card


def test_the_decisions_are_one_table_in_which_somebody_in_slack_is_a_mention() -> None:
    card = to_slack(reviewed(everything()), voice("zh"))
    (table,) = (block for block in card.blocks if block["type"] == "table")
    head, *rows = table["rows"]
    assert [cell["text"] for cell in head] == ["决策", "负责人", "理由", "执行情况"]
    assert [row[1]["type"] for row in rows] == ["rich_text", "raw_text", "rich_text"]
    assert {len(row) for row in rows} == {4}


def test_the_document_says_which_process_that_failed_an_action_answers() -> None:
    story = everything()
    action = Corrective("prevent", words("nobody misses it"), "briefing", "claims")
    promise = FollowUpAdded(FollowUpId("f9"), words("new brief"), WANG, minute(9000), action)
    story.happens(promise, at=450)
    document = to_markdown(reviewed(story), voice("en"), name)
    assert "Answers what failed: briefing" in document
