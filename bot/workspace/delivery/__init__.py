"""From the workspace to the app: signed HTTP or Socket Mode, with Slack's time-outs and retries."""
