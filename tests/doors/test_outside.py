"""People outside Slack and small teams: recorded by name, with how one knows, when and by whom."""

from datetime import timedelta

from bot.crisis.ids import RoleId, SlackUserId, TaskId
from bot.crisis.words import outside
from tests.doors.crisis import sent
from tests.doors.hands import person
from tests.doors.house import House

B1, C5 = TaskId("B1"), TaskId("C5")


async def test_what_somebody_outside_slack_did_is_kept_with_means_time_proof_and_recorder(
    house: House,
) -> None:
    crisis = await house.open(roles={"legal": [house.lin]})
    done_at = (house.clock.now() - timedelta(minutes=40)).replace(second=0, microsecond=0)
    await crisis.task_form(
        house.lin,
        "B1",
        "assign",
        {"owner_outside": "聚光代理 老周"},
    )
    await crisis.reads(house.ana, "step.pause", "In hand: 聚光代理 老周")
    form = await crisis.form(house.lin, "task.menu", "|B1|record")
    form.fill({"means": "微信语音", "at": house.clock.now() + timedelta(hours=1)})
    assert (await form.submit()).outcome == "errors"
    assert list(form.errors) == ["at"]
    files = [("receipt.png", b"off at 08:20")]
    await sent(form.fill({"at": done_at, "evidence": "https://ad.example/off", "files": files}))
    state = (await crisis.now()).state(B1)
    assert (state.status, state.by) == ("done", outside("聚光代理 老周"))
    assert (state.changed_at, state.recorded_by) == (done_at, SlackUserId(house.lin.id))
    proofs = (await crisis.now()).evidence
    assert [one.task for one in proofs] == [B1, B1]
    assert "https://ad.example/off" in proofs[0].words.text
    await crisis.close(house.ana)
    text = crisis.file_text()
    assert "聚光代理 老周 (微信语音)" in text
    assert "https://ad.example/off" in text


async def test_where_two_must_agree_the_second_is_named_in_slack_or_outside(house: House) -> None:
    crisis = await house.open(roles={"legal": [house.lin]})
    form = await crisis.form(house.ana, "task.complete", "|C5")
    assert (await form.submit()).outcome == "errors"
    form.fill({"owner": house.ana})
    assert (await form.submit()).outcome == "errors"
    await sent(form.fill({"owner": None, "owner_outside": "Counsel Smith"}))
    state = (await crisis.now()).state(C5)
    assert (state.by, state.second) == (person(house.ana), outside("Counsel Smith"))
    assert not state.alone


async def test_a_team_of_one_is_recorded_as_such_asked_or_known(house: House) -> None:
    alone = await house.open(words="All alone")
    await alone.task(house.ana, "complete", "C5")
    assert (await alone.now()).state(C5).alone
    together = await house.open(words="Asleep, the others", roles={"legal": [house.lin]})
    form = await together.form(house.ana, "task.complete", f"{together.id}|C5")
    await sent(form.fill({"alone": ["alone"]}))
    assert (await together.now()).state(C5).alone
    await together.command(house.ana, "close")
    await sent((await house.modal(house.ana)).fill({"outcome": "contained"}))
    await house.until(together.files)
    assert "single-person team" in together.file_text().lower()


async def test_one_person_holds_several_roles_and_gets_into_the_channel_once(house: House) -> None:
    crisis = await house.open(
        roles={"legal": [house.lin], "kol": [house.lin], "ads": [house.lin, house.ana]}
    )
    roles = (await crisis.now()).roles
    assert roles[RoleId("legal")] == roles[RoleId("kol")] == (person(house.lin),)
    assert roles[RoleId("ads")] == (person(house.lin), person(house.ana))
    invited = [one.args["users"] for one in house.calls("conversations.invite")]
    assert sum(str(users).count(house.lin.id) for users in invited) == 1


async def test_the_state_is_copied_for_wecom_as_plain_chinese_with_names_written_out(
    house: House,
) -> None:
    crisis = await house.open(words="Mia's note claims <7天淡斑>", roles={"legal": [house.lin]})
    await crisis.task(house.lin, "take", "A2")
    before = await crisis.record()
    form = await crisis.form(house.ana, "incident.menu", "|copy")
    text = str(
        next(one for one in form.blocks if one["type"] == "input")["element"]["initial_value"]
    )
    for words in ("先取证", "Lin Zhao", "牵头：Ana Reyes", "<7天淡斑>", "请勿"):
        assert words in text
    for markup in ("<@", "<!date", "&lt;", "*"):
        assert markup not in text
    await sent(form)
    assert await crisis.record() == before
