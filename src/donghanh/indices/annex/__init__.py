"""The annex of a decision, as a Word file or a workbook, made into an index edition.

``reading.grids`` (the cells of a file, with their place in it) → ``columns`` (which column is which) →
``rows`` (numbers and headings to a tree) → ``method`` (the words of “Cách xác định và tính điểm” to a
rule; ``clauses``, ``conditions``, ``formulas`` and ``levels`` read its parts, ``numbers`` its
numbers) → ``reading`` (the annex as a whole, to be looked at) → ``edition`` (the YAML). What cannot
be read is never guessed: the row becomes ``status: to_fill`` with its printed words, and is reported
with its place and the reason.

To read a further wording: the pattern in the file of its part, an entry in
``tests/indices/annex/wordings.yaml``.
"""
