"""The one door for changes: load, decide, append, commit, wake."""
