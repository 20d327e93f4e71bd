"""Names for things that must not be mixed up. Used everywhere; imports nothing."""

from typing import NewType

TeamId = NewType("TeamId", str)
"""A Slack workspace (``T…``)."""

SlackUserId = NewType("SlackUserId", str)
"""A person in Slack (``U…`` or ``W…``)."""

ChannelId = NewType("ChannelId", str)
"""A Slack conversation (``C…``, ``G…`` or ``D…``)."""

IncidentId = NewType("IncidentId", str)
"""An incident of ours, derived from the modal that opened it."""

TaskId = NewType("TaskId", str)
"""A task of the playbook, such as ``A2``."""

StepId = NewType("StepId", str)
"""A step of the playbook, such as ``assess``."""

RoleId = NewType("RoleId", str)
"""A role of the playbook, such as ``legal``."""

DecisionId = NewType("DecisionId", str)
"""A recorded decision within an incident."""

EntryId = NewType("EntryId", str)
"""An entry of the timeline within an incident: a note or a pinned message."""

UpdateId = NewType("UpdateId", str)
"""A status update within an incident."""

StatementId = NewType("StatementId", str)
"""A statement on its way to the public, within an incident."""

FollowUpId = NewType("FollowUpId", str)
"""A corrective action or another promise that outlives the incident's channel."""
