"""What people do in the story, each as one small function; ``index`` is the table of them.

Called by the player alone. An act uses what is on somebody's screen and nothing else, waits only
for what it needs to touch, and returns what somebody reads at once; what the cards say in the end
is looked at when the scene is over. It fails when something is not there: the demo is a test.
"""
