"""The playbook: what comes with the bot is complete, and what is wrong is named by its place."""
