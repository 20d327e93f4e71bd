"""How Slack hands on what people typed: in messages and commands three characters are escaped.

Used by handlers and the projector on what comes in; forms carry text as it was typed.
"""


def as_typed(text: str) -> str:
    """Return a message's or command's text as its author typed it.

    Mentions and links stay in Slack's notation (``<@U…>``); whoever shows the text escapes it.
    """
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
