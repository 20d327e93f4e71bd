"""What holds a campaign back before it goes out, each said to whoever runs into it."""

from dataclasses import replace

import pytest

from bot.crisis.events import BriefClaim
from bot.crisis.events.content import ContentSeat
from bot.crisis.ids import SlackUserId
from bot.crisis.words import Words
from bot.prevention.content import Content
from bot.prevention.intents import AddKol, ApproveBrief, CheckVetting, KolIntent, WriteBrief
from bot.prevention.intents_content import (
    ApproveContent,
    ContentIntent,
    RejectContent,
    StartContent,
    StartPlatformReview,
    SubmitContent,
    WriteContent,
)
from bot.prevention.rights import Actor as Standing
from bot.workspace.people.actor import Actor
from bot.workspace.people.modal import Modal
from handlers.doors import Doors
from tests.doors.hands import held_at_home, held_in, inputs_of
from tests.doors.house import House
from tests.doors.letters import letter
from tests.doors.residents import playbook
from tests.doors.test_contents import known_already, opens, sends
from tests.doors.test_kols import on_the_roster, presses, shows
from tests.prevention.example import PIECE, WHOLE, profile

NOTE = "https://www.xiaohongshu.com/explore/66aa"


@pytest.fixture
def ida(house: House) -> Actor:
    """Administers the workspace."""
    return house.slack.add_person("Ida", real_name="Ida Admin", locale="en-US", is_admin=True)


def standing(actor: Actor) -> Standing:
    """Return how the rules see somebody of the team."""
    return Standing(SlackUserId(actor.id), "team")


async def profile_of(house: House, actor: Actor) -> Modal:
    """Bring up Mia's profile."""
    await actor.command("/kolcrisis", "kol xiaoman")
    form = await house.modal(actor)
    await presses(house, actor, form, "kol.show")
    return form


async def test_nobody_signs_twice_a_rejection_blocks_the_brief_and_a_note_links_its_crises(
    house: House, ida: Actor
) -> None:
    doors: Doors = house.bot.parts.router._doors
    checks = [check.id for check in playbook()[0].handbook.prevention.checks]
    vetted: list[KolIntent] = [
        AddKol(profile("小满Mia")),
        *(CheckVetting(c, "pass", Words("x")) for c in checks),
    ]
    await doors.kols.act(house.team, "k1", *vetted, actor=standing(ida), delivery=None)
    form = await profile_of(house, ida)
    await presses(house, ida, form, "vetting.open")
    sign = await house.until(lambda: held_in(form, "vetting.sign"))
    await sign.use(ida)
    await shows(house, form, "1 of 2 signatures")
    # From a second screen that still shows the button.
    await sign.use(ida)
    await house.until(lambda: "signed this vetting already" in str(ida.modal().blocks))
    await ida.modal().close()
    await presses(house, ida, form, "vetting.check", f"|{checks[1]}")
    await house.until(lambda: "finding" in inputs_of(form))
    form.fill({"finding": "reject", "source": "Weibo", "reason": "翻车"})
    assert (await form.submit()).outcome == "updated"
    assert held_in(form, "vetting.sign") is None
    await form.close()
    form = await profile_of(house, ida)
    await presses(house, ida, form, "brief.start")
    await house.until(lambda: "campaign" in inputs_of(form))
    refused = await form.fill({"campaign": "Spring"}).submit()
    assert "advises against this KOL" in str(refused.errors)
    await form.close()
    # A crisis that names nobody belongs to whoever another one about the same note named.
    first = await house.open(ida, "The first wave", kol="小满Mia", note_url=NOTE)
    await first.close(ida)
    await house.open(ida, "The second wave", note_url=f"{NOTE}?xsec_token=1")
    form = await profile_of(house, ida)
    shown = await shows(house, form, "The second wave")
    assert "The first wave" in shown
    await form.close()


class Inside:
    """A piece on its way inside, without legal: what people of the team do about it."""

    def __init__(self, house: House, ida: Actor) -> None:
        """Bob reads for the culture, Ana approves for the brand and is the client."""
        self.house = house
        self.ida, self.bob, self.ana = standing(ida), standing(house.bob), standing(house.ana)
        self.doors: Doors = house.bot.parts.router._doors

    async def does(self, by: Standing, *wanted: ContentIntent) -> Content:
        """Carry out what somebody wants of the piece."""
        verdict = await self.doors.contents.act(
            self.house.team, "c1", *wanted, actor=by, delivery=None
        )
        assert isinstance(verdict, Content), verdict
        return verdict

    async def is_sent(self, version: int) -> None:
        """Send a version on its way."""
        seats = (("culture", self.bob.user), ("brand", self.ana.user))
        kept = tuple(ContentSeat(stage, user) for stage, user in seats if user is not None)
        people = (self.bob.user, self.ida.user, self.ana.user)
        await self.does(self.ida, SubmitContent(version, kept, *people))

    async def is_with_the_client(self, version: int) -> None:
        """Write a version, approve it inside, and have the platform ask the client."""
        piece = replace(PIECE, text=Words(f"第{version}稿"))
        await self.does(self.ida, WriteContent(version - 1, piece))
        await self.is_sent(version)
        await self.does(self.bob, ApproveContent("culture", version))
        await self.does(self.ana, ApproveContent("brand", version))
        await self.does(self.ida, StartPlatformReview(version, self.house.clock.now()))


async def test_the_third_rejection_is_the_last_and_a_changed_tag_asks_every_approval_again(
    house: House, ida: Actor
) -> None:
    await on_the_roster(house, ida, house.ana, house.bob)
    await known_already(house, ida)
    inside = Inside(house, ida)
    claims = (BriefClaim(Words("7天淡斑")),)
    wanted = WriteBrief(1, WHOLE, claims)
    await inside.doors.briefs.act(house.team, "b1", wanted, actor=inside.ida, delivery=None)
    # A claim without its proof holds the brief back.
    await house.ana.open_home()
    await house.until(lambda: held_at_home(house.ana, "brief.list"))
    await house.ana.press("brief.list", in_="home")
    form = await house.modal(house.ana)
    await presses(house, house.ana, form, "brief.show")
    await presses(house, house.ana, form, "brief.approve")
    await house.until(lambda: "Not every claim has its proof" in str(house.ana.modal().blocks))
    await house.ana.modal().close()
    await form.close()
    proven = WriteBrief(2, WHOLE, (BriefClaim(Words("保湿"), Words("报告12")),))
    await inside.doors.briefs.act(house.team, "b1", proven, actor=inside.ida, delivery=None)
    await inside.doors.briefs.act(
        house.team, "b1", ApproveBrief(3), actor=inside.bob, delivery=None
    )
    await inside.does(inside.ida, StartContent("k1", "b1", Words("Spring note"), "travel"))
    for version in (1, 2):
        await inside.is_with_the_client(version)
        await inside.does(inside.ana, RejectContent("platform", version, Words("no")))
    await inside.is_with_the_client(3)
    form = await opens(house, house.ana, "Silence counts as yes")
    assert "2 of 3 rejections" in await shows(house, form, "rejections on the platform used")
    await presses(house, house.ana, form, "content.reject")
    await sends(house, form, "reason", reason="改掉“淡斑”")
    await shows(house, form, "3 of 3 rejections")
    await form.close()
    await letter(house, ida, "content", "All 3 rejections of “Spring note”")
    # Another tag alone makes it another piece: whoever approved it is told, and asked again.
    await inside.does(inside.ida, WriteContent(3, PIECE))
    await inside.is_sent(4)
    await inside.does(inside.bob, ApproveContent("culture", 4))
    form = await opens(house, ida, "All 3 rejections")
    await presses(house, ida, form, "content.write")
    await sends(house, form, "tags", tags="#护肤 #淡斑")
    await form.close()
    changed = await letter(house, house.bob, "content", "was changed after you approved it")
    assert "tags" in changed.lower()
    now = await inside.doors.contents.load(house.team, "c1")
    assert now is not None
    assert (now.version, now.sent, now.approved) == (5, None, {})
