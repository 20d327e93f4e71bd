"""``kolcrisis demo``: one crisis from opening to review, played by people in a local Slack.

Called by the command line alone. The bot in it is the real one, a process of its own that knows
nothing of being watched.
"""
