"""The time that somebody types at the beginning of a note, in English or Chinese.

Called by what takes notes, through ``read.read_time``. Pure: now and the zone are handed in. What
is read and what is not stands in ``docs/typed-times.md``, whose table is a test.
"""
