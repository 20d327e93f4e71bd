"""The two ways in which a call to Slack fails."""


class RetryLater(Exception):  # it is an instruction to the caller, not a fault
    """Try again after ``delay`` seconds.

    ``ambiguous`` means that the call may have taken effect all the same: a time-out, a lost
    connection, an answer of 5xx. Who created something must look before creating it again.
    """

    def __init__(self, delay: float, *, ambiguous: bool, reason: str) -> None:
        super().__init__(reason)
        self.delay = delay
        self.ambiguous = ambiguous
        self.reason = reason


class GiveUp(Exception):
    """Trying again changes nothing until a person does something. ``code`` is Slack's error."""

    def __init__(self, code: str, method: str, needed: str = "") -> None:
        super().__init__(f"{method}: {code}")
        self.code = code
        self.method = method
        self.needed = needed
        """The scope that is missing, for ``missing_scope``."""
