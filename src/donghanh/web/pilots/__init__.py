"""Pilots: terms locked before the start, the effect measured, the decision of a body, and the roll-out that follows.

``terms`` (what is fixed beforehand, and its seal) → ``measured`` (values of the lake for the chosen places) →
``estimates`` (the engine's answer, frozen so that it can be computed again) → ``replicating`` (which places are ready).
What the pages show of them is made in the ``…_shown`` files.
"""
