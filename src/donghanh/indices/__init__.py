"""Composite indices: an edition is data, each step of scoring is one file.

``definition`` (the edition) → ``inputs`` (what is known of each subject) → ``rules`` (inputs
to points of an item) → ``impute`` (what a missing value counts) → ``aggregate`` (items to
nodes) → ``rounding``, ``rank``, ``bands`` (what is published) → ``score`` (runs the steps);
then ``explain`` (points won and lost in words) and ``trace`` (a stored run, figure by figure).

To add a method: the step's file, its like-named test, a row in ``docs/reference/methods.md``.
"""
