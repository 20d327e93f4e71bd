"""The rules, one file per subject. Each takes a context and an intent and returns a verdict."""
