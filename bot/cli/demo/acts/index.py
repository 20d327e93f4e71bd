"""Every act by the name that the story gives it."""

from collections.abc import Mapping

from bot.cli.demo.acts import (
    decisions,
    ending,
    leading,
    opening,
    receipts,
    severity,
    tasks,
    timeline,
)
from bot.cli.demo.acts.common import Played

ACTS: Mapping[str, Played] = {
    "keep_roster": opening.keep_roster,
    "open": opening.open_crisis,
    "look_from_outside": opening.look_from_outside,
    "add_details": opening.add_details,
    "press_now": tasks.press_now,
    "work": tasks.work,
    "agree": tasks.agree,
    "take": tasks.take,
    "set_aside": tasks.set_aside,
    "attach": tasks.attach,
    "record_for": tasks.record_for,
    "report": receipts.report,
    "say": timeline.say,
    "pin": timeline.pin,
    "edit": timeline.edit,
    "note": timeline.note,
    "read_timeline": timeline.read_timeline,
    "decide": decisions.decide,
    "replace": decisions.replace,
    "carry_out": decisions.carry_out,
    "read_quick": severity.read_quick,
    "confirm_level": severity.confirm_level,
    "hand_over": leading.hand_over,
    "accept": leading.accept,
    "close": ending.close,
    "answer": ending.answer,
    "promise": ending.promise,
    "keep_promise": ending.keep_promise,
    "sign": ending.sign,
}
