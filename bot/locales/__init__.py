"""Every text a person sees: gettext catalogs in both languages, and the voice that speaks them.

Called by the views, the review and the handlers. Reads the package's own catalogs, nothing else.
"""
