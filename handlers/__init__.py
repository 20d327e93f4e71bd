"""Slack's doors: payload -> intent -> service -> ack. One file per thing a person touches."""
