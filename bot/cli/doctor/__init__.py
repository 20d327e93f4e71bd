"""``kolcrisis doctor``: looks at what the bot stands on and says what to do about each fault."""
