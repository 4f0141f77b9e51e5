"""A plan: which candidate tasks one place should start in which year so that its index gains most.

``tasks`` (what is asked) → ``course`` (what an input is worth) → ``model`` (the integer programme, solved by HiGHS) →
``aim``, ``left_out`` (what a choice reaches, and why not the others) → ``plan``; ``scores`` asks it for a place of an
edition as it is scored; ``record`` and ``table`` write plans and read tasks.
"""
