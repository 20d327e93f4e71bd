"""The pure core: events, the incident they fold into, and the rules.

Everything else calls in here; nothing here calls out. No Slack, no SQL, no clock, no randomness.
"""
