"""The review: what happened in a crisis, compiled from its record, and the forms it is given in.

Called by the projector, the handlers and the command line. Pure: no I/O, no clock, no Slack calls.
"""
