"""Rules: how the points of one item follow from its inputs.

A rule is a declaration (the keys of ``rule:`` in a pack) with one pure function over all
subjects at once: values in, points out. A value that is not known is NaN and gives NaN; the
edition's policy for missing values decides what that counts. The kinds, with the letters of
``docs/reference/methods.md``: yes_no (R1), choice (R2), ratio (R4), steps (R5), threshold
(R6), complement (R7), min_max (R8), points and share (R10), unscored (R12).

To add a kind: a class in the file of its family, its name in :data:`AnyRule`, a table of edges
in that file's test, a row in ``docs/reference/methods.md``.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from donghanh.indices.rules.answers import Choice, YesNo
from donghanh.indices.rules.fractions import Complement, Ratio
from donghanh.indices.rules.given import Points, Share, Unscored
from donghanh.indices.rules.levels import MinMax, Steps, Threshold
from donghanh.indices.rules.rule import ReadingError, Rule, Values, Words, read_number

AnyRule = Annotated[
    YesNo | Choice | Ratio | Complement | Steps | Threshold | MinMax | Points | Share | Unscored,
    Field(discriminator="kind"),
]

__all__ = [
    "AnyRule",
    "Choice",
    "Complement",
    "MinMax",
    "Points",
    "Ratio",
    "ReadingError",
    "Rule",
    "Share",
    "Steps",
    "Threshold",
    "Unscored",
    "Values",
    "Words",
    "YesNo",
    "read_number",
]
