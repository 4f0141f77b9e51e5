"""Documents about cooperation agreements → a draft record that a person confirms.

The chain: :mod:`document` reads a file into text, :mod:`segments` cuts it into blocks and
sentences, one module per group of fields finds values with the spans they came from, and
:mod:`draft` calls them all. Every word list is data: ``packs/vocabulary/*.yaml``.

To add a field: a module with ``find_<field>(text, vocabulary, context) -> list[Finding]``, a
line in :mod:`draft`, its test, and, where it needs words, a vocabulary file.
"""
