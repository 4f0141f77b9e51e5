"""What a review says, section by section; each module writes its part from the facts and invents nothing.

``direction`` (I), ``results`` (II), ``measures`` (III), ``comparison`` (IV and V), ``outlook``
(VI and VII), ``annex``. To add a section: a module here, a line in ``compose``, its test.
"""
