"""The time that somebody types at the beginning of a note, in English and Chinese.

Called by the handlers. Pure: now and the typist's zone are passed in. A grammar of our own finds
the parts; dates in words go to python-dateutil, which alone reads neither "yesterday 9pm" nor the
Chinese for it.
"""

from bot.locales.typed_time.read import Typed, Unclear, read_time

__all__ = ["Typed", "Unclear", "read_time"]
