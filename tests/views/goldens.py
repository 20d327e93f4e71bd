"""What people see, written down: run ``python -m tests.views.goldens`` to write it anew.

Read the difference before committing it: a golden file is the text that somebody reads at 2 a.m.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.crisis import intents as want
from bot.crisis.events import NoteChoice, Tongue
from bot.crisis.ids import (
    ChannelId,
    DecisionId,
    EntryId,
    FollowUpId,
    RoleId,
    StatementId,
    TaskId,
)
from bot.crisis.playbook import Playbook
from bot.crisis.words import MessageRef, Words, in_slack, outside
from bot.locales.voice import Voice
from bot.playbook.load import load_default
from bot.views.home import home_view
from tests.views import exercise, prevention
from tests.views.everything import CHANNEL, answered, cards, letters, modals
from tests.views.readable import read_message, read_view
from tests.views.scene import ANA, BO, HOUSE, OPENED, VOICES, Scene

_PINNED = MessageRef(ChannelId("C0CRISIS1"), "1793729160.000100", "https://x.slack.com/p1")

_LINK = Words("https://www.xiaohongshu.com/explore/77")
_S1, _S2 = StatementId("s1"), StatementId("s2")

FOLDER = Path(__file__).parent / "golden"


def stages(playbook: Playbook) -> dict[str, Scene]:
    """The usual crisis at the moments that look different."""
    return {
        "1-opened": Scene(playbook),
        "2-first-minutes": _first_minutes(playbook),
        "3-after-a-day": _after_a_day(playbook),
        "4-closed": _closed(playbook),
        "5-signed": _signed(playbook),
    }


def renderings(playbook: Playbook) -> Iterator[tuple[str, str]]:
    """Every golden file by name, with what should stand in it."""
    scenes = stages(playbook)
    for language, voice in VOICES.items():
        for stage, scene in scenes.items():
            yield f"{stage}.{language}.txt", _channel(scene, voice)
        yield f"exercise.{language}.txt", _exercise(playbook, voice)
        yield f"prevention.{language}.txt", _prevention(scenes["1-opened"], voice)
        yield f"forms.{language}.txt", _forms(scenes["2-first-minutes"], voice)
        yield f"answers.{language}.txt", _answers(scenes["3-after-a-day"], voice)
        yield f"letters.{language}.txt", _letters(scenes["3-after-a-day"], voice)
        yield f"letters-after.{language}.txt", _letters(scenes["5-signed"], voice)


def _first_minutes(playbook: Playbook) -> Scene:
    return (
        Scene(playbook)
        .does(want.FillRole(RoleId("ads"), (in_slack(BO),)), later=1)
        .does(want.AddEvidence("e1", Words("录屏 14 条"), TaskId("A2")), later=1)
        .does(want.CompleteTask(TaskId("A2")), later=1)
        .does(want.TakeTask(TaskId("B1"), in_slack(BO)), later=1)
        .does(want.BlockTask(TaskId("D1"), Words("Mia 的经纪人不接电话")), later=2)
        .does(want.MarkTaskNotApplicable(TaskId("B4"), Words("没有待发布的笔记")), later=1)
        .does(want.NoteInvitationFailed(BO, "user_is_restricted"), by=None)
        .does(want.AddNote(EntryId("n1"), Words("经纪公司回电：\n先不删"), OPENED), later=1)
        .does(want.AddNote(EntryId("n2"), Words("误记")), later=1)
        .does(want.RetractEntry(EntryId("n2")))
        .does(want.PinMessage(_PINNED), by=BO)
        .does(want.AmendEntry(EntryId("n1"), Words("经纪公司回电：\n两点前先不删")))
        .does(_draft("s1", "We take this seriously. We will say more by 18:00."), later=1)
        .does(want.AskForChanges(_S1, 1, Words("Say what happened")), later=1)
        .does(_draft("s1", "Our note of 3 November was wrong. We will say more by 18:00.", after=1))
    )


def _after_a_day(playbook: Playbook) -> Scene:
    scene = (
        _first_minutes(playbook)
        .does(want.ConfirmLevel(3), later=20)
        .does(want.CompleteTask(TaskId("B1"), outside("聚光代理 老周"), Words("WeChat")), later=5)
        .does(_takedown("d1", "edit", "先改掉“淡斑”"), later=30)
    )
    replacing = replace(
        _takedown("d2", "hide", "改完仍在传播，先隐藏", replaces=DecisionId("d1")),
        further=(
            NoteChoice(Words("https://www.xiaohongshu.com/explore/66bb"), {"action": "keep"}),
        ),
    )
    return (
        scene.does(replacing, later=60)
        .does(want.CarryOutDecision(DecisionId("d2"), Words("蒲公英 申请号 88123")), later=30)
        .does(_statement(), later=5)
        .does(
            want.PublishStatement(_S1, 2, Words("https://a.example/1"), override=Words("有人受伤"))
        )
        .does(want.FillRole(RoleId("legal"), (in_slack(ANA),)))
        .does(_draft("s2", "我们错了。We were wrong.", ("en", "zh")), later=1)
        .does(want.ApproveStatement(_S2, 1), later=1)
        .does(_said_by_phone(), later=1)
        .does(want.TimePassed(), by=None, later=60 * 22)
    )


def _closed(playbook: Playbook) -> Scene:
    outcome = playbook.outcomes[0].value
    remark = Words("热度已回到基线")
    return _after_a_day(playbook).does(want.CloseIncident(outcome, remark), later=30)


def _signed(playbook: Playbook) -> Scene:
    scene = _closed(playbook)
    for question in playbook.questions:
        choices = tuple(option.value for option in question.options[:1])
        scene.does(want.AnswerQuestion(question.id, Words("brief 没有写明功效边界"), choices))
    promise = Words("功效宣称清单进 brief 模板")
    due = OPENED + timedelta(days=14)
    scene.does(want.AddFollowUp(FollowUpId("f1"), promise, in_slack(ANA), due))
    return scene.does(want.SignReview())


def _takedown(
    decision: str, action: str, why: str, *, replaces: DecisionId | None = None
) -> want.RecordDecision:
    return want.RecordDecision(
        decision=DecisionId(decision),
        kind="takedown",
        owner=in_slack(BO),
        rationale=Words(why),
        choices={"action": action},
        answers={
            "note": Words("https://www.xiaohongshu.com/explore/66aa"),
            "public_rationale": Words("笔记表述不准确，已请博主暂时隐藏，更正后再发布。"),
        },
        due=OPENED + timedelta(hours=4),
        replaces=replaces,
    )


def _statement() -> want.RecordDecision:
    return want.RecordDecision(
        decision=DecisionId("d3"),
        kind="statement",
        owner=outside("王总"),
        rationale=Words("评论区都在问备案"),
        choices={"format": "comment_replies"},
        answers={"text": Words("我们看到大家的疑问了。\n产品是普通护肤品，不能淡斑。")},
    )


def _draft(
    name: str, text: str, languages: tuple[Tongue, ...] = ("en",), after: int = 0
) -> want.DraftStatement:
    form = "holding_line" if name == "s1" else "brand_note"
    return want.DraftStatement(StatementId(name), form, Words(text), languages, after=after)


def _said_by_phone() -> want.ApproveStatement:
    wang, how = outside("王总"), Words("电话：可以发")
    return want.ApproveStatement(_S2, 1, how, by=wang, role=RoleId("executive"))


def _channel(scene: Scene, voice: Voice) -> str:
    incident = scene.incident
    shown = {step.id for step in incident.shown_steps()}
    hidden = {f"step.{step.id}" for step in incident.playbook.steps if step.id not in shown}
    later = {f"checkpoint.{hours}" for hours in incident.playbook.checkpoints}
    later -= {f"checkpoint.{hours}" for hours in incident.checkpoints}
    later |= {"announcement"} if len(scene.record) > 1 else set()
    later |= set() if incident.closed else {"follow_ups"}
    return _sheet(
        (name, read_message(message))
        for name, message in cards(incident, voice)
        if name not in hidden | later
    )


def _exercise(playbook: Playbook, voice: Voice) -> str:
    scene, over = exercise.begun(playbook), exercise.ended(playbook)
    shown = [(name, read_message(one)) for name, one in exercise.messages(over, voice)]
    asked = [(name, read_view(one)) for name, one in exercise.views(scene, voice)]
    after = [(f"{name}.over", read_view(one)) for name, one in exercise.views(over, voice)][1:]
    return _sheet([*asked, *after, *shown])


def _prevention(scene: Scene, voice: Voice) -> str:
    register = prevention.usual()
    views = prevention.shown(register, scene.incident, scene.incident.playbook.handbook, voice)
    many = {
        "register",
        "profile",
        "brief.list",
        "content.list",
        "content.submit",
        "content.draft",
        "watch.list",
        "watch.read",
        "home",
    }
    sheets = [
        (name, read_view(view) if name not in many else _once(read_view(view)))
        for name, view in views
    ]
    told = prevention.letters(register, voice)
    return _sheet([*sheets, *((name, read_message(one)) for name, one in told)])


def _once(text: str) -> str:
    """Leave out what stands there many times over to see where a list ends."""
    blocks = dict.fromkeys(text.split("\n\n"))
    return "\n\n".join(blocks)


def _forms(scene: Scene, voice: Voice) -> str:
    return _sheet((name, read_view(view)) for name, view in modals(scene.incident, voice))


def _answers(scene: Scene, voice: Voice) -> str:
    sheets = [
        (name, read_message(one))
        for name, one in answered(scene.incident, voice)
        if name.startswith("answer.")
    ]
    return _sheet([*sheets, ("home", _home(scene, voice))])


def _home(scene: Scene, voice: Voice) -> str:
    incident = scene.incident
    view = home_view(
        ANA,
        [incident],
        {incident.id: CHANNEL},
        voice,
        playbook=incident.playbook,
        now=incident.closed_at or incident.opened_at,
        house=None if incident.closed else HOUSE,
    )
    return read_view(view)


def _letters(scene: Scene, voice: Voice) -> str:
    over = scene.incident.closed
    sheets = [
        (name, read_message(one))
        for name, one in letters(scene.incident, voice)
        if name
        not in ({"letter.offer", "letter.join"} if over else {"letter.closed", "letter.closed.bo"})
    ]
    return _sheet([*sheets, ("home", _home(scene, voice))] if over else sheets)


def _sheet(parts: Iterator[tuple[str, str]] | Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"######## {name}\n{text}" for name, text in parts)


def write() -> None:
    """Write every golden file anew, and remove those that nothing renders any more."""
    FOLDER.mkdir(exist_ok=True)
    wanted = dict(renderings(load_default()))
    for path in FOLDER.glob("*.txt"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
