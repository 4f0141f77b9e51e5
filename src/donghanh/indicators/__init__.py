"""Indicators: a numerator over a denominator, counted from a dataset for every place and period.

``definition`` is the YAML; ``compile`` makes the SQL from records to parts; ``containment`` says which places and
periods hold which, ``rollup`` adds the parts up by it; ``runs`` does both for one version, in full or only what a load
touched; ``store`` keeps the cells, ``building`` makes those that are missing; ``compute`` is what others call;
``trace`` leads from a value to the records counted in it, ``preview`` tells what taking a load back would change,
``wording`` says it all in words.

To add an indicator: a YAML file in a pack and a row in its examples; no Python.
"""
