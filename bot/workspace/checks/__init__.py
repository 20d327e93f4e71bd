"""What Slack refuses, over the JSON that came in.

The Web API of the local Slack asks here before it does anything. Every check is pure: JSON in, a
`Rejection` or nothing out. Nothing here keeps state, does I/O or leans on what the bot builds its
messages with.
"""
