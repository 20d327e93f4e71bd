"""Listeners of prevention, thin as all: one file for each thing that a person touches."""
