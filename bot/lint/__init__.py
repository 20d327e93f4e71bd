"""Reads a statement as an experienced colleague would: what is missing, what betrays it, and where.

Pure: text, format and handbook in, a report out. A finding asks somebody to look again; it never
says that something is illegal, and nothing is refused because of it.
"""
