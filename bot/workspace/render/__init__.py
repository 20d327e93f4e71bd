"""What people see, as text and as HTML: for transcripts, assertions and the page.

Reads the state, changes nothing. Everything that people typed is escaped here.
"""
