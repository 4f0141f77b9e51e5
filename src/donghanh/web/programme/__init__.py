"""Documents read in, the agreements confirmed from them, and what came of each commitment.

The chain: document → agreement → commitment → task → progress report with evidence → verified. *Claimed* is what the
doer says; *verified* is what a second organisation accepted. Both are computed from the reports, never typed.

To add a change of state: a function in ``actions/``, a rule in ``permissions.py``, a form, a view, their tests.
"""
