"""The steps of a load, in order: ``batches``, ``parsing``, ``rules``, ``writing``; ``load`` leads through them.

To add a column type: ``columns.COLUMN_TYPES``, its expression in ``values``, its words in ``faults.WORDS``.
"""
