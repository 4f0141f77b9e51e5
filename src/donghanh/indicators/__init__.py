"""Indicators: a numerator over a denominator, counted from a dataset for every place and period.

``definition`` is the YAML; ``compile`` makes one SQL statement for all indicators of a dataset;
``compute`` runs it for what has changed, rolls up and keeps the cells in ``store``; ``trace``
leads from a value to the records counted in it.

To add an indicator: a YAML file in a pack and a row in its examples; no Python.
"""
