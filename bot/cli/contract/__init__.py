"""``kolcrisis contract``: what the outside may rely on, written down from the code itself."""
