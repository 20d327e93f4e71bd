"""The one door through which we write to Slack, with one budget and two kinds of error."""
