"""What a workspace is made of: teams, people, channels, messages, files, views, apps.

Mutable records without rules. The acts change them, the Web API and the people read them.
"""
