"""One file, one change of state: permission, check, change and log entry together, all or nothing.

The subject comes first, everything else by keyword: ``by`` is the person, ``once`` the token of the form (a form
sent twice is refused). Raises ``InputError`` for what is missing or wrong, ``RefusedError`` with a code that begins
with ``forbidden`` (who) or ``state`` (when). Pages, demo content and commands all call these.
"""
