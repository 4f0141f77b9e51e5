"""The tables of a Word file, a workbook or a CSV file, cell by cell, for readers that know what the columns mean.

``files`` (which kind of file, refusals, :func:`~donghanh.reading.grids.files.read_tables`) → ``word``, ``sheets``,
``delimited`` (one per kind; ``list_numbers`` and ``archives`` serve them) → ``cells`` (what all of them give).
"""
