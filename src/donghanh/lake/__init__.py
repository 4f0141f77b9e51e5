"""The shared data warehouse: typed, checked, versioned datasets in DuckDB and DuckLake.

``definition`` and ``columns`` say what a dataset is; ``storage`` owns the files, the connections and every commit
(``catalogue``, ``hashes``, ``upkeep``, ``verify``, ``copies`` keep them sound); ``tables`` reads a dataset as it stood
at a version; ``lineage`` and ``faults`` remember loads and what was wrong in them; ``difference`` and ``retiring`` look
at versions and take loads back; ``trace`` leads from a record to its file.

Rooms: ``sources`` (what a load comes from), ``loading`` (its steps), ``quality`` (how good the data is) and
``sharing`` (who sees what of it).

To add a quality rule: a ``checks`` line in a dataset's YAML.
"""
