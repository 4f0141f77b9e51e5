"""Packs: folders of plain YAML in which experts declare datasets, indicators and indices.

``source`` reads a file and remembers its lines, ``schema`` turns it into a checked
definition, ``load`` reads whole packs, ``check`` looks for what does not fit between files.

To let packs declare something new: a folder name and its model in ``load.KINDS``, what may go
wrong between files in ``check``, a section in ``docs/reference/packs.md``.
"""
