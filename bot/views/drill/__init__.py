"""An exercise as it looks: its mark, what comes in, who runs it, and the hot wash at its end."""
