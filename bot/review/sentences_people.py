"""What is said of the crisis itself, its people and their reminders. Used by ``timeline`` alone."""

from collections.abc import Mapping

from bot.crisis import events as ev
from bot.crisis.words import in_slack
from bot.locales.voice import said
from bot.review import names
from bot.review.telling import NOTHING, Sentences, Table, Telling


def _opened(_: Telling, __: ev.Recorded, event: ev.IncidentOpened) -> Sentences:
    yield said("timeline.opened", title=event.title, person=in_slack(event.commander))


def _details(telling: Telling, _: ev.Recorded, event: ev.DetailsChanged) -> Sentences:
    if event.detected_at is not None:
        yield said("timeline.details.detected_at", time=event.detected_at)
    if event.kols is not None:
        kols = tuple(kol.name for kol in event.kols)
        yield said("timeline.details.kols", kols=kols or NOTHING)
    if event.campaign is not None:
        yield said("timeline.details.campaign", campaign=event.campaign)
    if event.brand is not None:
        yield said("timeline.details.brand", brand=event.brand)
    if event.crisis_type is not None:
        kind = names.type_name(telling.playbook, event.crisis_type)
        yield said("timeline.details.type", kind=kind)
    if event.language is not None:
        yield said(_LANGUAGES[event.language])
    if event.title is not None:
        yield said("timeline.details.title", title=event.title)


_LANGUAGES: Mapping[ev.Language, str] = {
    "en": "timeline.details.language_en",
    "zh": "timeline.details.language_zh",
    "both": "timeline.details.language_both",
}


def _recognised(_: Telling, __: ev.Recorded, event: ev.KolRecognised) -> Sentences:
    yield said("timeline.kol_recognised", kol=event.profile.names[0])


def _role(telling: Telling, _: ev.Recorded, event: ev.RoleFilled) -> Sentences:
    role = names.role_name(telling.playbook, event.role)
    if event.people:
        key = "timeline.role_briefed" if event.by_brief else "timeline.role_filled"
        yield said(key, role=role, people=event.people)
    else:
        yield said("timeline.role_open", role=role)


def _command(_: Telling, __: ev.Recorded, event: ev.CommandHandedOver) -> Sentences:
    key = "timeline.command_taken" if event.taken else "timeline.command_handed"
    yield said(key, person=in_slack(event.commander))


def _offered(_: Telling, __: ev.Recorded, event: ev.CommandOffered) -> Sentences:
    yield said("timeline.command_offered", person=in_slack(event.to))


def _invited(_: Telling, __: ev.Recorded, event: ev.PersonInvited) -> Sentences:
    yield said("timeline.invited", person=in_slack(event.user))


def _wants_in(_: Telling, __: ev.Recorded, event: ev.JoinRequested) -> Sentences:
    yield said("timeline.join_requested", person=in_slack(event.user))


def _joined(_: Telling, __: ev.Recorded, event: ev.MemberJoined) -> Sentences:
    yield said("timeline.joined", person=in_slack(event.user))


def _left(_: Telling, __: ev.Recorded, event: ev.MemberLeft) -> Sentences:
    yield said("timeline.left", person=in_slack(event.user))


def _not_invited(_: Telling, __: ev.Recorded, event: ev.InvitationFailed) -> Sentences:
    if event.reason == ev.DEACTIVATED:
        yield said("timeline.departed", person=in_slack(event.user))
    elif event.reason in ev.SET_APART:
        yield said("timeline.set_apart", person=in_slack(event.user))
    else:
        yield said("timeline.not_invited", person=in_slack(event.user), reason=event.reason)


def _channel_deleted(_: Telling, __: ev.Recorded, ___: ev.ChannelDeleted) -> Sentences:
    yield said("timeline.channel_deleted")


def _level(telling: Telling, _: ev.Recorded, event: ev.LevelConfirmed) -> Sentences:
    emoji, level = names.level_name(telling.playbook, event.level)
    yield said("timeline.level", emoji=emoji, level=level)
    if event.reason:
        yield said("timeline.reason", reason=event.reason)


def _quieted(_: Telling, __: ev.Recorded, event: ev.RemindersQuieted) -> Sentences:
    if event.until is None:
        yield said("timeline.quieted")
    else:
        yield said("timeline.quieted_until", time=event.until)


def _resumed(_: Telling, __: ev.Recorded, ___: ev.RemindersResumed) -> Sentences:
    yield said("timeline.reminders_resumed")


def _reminded(_: Telling, __: ev.Recorded, event: ev.PersonReminded) -> Sentences:
    # A review looks at how the team works: that somebody was reminded, and not who was late.
    yield said("timeline.reminded", count=len(event.items))


PEOPLE: Table = {
    ev.IncidentOpened: _opened,
    ev.DetailsChanged: _details,
    ev.KolRecognised: _recognised,
    ev.RoleFilled: _role,
    ev.CommandHandedOver: _command,
    ev.CommandOffered: _offered,
    ev.PersonInvited: _invited,
    ev.JoinRequested: _wants_in,
    ev.MemberJoined: _joined,
    ev.MemberLeft: _left,
    ev.InvitationFailed: _not_invited,
    ev.ChannelDeleted: _channel_deleted,
    ev.LevelConfirmed: _level,
    ev.PersonReminded: _reminded,
    ev.RemindersQuieted: _quieted,
    ev.RemindersResumed: _resumed,
}
