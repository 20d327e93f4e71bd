"""Puts everything together. The only place where things are built; nothing is built at import."""
