"""How bad it is: the quick read, the full reading, the colour that is confirmed."""

from bot.crisis.handbook import Severity
from bot.crisis.house import bring_in
from bot.crisis.intents import ConfirmLevel, ReadSeverity
from bot.crisis.severity import number_key
from bot.locales.typed_number import read_number, written
from bot.service.outcome import Outcome, Refused
from bot.views import severity, severity_forms
from bot.views.parts import unpack
from handlers.doors import Doors
from handlers.forms import Form
from handlers.found import clicked
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router


def register(router: Router) -> None:
    """Serve everything about severity."""
    router.on("action", severity.ASK_LEVEL, open_level)
    router.on("action", severity.READ, open_full)
    router.on("action", severity.READ_QUICK, open_quick)
    router.on("action", severity_forms.NUMBERS, show_numbers)
    router.on("view", severity_forms.QUICK, submit_quick)
    router.on("view", severity_forms.FULL, submit_full)
    router.on("view", severity_forms.LEVEL, submit_level)


async def open_level(request: Request, reply: Reply, doors: Doors) -> None:
    """Show what the latest reading proposes."""
    incident, _ = await clicked(request, reply, doors)
    if incident is not None:
        reply.show_view(severity_forms.level_modal(incident, request.voice, request.person))


async def open_full(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the full reading."""
    incident, _ = await clicked(request, reply, doors)
    if incident is not None:
        reply.show_view(severity_forms.full_modal(incident, request.voice))


async def open_quick(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the quick read."""
    incident, _ = await clicked(request, reply, doors)
    if incident is not None:
        reply.show_view(severity_forms.quick_modal(incident, request.voice))


async def show_numbers(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the inputs for numbers; what was chosen stays."""
    incident, _ = await clicked(request, reply, doors)
    if incident is not None:
        reply.update_view(severity_forms.full_modal(incident, request.voice, numbers=True))


async def submit_quick(request: Request, reply: Reply, doors: Doors) -> None:
    """Record the quick read and show what it comes to."""
    form = Form(request.view)
    incident_id, *_ = unpack(form.metadata)
    incident = await doors.visible(request, incident_id)
    questions = incident.playbook.quick_read if incident is not None else ()
    given = {one.id: form.option(severity_forms.answer_input(one.id)) for one in questions}
    intent = ReadSeverity(
        reading=_reading_id(request),
        depth="quick",
        answers={name: answer for name, answer in given.items() if answer is not None},
    )
    await _settle(request, reply, await doors.act(request, incident_id, intent))


async def submit_full(request: Request, reply: Reply, doors: Doors) -> None:
    """Record the full reading and show what it comes to."""
    form = Form(request.view)
    incident_id, *_ = unpack(form.metadata)
    incident = await doors.visible(request, incident_id)
    scale = incident.playbook.handbook.severity if incident is not None else Severity()
    numbers, wrong = _numbers(form, scale)
    if wrong:
        message = request.voice.label("refusal.reading.number")
        await reply.errors(dict.fromkeys(wrong, message))
        return
    shown = frozenset(form.first_options(severity_forms.CONDITIONS))
    ticked = frozenset(form.options(severity_forms.CONDITIONS))
    intent = ReadSeverity(
        reading=_reading_id(request),
        depth="full",
        points=_points(form, scale),
        numbers=numbers,
        begins=tuple(sorted(ticked)),
        ends=tuple(sorted(shown - ticked)),
    )
    await _settle(request, reply, await doors.act(request, incident_id, intent))


async def submit_level(request: Request, reply: Reply, doors: Doors) -> None:
    """Confirm how bad it is; whom that calls for comes from the roster."""
    form = Form(request.view)
    incident_id, *_ = unpack(form.metadata)
    incident = await doors.visible(request, incident_id)
    house = await doors.houses.load(request.team)
    level = form.option(severity_forms.LEVEL_INPUT) or "0"
    intent = ConfirmLevel(
        int(level) if level.isdecimal() else 0,
        form.words(severity_forms.REASON_INPUT),
        bring_in(house, incident.brand if incident is not None else None),
    )
    await reply.settle(await doors.act(request, incident_id, intent))


def _points(form: Form, scale: Severity) -> dict[str, int]:
    chosen = {
        factor.id: form.option(severity_forms.points_input(factor.id)) for factor in scale.factors
    }
    return {
        name: int(points)
        for name, points in chosen.items()
        if points is not None and points.isdecimal()
    }


def _numbers(form: Form, scale: Severity) -> tuple[dict[str, str], list[str]]:
    """Return the numbers that were typed, and the inputs in which there is none."""
    numbers: dict[str, str] = {}
    wrong: list[str] = []
    for factor in scale.factors:
        for measure in factor.measures:
            block = severity_forms.number_input(factor.id, measure.id)
            text = form.text(block)
            number = read_number(text) if text else None
            if number is not None:
                numbers[number_key(factor.id, measure.id)] = written(number)
            elif text:
                wrong.append(block)
    return numbers, wrong


async def _settle(request: Request, reply: Reply, outcome: Outcome) -> None:
    if isinstance(outcome, Refused) or outcome.incident is None:
        await reply.settle(outcome, severity_forms.input_at_fault)
        return
    await reply.update(severity_forms.level_modal(outcome.incident, request.voice, request.person))


def _reading_id(request: Request) -> str:
    return request.new_id("r")
