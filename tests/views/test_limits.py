"""No card, modal or answer breaks a limit of Slack, however long or strange the texts."""

import json
from datetime import timedelta

import pytest

from bot.crisis import intents as want
from bot.crisis.events import Kol, TalkKind
from bot.crisis.house import Brand, House
from bot.crisis.ids import ChannelId, DecisionId, EntryId, FollowUpId, SlackUserId, StatementId
from bot.crisis.playbook import Playbook
from bot.crisis.statements import asked_roles
from bot.crisis.words import Person, Words, outside
from bot.locales.values import Mrkdwn
from bot.views import house, limits
from bot.views.finish import message
from bot.views.home import home_view
from bot.views.parts import pack, section, unpack
from bot.workspace.checks import check_message, check_view
from tests.views import prevention
from tests.views.accepted import refused
from tests.views.longest import calm_playbook, longest_playbook
from tests.views.scene import ANA, BO, OPENED, TEAM, VOICES, Scene

TEXTS = {
    "long": "word " * 600,
    "one word": "w" * 3000,
    "chinese": "危机" * 1500,
    "emoji": "👩🏽‍🚒" * 750,
    "right to left": "\u202eשלום مرحبا " * 180,
    "pings": "<!channel> <@U1ANA> <https://evil.example|click> " * 60,
    "escaped": "&<>" * 1000,
    "quoted lines": "&\n" * 1500,
    "controls": "\x00\x07a\u2028b" * 600,
    "blank when shown": "\u200f",
}


def play(playbook: Playbook, text: str) -> Scene:
    """A crisis in which everybody typed this text everywhere, and everything happened."""
    words, person = Words(text), Person(outside=Words(text))
    kols = tuple(Kol(words, (words, Words(f"https://a.example/{n}"))) for n in range(30))
    opening = want.OpenIncident(
        title=words, lead=ANA, kols=kols, campaign=words, brand=words,
        crisis_type=playbook.types[0].id,
    )  # fmt: skip
    scene = Scene(playbook, opening)
    scene.does(want.ConfirmLevel(4, words))
    ways: tuple[want.Intent, ...] = ()
    for number, task in enumerate(scene.incident.active_tasks()[:40]):
        ways = (
            want.TakeTask(task.id, person),
            want.BlockTask(task.id, words),
            want.MarkTaskNotApplicable(task.id, words),
            want.CompleteTask(task.id, person, Words("phone")),
            want.AddEvidence(f"e{number}", words, task.id),
        )
        scene.does(ways[number % len(ways)])
    talk(scene, words, person)
    decide(scene, playbook, words, person)
    state(scene, playbook, words, person)
    for number in range(40):
        scene.does(want.AddNote(EntryId(f"n{number}"), words))
    scene.does(want.RetractEntry(EntryId("n1")))
    for number in range(40):
        scene.does(want.AddFollowUp(FollowUpId(f"p{number}"), words, person, OPENED))
        if number % 2:
            scene.does(want.FinishFollowUp(FollowUpId(f"p{number}"), words))
    scene.does(want.TimePassed(), by=None, later=60 * 25)
    return scene


def talk(scene: Scene, words: Words, person: Person) -> None:
    """Ask one influencer as much as there may be, and let twenty be talked to."""
    kinds: tuple[TalkKind, ...] = ("fact", "hold", "step")
    until = OPENED + timedelta(hours=30)
    if not words.text.strip():
        return
    for number in range(30):
        kind = kinds[number % 3]
        noted = want.NoteTalk(f"q{number}", kind, words, words, "", person, words, until)
        scene.does(noted)
        answers = ("answered", "declined"), ("extended", "broken"), ("done", "dropped")
        for state in answers[number % 3]:
            said = want.AnswerTalk(noted.item, state, words, person, until)  # type: ignore[arg-type]  # one of its states
            scene.does(said) if number % 2 else None
    for number in range(18):
        scene.does(want.NoteTalk(f"o{number}", "fact", Words(f"{number}{words.text}"), words))


def state(scene: Scene, playbook: Playbook, words: Words, person: Person) -> None:
    """Write a statement in several versions, publish one, keep one back, leave one open."""
    form = playbook.handbook.formats[0].id
    other = Words(f"{words.text[:1400]} other")
    if not words.text.strip():
        return
    for name in map(StatementId, ("s0", "s1", "s2")):
        scene.does(want.DraftStatement(name, form, words, ("en", "zh"), words))
        scene.does(want.DraftStatement(name, form, other, ("en", "zh"), words, after=1))
    scene.does(want.PublishStatement(StatementId("s0"), 2, words, override=words))
    scene.does(want.DropStatement(StatementId("s1"), words))
    for role in asked_roles(scene.incident, scene.incident.statements[StatementId("s2")]):
        said = (StatementId("s2"), 2)
        scene.does(want.ApproveStatement(*said, words, same=True, by=person, role=role))
        scene.does(want.AskForChanges(*said, words, person, role))


def decide(scene: Scene, playbook: Playbook, words: Words, owner: Person) -> None:
    """Record every kind of decision with every field filled, and replace and carry out some."""
    for number, kind in enumerate(playbook.decisions):
        record = want.RecordDecision(
            decision=DecisionId(f"d{number}"),
            kind=kind.id,
            owner=owner,
            rationale=words,
            choices={
                f.id: [option.value for option in f.options if not option.refused][-1]
                for f in kind.fields
                if f.options
            },
            answers={f.id: words for f in kind.fields if not f.options},
            due=OPENED,
            replaces=DecisionId("d0") if number == 1 else None,
            override=words,
        )
        scene.does(record)
    scene.does(want.CarryOutDecision(DecisionId("d2"), words))


# In both languages everything is longest; of each language alone two texts are enough.
@pytest.mark.parametrize(
    ("name", "voice"),
    [
        *((name, "both") for name in TEXTS),
        *((name, voice) for name in ("long", "chinese") for voice in ("en", "zh")),
    ],
)
def test_slack_takes_everything_whatever_was_typed(
    playbook: Playbook, name: str, voice: str
) -> None:
    text, spoken = TEXTS[name], VOICES[voice]
    scene = play(playbook, text)
    assert refused(scene.incident, spoken) == []
    outcome = playbook.outcomes[0].value
    closed = scene.does(want.CloseIncident(outcome, Words(text)))
    for question in playbook.questions:
        choices = tuple(option.value for option in question.options)
        closed.does(want.AnswerQuestion(question.id, Words(text), choices))
    closed.does(want.AddFollowUp(FollowUpId("f"), Words(text), Person(slack=ANA), OPENED))
    closed.does(want.SignReview())
    assert refused(closed.incident, spoken) == []


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_slack_takes_the_settings_whatever_a_brand_is_called(playbook: Playbook, text: str) -> None:
    people = {role.id: tuple(SlackUserId(f"U{n}") for n in range(90)) for role in playbook.roles}
    brands = {str(n): Brand(Words(text), people) for n in range(30)}
    keepers = frozenset(SlackUserId(f"U{n}") for n in range(90))
    kept = House(TEAM, 9, people, brands, ChannelId("C0GENERAL"), keepers)
    for voice in VOICES.values():
        shown = home_view(ANA, [], {}, voice, playbook=playbook, house=kept, now=OPENED)
        assert check_view(shown, surface="home") is None
        assert check_view(house.roster_modal(kept, playbook, voice, text), surface="modal") is None
        assert check_view(house.keepers_modal(kept, voice), surface="modal") is None


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_slack_takes_the_register_whatever_was_typed(playbook: Playbook, text: str) -> None:
    register, incident = prevention.typed_everywhere(text), Scene(playbook).incident
    for voice in VOICES.values():
        for name, view in prevention.shown(register, incident, playbook.handbook, voice):
            if name == "home":
                assert check_view(view, surface="home") is None
            else:
                assert check_view(view, surface="modal") is None, name
        for name, letter in prevention.letters(register, voice):
            sent = {"text": letter.text, "blocks": list(letter.blocks), "channel": "D1"}
            assert check_message(sent) is None, name


@pytest.mark.parametrize("voice", VOICES)
def test_slack_takes_everything_of_the_longest_playbook(voice: str) -> None:
    scene = play(longest_playbook(), TEXTS["escaped"])
    assert refused(scene.incident, VOICES[voice]) == []


@pytest.mark.parametrize("voice", VOICES)
def test_slack_takes_everything_when_nothing_is_to_do(playbook: Playbook, voice: str) -> None:
    scene = Scene(calm_playbook(playbook), want.OpenIncident(Words("?"), ANA))
    assert refused(scene.incident, VOICES[voice]) == []


@pytest.mark.parametrize("voice", VOICES)
def test_slack_takes_everything_of_a_redacted_crisis(playbook: Playbook, voice: str) -> None:
    gone = Words("", redacted=True)
    opening = want.OpenIncident(Words("x"), ANA, kols=(Kol(gone, (gone,)),), campaign=gone)
    scene = Scene(playbook, opening)
    scene.does(want.ChangeDetails(title=Words("y")))
    scene.does(want.TakeTask(scene.incident.open_tasks()[0].id, Person(outside=gone)))
    assert refused(scene.incident, VOICES[voice]) == []


def test_a_whole_message_is_cut_where_it_is_longest() -> None:
    short = section(Mrkdwn("short"))
    shown = message(Mrkdwn("t"), [short, *(section(Mrkdwn("&amp;" * 590)) for _ in range(6))])
    assert limits.size(json.dumps(shown.blocks, ensure_ascii=False)) <= limits.MESSAGE_JSON
    assert shown.blocks[0]["text"]["text"] == "short"
    assert check_message({"text": shown.text, "blocks": list(shown.blocks)}) is None


def test_many_blocks_end_in_a_sign_that_there_was_more() -> None:
    shown = message(Mrkdwn("t"), [section(Mrkdwn("x")) for _ in range(80)])
    assert len(shown.blocks) == limits.BLOCKS_OF_MESSAGE
    assert shown.blocks[-1]["elements"][0]["text"] == "…"


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("one two three", 40, "one two three"),
        ("one two three", 10, "one two…"),
        ("危机危机危机", 5, "危机危机…"),
        ("a&amp;b&amp;c", 8, "a&amp;b…"),
        ("a&amp;b&amp;c", 5, "a…"),
        ("see <https://a.example/long|here>", 12, "see…"),
        ("👩🏽‍🚒👩🏽‍🚒", 10, "👩🏽‍🚒…"),
        ("e\u0301e\u0301e\u0301", 5, "e\u0301e\u0301…"),
        ("👍👍👍", 4, "👍…"),
    ],
)
def test_a_text_is_cut_where_it_may_be_cut(text: str, limit: int, cut: str) -> None:
    assert limits.clip_mrkdwn(text, limit) == cut
    assert limits.size(cut) <= limit or cut == text


def test_a_buttons_value_comes_back_as_it_was_packed() -> None:
    assert unpack(pack("i3f9a", "A2", "assign")) == ("i3f9a", "A2", "assign")


@pytest.mark.parametrize("part", ["a|b", "x" * 80])
def test_a_value_that_slack_would_refuse_is_refused_here(part: str) -> None:
    with pytest.raises(ValueError, match="not a value for a button"):
        pack("i3f9a", part)


def test_a_person_outside_slack_fits_wherever_they_stand(playbook: Playbook) -> None:
    scene = Scene(playbook)
    task = scene.incident.open_tasks()[0]
    scene.does(want.TakeTask(task.id, outside("王" * 3000)), by=ANA)
    scene.does(want.NoteInvitationFailed(BO, "user_is_restricted"), by=None)
    assert refused(scene.incident, VOICES["both"]) == []
