"""Scenarios of rehearsals as data: read from YAML and checked against a playbook."""
