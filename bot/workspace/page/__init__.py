"""The local Slack's page: what people see in a browser, and what they do there.

Served beside the Web API on an address of its own. It acts through `bot.workspace.people` alone,
so nobody can do on the page what Slack's client would not allow.
"""
