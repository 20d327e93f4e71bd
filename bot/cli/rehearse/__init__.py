"""``kolcrisis rehearse``: a scenario played headless, a day in seconds, and judged by its record.

Called by the command line alone. It plays against the real bot in a process of its own, in the
local Slack that the demo plays in too.
"""
