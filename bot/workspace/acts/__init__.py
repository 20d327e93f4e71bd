"""What can be done in a workspace, by people and apps alike, with its consequences.

An act changes the state and emits the events that follow. Whether it is allowed was decided before:
by the Web API for apps, by the client's rules for people.
"""
