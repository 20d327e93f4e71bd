"""Makes Slack match the record. Told which incident to look at, never what happened to it."""
