"""How people act: what they can press, fill and see, and what it sends to apps.

The client's rules live here: what Slack's own client would not let a person do raises
`ClientRefused` and sends nothing.
"""
