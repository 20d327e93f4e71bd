"""Who may do what in prevention, cell by cell; and who is taken for whom."""

from typing import get_args

import pytest

from bot.crisis.events.change import PlaybookChangeProposed
from bot.crisis.events.table import TableAdded, TableRead
from bot.crisis.house import Brand, House
from bot.crisis.ids import IncidentId, RoleId, SlackUserId
from bot.crisis.intents import TimePassed
from bot.crisis.words import Words
from bot.prevention import monitoring
from bot.prevention.intents import (
    AcknowledgeBrief,
    AddKol,
    ApproveBrief,
    ChangeKol,
    CheckVetting,
    PreventionIntent,
    SignVetting,
    StartBrief,
    WriteBrief,
)
from bot.prevention.intents_change import ProposeChange
from bot.prevention.intents_content import (
    ApproveContent,
    CloseContent,
    LookAtContent,
    PlanContent,
    PublishContent,
    RejectContent,
    StartContent,
    StartPlatformReview,
    SubmitContent,
    WriteContent,
)
from bot.prevention.intents_table import AddTable, NoteTable
from bot.prevention.rights import ALLOWED, THE_BOT, Actor, actor_of, may
from tests.prevention.campaigns import MONDAY, plan, signal
from tests.prevention.example import ADA, BEN, EVE, NOON, PIECE, TEAM, Register, profile

MATRIX = """
               Keep Team Outs Bot
AddKol         +    +    .    .
ChangeKol      +    +    .    .
CheckVetting   +    +    .    .
SignVetting    +    +    .    .
StartBrief     +    +    .    .
WriteBrief     +    +    .    .
ApproveBrief   +    +    .    .
AcknowledgeBrief +  +    .    .
StartContent   +    +    .    .
PlanContent    +    +    .    .
WriteContent   +    +    .    .
SubmitContent  +    +    .    .
ApproveContent +    +    .    .
RejectContent  +    +    .    .
StartPlatformReview + + .    .
PublishContent +    +    .    .
CloseContent   +    +    .    .
LookAtContent  .    .    .    +
AddCampaign    +    +    .    .
ChangeCampaign +    +    .    .
EndCampaign    +    +    .    .
PublishNote    +    +    .    .
TakeSignals    +    +    .    +
DismissAlarm   +    +    .    .
EscalateAlarm  +    +    .    .
TuneThresholds +    +    .    .
HandOverWatch  +    +    .    .
RecordSpend    +    +    .    .
ProposeChange  +    +    .    .
AddTable       +    +    .    .
NoteTable      .    .    .    +
TimePassed     .    .    .    +
"""
WHO: dict[str, Actor] = {"Keep": ADA, "Team": BEN, "Outs": EVE, "Bot": THE_BOT}
PROPOSED = PlaybookChangeProposed("i1", "f1", Words("x"), "a.yaml", Words("+x"), ())
WANTED: dict[str, PreventionIntent] = {
    "AddKol": AddKol(profile("Mia")),
    "ChangeKol": ChangeKol(profile("Mia")),
    "CheckVetting": CheckVetting("audience", "pass", Words("x")),
    "SignVetting": SignVetting(),
    "StartBrief": StartBrief("k1", Words("Spring")),
    "WriteBrief": WriteBrief(0, {}),
    "AcknowledgeBrief": AcknowledgeBrief(0, Words("Mia"), Words("x")),
    "ApproveBrief": ApproveBrief(0),
    "StartContent": StartContent("k1", "b1", Words("x"), "beauty"),
    "PlanContent": PlanContent(NOON),
    "WriteContent": WriteContent(0, PIECE),
    "SubmitContent": SubmitContent(0, (), None, None, None),
    "ApproveContent": ApproveContent("legal", 0),
    "RejectContent": RejectContent("legal", 0, Words("x")),
    "StartPlatformReview": StartPlatformReview(0, NOON),
    "PublishContent": PublishContent(0, Words("x"), PIECE),
    "CloseContent": CloseContent(Words("x")),
    "LookAtContent": LookAtContent(),
    "AddCampaign": monitoring.AddCampaign(plan()),
    "ChangeCampaign": monitoring.ChangeCampaign(plan()),
    "EndCampaign": monitoring.EndCampaign(),
    "PublishNote": monitoring.PublishNote(Words("https://x.example/1"), MONDAY),
    "TakeSignals": monitoring.TakeSignals((signal(MONDAY, 1),)),
    "DismissAlarm": monitoring.DismissAlarm(1, Words("x")),
    "EscalateAlarm": monitoring.EscalateAlarm(1, IncidentId("i1")),
    "TuneThresholds": monitoring.TuneThresholds({}),
    "HandOverWatch": monitoring.HandOverWatch(SlackUserId("UADA")),
    "RecordSpend": monitoring.RecordSpend("k1", "2026-Q1", "1", 1),
    "ProposeChange": ProposeChange(PROPOSED),
    "AddTable": AddTable(TableAdded("kols", "F1", Words("x.csv"))),
    "NoteTable": NoteTable(TableRead()),
    "TimePassed": TimePassed(),
}
CELLS = [
    (line.split()[0], who, sign == "+")
    for line in MATRIX.strip("\n").splitlines()[1:]
    for who, sign in zip(WHO, line.split()[1:], strict=True)
]


@pytest.mark.parametrize(("intent", "who", "allowed"), CELLS)
def test_every_cell_of_the_table_holds(intent: str, who: str, *, allowed: bool) -> None:
    assert may(WHO[who], WANTED[intent]) is allowed
    refused = Register().does(WANTED[intent], by=WHO[who])
    assert (refused == "refusal.prevention.forbidden") is not allowed


def test_the_table_is_whole() -> None:
    every = {cls.__name__ for cls in get_args(PreventionIntent)}
    assert {cls.__name__ for cls in ALLOWED} == every == set(WANTED)
    assert {intent for intent, _, _ in CELLS} == every


def test_belonging_is_the_roster_of_the_workspace_or_of_a_brand_or_keeping_the_settings() -> None:
    one, two, three, four = map(SlackUserId, ("U1", "U2", "U3", "U4"))
    brand = Brand(Words("Lumeya"), {RoleId("kol"): (two,)})
    house = House(
        TEAM,
        roster={RoleId("legal"): (one,)},
        brands={"lumeya": brand},
        keepers=frozenset({three}),
    )
    assert actor_of(house, one, is_admin=False).roles == {RoleId("legal")}
    assert actor_of(house, two, is_admin=False).standing == "team"
    assert actor_of(house, three, is_admin=False).standing == "keeper"
    assert not actor_of(house, four, is_admin=False).sees
    assert actor_of(house, four, is_admin=True).standing == "keeper"
