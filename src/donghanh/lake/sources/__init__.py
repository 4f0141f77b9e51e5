"""Where a load comes from: files of many kinds, tables of databases, HTTPS interfaces.

:mod:`~donghanh.lake.sources.staging` turns each into a copy beside the lake with known titles and rows; nothing here
knows what a value means. To add a kind: its module, its entry in ``staging``, a row in ``docs/reference/sources.md``.
"""
