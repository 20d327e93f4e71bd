"""Content through the doors: from a draft to the public, each gate allowed, refused, overridden."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.crisis import events as ev
from bot.crisis.events import content as told
from bot.crisis.events.content import ContentEvent, ContentSeat
from bot.crisis.events.monitoring import CampaignPlan
from bot.crisis.ids import ChannelId, SlackUserId
from bot.crisis.intents import Refusal
from bot.crisis.words import Words
from bot.prevention.content import Content, digest_of
from bot.prevention.intents import (
    AddKol,
    ApproveBrief,
    CheckVetting,
    KolIntent,
    SignVetting,
    StartBrief,
    WriteBrief,
)
from bot.prevention.intents_content import (
    PublishContent,
    StartContent,
    SubmitContent,
    WriteContent,
)
from bot.prevention.monitoring import AddCampaign
from bot.prevention.rights import Actor as Standing
from bot.workspace.people.actor import Actor
from bot.workspace.people.modal import Modal
from handlers.doors import Doors
from storage.values import StreamKey
from tests.doors.hands import held_at_home, inputs_of
from tests.doors.house import House
from tests.doors.letters import finds, letter
from tests.doors.residents import playbook
from tests.doors.test_kols import on_the_roster, presses, shows
from tests.prevention.example import PIECE, WHOLE, profile

URL = "https://www.xiaohongshu.com/explore/66ab"


@pytest.fixture
def ida(house: House) -> Actor:
    """Administers the workspace."""
    return house.slack.add_person("Ida", real_name="Ida Admin", locale="en-US", is_admin=True)


async def known_already(house: House, ida: Actor) -> None:
    """Let the register hold Mia, vetted by two, with a brief that Ida wrote and nobody approved."""
    doors: Doors = house.bot.parts.router._doors
    one, two = (Standing(SlackUserId(actor.id), "keeper") for actor in (ida, house.bob))
    checks = [check.id for check in playbook()[0].handbook.prevention.checks]
    vetted: list[KolIntent] = [
        AddKol(profile("小满Mia")),
        *(CheckVetting(c, "pass", Words("x")) for c in checks),
    ]
    await doors.kols.act(house.team, "k1", *vetted, SignVetting(), actor=one, delivery=None)
    await doors.kols.act(house.team, "k1", SignVetting(), actor=two, delivery=None)
    written = (StartBrief("k1", Words("Spring")), WriteBrief(0, WHOLE))
    await doors.briefs.act(house.team, "b1", *written, actor=one, delivery=None)


async def brief_of(house: House, actor: Actor) -> Modal:
    """Bring up the brief."""
    await actor.command("/kolcrisis", "brief")
    form = await house.modal(actor)
    await presses(house, actor, form, "brief.show")
    await shows(house, form, "Spring")
    return form


async def watched_by(house: House, ida: Actor, person: Actor) -> None:
    """Let a campaign of Mia be watched, in turns of one person."""
    doors: Doors = house.bot.parts.router._doors
    channel = ChannelId(house.slack.channel("general").id)
    plan = CampaignPlan(Words("Spring"), channel, ("k1",), rota=(SlackUserId(person.id),))
    actor = Standing(SlackUserId(ida.id), "keeper")
    await doors.campaigns.act(house.team, "c1", AddCampaign(plan), actor=actor, delivery=None)


async def sends(house: House, form: Modal, block: str, **entries: object) -> None:
    """Fill a form once it is there, send it, and see the piece again."""
    await house.until(lambda: block in inputs_of(form))
    done = await form.fill(entries).submit()
    assert done.outcome == "updated", done


async def opens(house: House, actor: Actor, words: str) -> Modal:
    """Open the piece from the letter that asks for it."""
    await letter(house, actor, "content", words)
    await (await finds(house, actor, "content.show")).use(actor)
    return await house.modal(actor)


async def approves(house: House, actor: Actor, words: str = "waits for your approval") -> None:
    """Approve from the letter."""
    form = await opens(house, actor, words)
    await presses(house, actor, form, "content.approve")
    await sends(house, form, "evidence", evidence="read it all")
    await form.close()


async def happened(house: House) -> list[ContentEvent]:
    """Return what stands in the record of the one piece, whose chain holds."""
    (row,) = await house.reader.streams(house.team, "content")
    assert (await house.reader.verify(row.key)).ok
    return [one.event for one in await house.reader.read(row.key)]  # type: ignore[misc]  # a stream of content holds nothing else


async def submits(house: House, actor: Actor, people: dict[str, Actor]) -> Modal:
    """Bring up the piece and its form, and fill in everybody."""
    await actor.command("/kolcrisis", "content mia")
    form = await house.modal(actor)
    await presses(house, actor, form, "content.show")
    await presses(house, actor, form, "content.submit")
    await house.until(lambda: "seat.legal" in inputs_of(form))
    return form.fill(people)


async def begun(house: House, ida: Actor) -> None:
    """Begin a piece and write a first version with a wording that is looked at again."""
    form = await brief_of(house, ida)
    await presses(house, ida, form, "content.start")
    await sends(house, form, "title", title="Spring note", category="beauty")
    await presses(house, ida, form, "content.write")
    await sends(house, form, "text", text="全网第一的保湿", tags="#护肤 敏感肌")
    assert "Approval of the brief" in await shows(house, form, "Holds it back")
    await form.close()


async def brief_approved(house: House, ida: Actor) -> None:
    """See that whoever wrote a brief cannot approve it, and have somebody else do so."""
    form = await brief_of(house, ida)
    await presses(house, ida, form, "brief.approve")
    await house.until(lambda: ida.modal().view is not form.view)
    assert "You wrote this version" in str(ida.modal().blocks)
    await ida.modal().close()
    await form.close()
    form = await brief_of(house, house.ana)
    await presses(house, house.ana, form, "brief.approve")
    await shows(house, form, "waits for the KOL")
    await form.close()


async def sent_back_and_sent_again(house: House, ida: Actor, people: dict[str, Actor]) -> None:
    """Let the first reader say no with a reason, and the piece come back changed."""
    form = await opens(house, house.ana, "waits for your approval")
    await presses(house, house.ana, form, "content.reject")
    await house.until(lambda: "reason" in inputs_of(form))
    assert "Write what should change" in str((await form.submit()).errors["reason"])
    assert (await form.fill({"reason": "No absolute terms"}).submit()).outcome == "updated"
    await form.close()
    form = await opens(house, ida, "was sent back")
    await presses(house, ida, form, "content.write")
    await sends(house, form, "text", text="皮肤更水润")
    await presses(house, ida, form, "content.submit")
    await sends(house, form, "seat.legal", **people)
    await form.close()


async def silence_published(house: House, ida: Actor) -> None:
    """Let the client's 72 hours run out, and record what is public then."""
    form = await opens(house, ida, "is approved inside")
    await presses(house, ida, form, "content.review")
    await sends(house, form, "since")
    await shows(house, form, "silence publishes it")
    await form.close()
    house.clock.pass_by(timedelta(hours=67))
    for actor in (ida, house.ana):
        await letter(house, actor, "content", "Silence counts as yes")
    house.clock.pass_by(timedelta(hours=6))
    await letter(house, house.ana, "content", "has ended without a word")
    form = await opens(house, ida, "has ended without a word")
    await presses(house, ida, form, "content.publish")
    await house.until(lambda: "note_url" in inputs_of(form))
    refused = await form.fill({"note_url": URL, "text": "7天淡斑"}).submit()
    assert "Published as approved" in str(refused.errors["reason"])
    assert (await form.fill({"text": "皮肤更水润"}).submit()).outcome == "updated"
    await shows(house, form, "Public since")
    await presses(house, ida, form, "content.close")
    await house.until(lambda: "remark" in inputs_of(form))
    assert "watched until" in str((await form.fill({"remark": "Calm"}).submit()).errors["early"])
    await form.close()
    house.clock.pass_by(timedelta(hours=7))
    form = await opens(house, ida, "The first hours of")
    await presses(house, ida, form, "content.close")
    await sends(house, form, "remark", remark="Calm, all questions answered")
    await form.close()
    await house.caught_up()


async def test_a_piece_goes_its_whole_way_and_each_gate_says_what_is_missing(
    house: House, ida: Actor
) -> None:
    await on_the_roster(house, ida, house.ana, house.lin, house.bob)
    await known_already(house, ida)
    await begun(house, ida)
    people = {"seat.legal": house.ana, "seat.culture": house.bob, "seat.brand": house.lin}
    people |= {"backup": house.bob, "kol_side": ida, "client": house.wang}
    form = await submits(house, ida, people)
    assert (await form.submit()).outcome == "updated"
    assert "The brief is not approved yet" in str(form.blocks)
    await form.close()
    await brief_approved(house, ida)
    form = await submits(house, ida, people)
    assert "write why it stays" in str((await form.submit()).errors["reason"])
    assert (await form.fill({"reason": "A registered mark."}).submit()).outcome == "updated"
    assert "is not on the roster" in str(form.blocks)
    await form.close()
    people["client"] = house.ana
    form = await submits(house, ida, people)
    assert (await form.fill({"reason": "A registered mark."}).submit()).outcome == "updated"
    await shows(house, form, "At: Legal review")
    await form.close()

    await sent_back_and_sent_again(house, ida, people)
    await house.ana.open_home()
    await house.until(lambda: held_at_home(house.ana, "content.show"))
    house.clock.pass_by(timedelta(hours=25))
    await letter(house, house.ana, "content", "is past its time")
    await approves(house, house.bob, "is past its time")
    await approves(house, house.bob)
    await approves(house, house.lin, "请您确认")
    await silence_published(house, ida)

    kinds = [type(one).__name__.removeprefix("Content") for one in await happened(house)]
    for kind in ("Submitted", "Rejected", "Approved", "ReviewLapsed", "Watched", "Closed"):
        assert kind in kinds, kind
    # A crisis about this very note keeps who approved what, and that the client said nothing.
    crisis = await house.open(ida, "Comments say 烂脸", kol="小满Mia", note_url=URL)
    (kept,) = await crisis.happened(ev.KolRecognised)
    approval = {one.thing: one.state for one in kept.facts if one.process == "approval"}
    done = dict.fromkeys(("lint", "legal", "culture", "brand", "unchanged"), "done")
    assert approval == done | {"platform": "lapsed"}


async def test_what_is_public_unapproved_needs_a_reason_that_the_record_keeps(
    house: House, ida: Actor
) -> None:
    await on_the_roster(house, ida, house.ana)
    await known_already(house, ida)
    await house.bob.command("/kolcrisis", "content")
    await house.told(house.bob, "for the people on the roster")
    form = await brief_of(house, ida)
    await presses(house, ida, form, "content.start")
    planned = int((house.clock.now() + timedelta(days=200)).timestamp())
    await sends(house, form, "title", title="Note", category="travel", planned_at=planned)
    await presses(house, ida, form, "content.write")
    await sends(house, form, "text", text="水润")
    # The vetting lapses before the planned day, so it is asked again the day before.
    house.clock.pass_by(timedelta(days=199, hours=1))
    await letter(house, ida, "content", "Please vet again")
    await form.close()
    await ida.command("/kolcrisis", "content")
    form = await house.modal(ida)
    await presses(house, ida, form, "content.show")
    await watched_by(house, ida, house.ana)
    await presses(house, ida, form, "content.publish")
    await house.until(lambda: "note_url" in inputs_of(form))
    missing = str(form.blocks)
    for thing in ("Vetting of the KOL", "Approval of the brief", "Brand approval"):
        assert thing in missing
    assert "Legal review" not in missing
    refused = await form.fill({"note_url": URL}).submit()
    assert "Vetting of the KOL" in str(refused.errors["reason"])
    assert (await form.fill({"reason": "Mia was early"}).submit()).outcome == "updated"
    await shows(house, form, "Published without")
    await form.close()
    await house.caught_up()
    (public,) = [one for one in await happened(house) if isinstance(one, told.ContentPublished)]
    assert public.overridden == ("vetting", "brief", "lint", "culture", "brand", "platform")
    assert public.reason == Words("Mia was early")
    # The influencer's campaign watches the first hours from then on, once.
    assert "You have the watch for Spring" in await letter(house, house.ana, "watch")
    await house.quiet()
    key = StreamKey(house.team, "campaign", "c1")
    begun = [one.event for one in await house.reader.read(key)][1:]
    assert [type(one).__name__ for one in begun] == ["CampaignNotePublished", "WatchAssigned"]


async def test_a_vetting_that_turned_between_the_look_and_the_commit_still_holds_a_piece_back(
    house: House, ida: Actor
) -> None:
    """The form saw a good vetting; what counts is the moment at which the piece is sent."""
    await known_already(house, ida)
    doors: Doors = house.bot.parts.router._doors
    one, two = (Standing(SlackUserId(actor.id), "keeper") for actor in (ida, house.bob))
    await doors.briefs.act(house.team, "b1", ApproveBrief(1), actor=two, delivery=None)
    seen: tuple[str, ...] = ()
    begun = (StartContent("k1", "b1", Words("Note"), "travel"), WriteContent(0, PIECE))
    await doors.contents.act(house.team, "c1", *begun, actor=one, delivery=None)
    no = CheckVetting("audience", "reject", Words("x"), reason=Words("bought"))
    await doors.kols.act(house.team, "k1", no, actor=two, delivery=None)
    seats = [("culture", house.bob), ("brand", house.ana)]
    wanted = SubmitContent(
        1,
        tuple(ContentSeat(stage, SlackUserId(actor.id)) for stage, actor in seats),
        two.user,
        one.user,
        two.user,
        blocks=seen,
    )
    public = PublishContent(1, Words(URL), PIECE, blocks=seen)
    for intent, key in ((wanted, "vetting"), (public, "unapproved")):
        verdict = await doors.contents.act(house.team, "c1", intent, actor=one, delivery=None)
        assert isinstance(verdict, Refusal)
        assert verdict.key == f"refusal.content.{key}"
    again = StartContent("k1", "b1", Words("Another"), "travel", rejected=False)
    verdict = await doors.contents.act(house.team, "c2", again, actor=one, delivery=None)
    assert isinstance(verdict, Refusal)
    assert verdict.key == "refusal.content.rejected"
    brief = StartBrief("k1", Words("Autumn"), rejected=False)
    refused = await doors.briefs.act(house.team, "b2", brief, actor=one, delivery=None)
    assert isinstance(refused, Refusal)
    # What the digests rest on goes with the words: from then on nobody can try them out.
    early = replace(public, reason=Words("Mia was early"))
    done = await doors.contents.act(house.team, "c1", early, actor=one, delivery=None)
    assert isinstance(done, Content)
    assert done.published is not None
    assert done.published.digest == digest_of(PIECE, done.salt) != digest_of(PIECE, None)
    (row,) = await house.reader.streams(house.team, "content")
    async with house.reader.transaction() as tx:
        await tx.redact(row.key, at=house.clock.now())
    left = await house.reader.read(row.key)
    (written,) = [one.event for one in left if isinstance(one.event, told.ContentWritten)]
    assert written.salt == Words("", redacted=True)
    assert (await house.reader.verify(row.key)).ok
