"""The shared data warehouse: typed, checked, versioned datasets in DuckDB and DuckLake.

``definition`` says what a dataset is; ``storage`` owns the files, the connections and every
commit; ``staging``, ``parsing`` and ``quality`` turn a source into good rows and named faults
(``headers`` finds the titles; ``delimited``, ``sheets``, ``columnar``, ``databases`` and ``interfaces``
read what their names say);
``batches`` reads many files as one, ``checking`` and ``writing`` are the two halves of a load, ``loading``
runs them as one atomic commit and ``rehearsal`` without it; ``lineage`` remembers loads and quarantine; ``query``
answers read-only questions, ``access`` says what of a dataset somebody sees, ``permitted`` what a
question may call, ``apart`` runs what people type; ``trace`` leads from a record to its file.

To add a column type: ``columns.COLUMN_TYPES``, its expression in ``values``, its cases in
``tests/lake/test_values.py``. To add a quality rule: a ``checks`` line in a dataset's YAML.
"""
