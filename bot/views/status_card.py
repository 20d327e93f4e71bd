"""The status card: enough to run the first hour from, by one person on a phone at 2 a.m.

Called by the projector. The same incident gives the same card: there is no clock in it.
"""

from collections.abc import Iterator

from slack_sdk.models.blocks import ActionsBlock, Block, OverflowMenuElement

from bot.crisis.due import next_update_due
from bot.crisis.incident import FINISHED, Incident
from bot.crisis.playbook import Task
from bot.crisis.rights import departed, set_apart
from bot.crisis.timers import next_check_at
from bot.crisis.words import in_slack
from bot.locales.values import Mrkdwn, Quoted
from bot.locales.voice import Said, Voice, said
from bot.views.checklist import SHOW_ALL
from bot.views.closed import closed_blocks
from bot.views.finish import Message, message
from bot.views.guidance import guidance_button, type_of
from bot.views.keeping import hold_line
from bot.views.parts import actions, button, context, menu, pack, section, shortened
from bot.views.prevention.profile import profile_lines
from bot.views.severity import proposed_line
from bot.views.speaking import speaking_line
from bot.views.surfaces import reach_line
from bot.views.task import assign_button, complete_button, task_line, task_menu, when

DETAILS = "incident.details"
CLOSE = "incident.close"
DECIDE = "decision.record"
MENU = "incident.menu"
UPDATE = "update.share"
STATEMENT = "statement.draft"
INVITE = "incident.invite"

SURFACE = "status"
TITLE = 200
NAME = 80
_MOST_KOLS = 5
_MOST_ABSENT = 10
_MOST_GUESTS = 3


def status_card(incident: Incident, voice: Voice) -> Message:
    """Return the card in its agreed order: level and lead, now, then, not, next check, progress."""
    title = shortened(incident.title, TITLE)
    now = now_task(incident)
    if incident.closed:
        text = voice.say("card.closed.text", title=title)
        blocks: list[Block] = closed_blocks(incident, voice)
    else:
        blocks = list(_running(incident, voice, now))
        if now is None:
            text = voice.say("card.status.text_quiet", title=title)
        else:
            text = voice.say("card.status.text", title=title, task=now.title)
    return message(text, blocks, surface=SURFACE)


def now_task(incident: Incident) -> Task | None:
    """Return the one thing to do now: the most urgent task that is not blocked."""
    tasks = incident.open_tasks()
    free = (task for task in tasks if incident.state(task.id).status != "blocked")
    return next(free, tasks[0] if tasks else None)


def head(incident: Incident, voice: Voice) -> Mrkdwn:
    """Return the first line: how bad it is and who leads; below it what waits for them."""
    proposed = proposed_line(incident)
    first = _first_line(incident, voice)
    return first if proposed is None else Mrkdwn(f"{first}\n{voice.together(proposed)}")


def _first_line(incident: Incident, voice: Voice) -> Mrkdwn:
    leader = in_slack(incident.commander)
    level = incident.playbook.level_by_number.get(incident.level or 0)
    if level is None:
        return voice.say("card.status.not_assessed", person=leader)
    return voice.say("card.status.level", emoji=level.emoji, level=level.name, person=leader)


def _running(incident: Incident, voice: Voice, now: Task | None) -> Iterator[Block]:
    yield section(head(incident, voice), voice.show(Quoted(shortened(incident.title, TITLE))))
    if now is None:
        yield section(voice.say("card.status.nothing_open"))
    else:
        yield from _now(incident, voice, now)
    yield section(_then(incident, voice, now), _not_now(incident, voice, now))
    held = hold_line(incident, voice)
    if held is not None:
        yield context(held)
    reach = tuple(reach_line(incident))
    if reach:
        yield context(voice.together(*reach))
    yield context(voice.together(*outlook(incident)))
    yield context(voice.together(*progress(incident), by=" · "))
    known = tuple(facts(incident))
    yield context(
        _absent(incident, voice),
        _departed(incident, voice),
        voice.together(*known, by=" · ") if known else None,
        voice.text(incident.playbook.first_post),
    )
    yield from _strangers(incident, voice)
    yield _buttons(incident, voice)


def _now(incident: Incident, voice: Voice, task: Task) -> Iterator[Block]:
    yield section(
        voice.say("card.status.now", task=task.title, how=task.how),
        voice.together(task_line(incident, task)),
    )
    yield actions(
        complete_button(incident, task, voice, primary=True),
        assign_button(incident, task, voice),
        task_menu(incident, task, voice, beside_assign=True, beside_note=True),
    )


def _then(incident: Incident, voice: Voice, now: Task | None) -> Mrkdwn | None:
    following = [task.title for task in incident.open_tasks() if task is not now][:2]
    return voice.say("card.status.then", tasks=tuple(following)) if following else None


def _not_now(incident: Incident, voice: Voice, now: Task | None) -> Mrkdwn:
    rule = now.not_yet if now is not None and now.not_yet else incident.playbook.do_not
    return voice.say("card.status.do_not", rule=rule)


def outlook(incident: Incident) -> Iterator[Said]:
    """Yield what comes next: the next check, and speaking in public."""
    at = next_check_at(incident)
    if at is not None:
        yield said("card.status.next_check", time=when(incident, at))
    if incident.reading_late:
        yield said("card.status.reading_late")
    yield speaking_line(incident)
    told = next_update_due(incident)
    if told is not None:
        yield said("card.status.next_update", time=when(incident, told))


def progress(incident: Incident) -> Iterator[Said]:
    """Yield how far it is, in numbers: done, late, blocked, decided."""
    states = [incident.state(task.id) for task in incident.active_tasks()]
    done = sum(state.status in FINISHED for state in states)
    late = sum(state.overdue and state.status not in FINISHED for state in states)
    blocked = sum(state.status == "blocked" for state in states)
    yield said("card.progress", done=done, count=len(states))
    if late:
        yield said("card.overdue", count=late)
    if blocked:
        yield said("card.blocked", count=blocked)
    drafts = sum(one.open for one in incident.statements.values())
    if drafts:
        yield said("card.drafts", count=drafts)
    if incident.decisions:
        yield said("card.decisions", count=len(incident.decisions))


def _absent(incident: Incident, voice: Voice) -> Mrkdwn | None:
    """Return who has a role and could not be brought in, so that somebody calls them."""
    absent = sorted(incident.absent.keys() & incident.people())
    people = tuple(in_slack(user) for user in absent if not set_apart(incident, user))
    return voice.say("card.status.absent", people=people[:_MOST_ABSENT]) if people else None


def _departed(incident: Incident, voice: Voice) -> Mrkdwn | None:
    """Return who left the workspace and is still counted on, so that somebody takes their place."""
    gone = sorted(user for user in incident.people() if departed(incident, user))
    if incident.commander in gone:
        return voice.say("card.status.lead_departed", person=in_slack(incident.commander))
    people = tuple(map(in_slack, gone))
    return voice.say("card.status.departed", people=people[:_MOST_ABSENT]) if people else None


def _strangers(incident: Incident, voice: Voice) -> Iterator[Block]:
    """Yield who was chosen and is no colleague. A guest comes in once somebody says so by name."""
    apart = sorted(u for u in incident.people() if set_apart(incident, u))
    guests = [user for user in apart if incident.absent[user] == "is_guest"]
    for user in guests[:_MOST_GUESTS]:
        yield section(
            voice.say("card.status.guest", person=in_slack(user)),
            accessory=button(voice.label("button.bring_in"), INVITE, pack(incident.id, user)),
        )
    named = {*guests[:_MOST_GUESTS], *(user for user in apart if departed(incident, user))}
    others = tuple(in_slack(user) for user in apart if user not in named)
    if others:
        yield context(voice.say("card.status.strangers", people=others[:_MOST_ABSENT]))


def facts(incident: Incident) -> Iterator[Said]:
    """Yield what the crisis is about, as far as anybody said."""
    names = tuple(shortened(kol.name, NAME) for kol in incident.kols[:_MOST_KOLS])
    if names:
        more = ("…",) if len(incident.kols) > _MOST_KOLS else ()
        yield said("card.facts.kols", kols=(*names, *more))
    yield from profile_lines(incident)
    if incident.campaign:
        yield said("card.facts.campaign", campaign=shortened(incident.campaign, NAME))
    kind = type_of(incident)
    if kind is not None:
        yield said("card.facts.type", kind=kind.name)


def _buttons(incident: Incident, voice: Voice) -> ActionsBlock:
    return actions(
        button(voice.label("button.decide"), DECIDE, pack(incident.id)),
        button(voice.label("button.update"), UPDATE, pack(incident.id)),
        button(voice.label("button.statement"), STATEMENT, pack(incident.id)),
        guidance_button(incident, voice),
        button(voice.label("button.show_all"), SHOW_ALL, pack(incident.id)),
        button(voice.label("button.details"), DETAILS, pack(incident.id)),
        button(voice.label("button.close"), CLOSE, pack(incident.id)),
        _menu(incident, voice),
    )


def _menu(incident: Incident, voice: Voice) -> OverflowMenuElement:
    """Return what is needed less often; each value is ``incident|verb``."""
    entries = (
        ("timeline", voice.label("menu.timeline")),
        ("level", voice.label("menu.level")),
        ("hand_over", voice.label("menu.hand_over")),
        ("take_command", voice.label("menu.take_command")),
        ("copy", voice.label("menu.copy")),
    )
    return menu(MENU, ((pack(incident.id, verb), label) for verb, label in entries))
