"""The demo province, built by the same actions its people would use, from the files in ``demo/``.

Building again skips what is there: nothing a person changed is lost, and it takes a moment.
"""
