"""Pure functions from an incident to what Slack shows: cards, modals, App Home, answers.

Called by the projector and the handlers. No I/O, no clock, no rule: what may be done is decided in
``bot.crisis``, what it is called stands in ``bot.locales`` and the playbook.
"""
