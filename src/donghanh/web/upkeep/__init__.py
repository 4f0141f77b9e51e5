"""Keeping an installation well: serve it, verify it, back it up and restore it.

A backup is a folder with ``manifest.json`` written last: the hash of every file in it. Without
a manifest that holds, nothing is restored.
"""
