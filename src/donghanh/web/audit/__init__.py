"""Who did what, to what, when and why: an append-only log in which each entry holds the hash of the one before.

Actions call :func:`donghanh.web.audit.log.record` inside their transaction, so a change and its
entry are stored together or not at all. The database itself refuses to change or delete an entry.
"""
