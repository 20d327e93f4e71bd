"""The Web API: `/api/<method>` as Slack answers it.

`decode` reads a request, `dispatch` runs it through the gate to its method in `methods/`. Methods
are plain functions of a `Call`; they decide, the acts do.
"""
