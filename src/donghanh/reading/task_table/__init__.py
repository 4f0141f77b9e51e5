"""The annex table of a plan, as a Word file, a workbook or CSV, read into rows of tasks.

``grids`` (the cells of a file) → ``headers`` (which column is which) → ``lines`` (rows, merged and broken ones made
whole) → ``nesting`` (headings and what stands below them) → ``rows`` (:func:`~rows.read_task_table`). ``names`` cuts
the units named in a cell, ``timing`` reads when, ``units`` says which known unit a name means.

A wording of a title that is not known: its word in ``headers``. An abbreviation: ``packs/vocabulary/unit_words.yaml``.
"""
