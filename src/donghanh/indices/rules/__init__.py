"""Rules: how the points of one item follow from its inputs.

A rule is a declaration (the keys of ``rule:`` in a pack) with one pure function over all
subjects at once: values and those of the peers in, points out. A value that is not known is
NaN and gives NaN; the edition's policy for missing values decides what that counts. The
kinds by family, with the letters of ``docs/reference/methods.md``:

- ``answers``: yes_no (R1), choice (R2), parts (R3);
- ``fractions``: ratio (R4), complement (R7);
- ``levels``: steps (R5), threshold (R6);
- ``normalise``: min_max (R8), z_score, rank;
- ``leaders``: leader, target_leader (R20), outside_rank (R19);
- ``given``: points and share (R10), count (R21), unscored (R12).

To add a kind: a class in the file of its family, its name in :data:`AnyRule`, a table of edges
in that file's test, a row in ``docs/reference/methods.md``.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from donghanh.indices.rules.answers import Choice, Parts, YesNo
from donghanh.indices.rules.bounds import Among, Bounds, Pool
from donghanh.indices.rules.fractions import Complement, Ratio
from donghanh.indices.rules.given import Count, Points, Share, Unscored
from donghanh.indices.rules.leaders import Leader, OutsideRank, TargetLeader
from donghanh.indices.rules.levels import Steps, Threshold
from donghanh.indices.rules.normalise import MinMax, Rank, ZScore
from donghanh.indices.rules.rule import ReadingError, Rule, Values, Words, read_number

AnyRule = Annotated[
    YesNo
    | Choice
    | Parts
    | Ratio
    | Complement
    | Steps
    | Threshold
    | MinMax
    | ZScore
    | Rank
    | Leader
    | TargetLeader
    | OutsideRank
    | Points
    | Share
    | Count
    | Unscored,
    Field(discriminator="kind"),
]

__all__ = [
    "Among",
    "AnyRule",
    "Bounds",
    "Choice",
    "Complement",
    "Count",
    "Leader",
    "MinMax",
    "OutsideRank",
    "Parts",
    "Points",
    "Pool",
    "Rank",
    "Ratio",
    "ReadingError",
    "Rule",
    "Share",
    "Steps",
    "TargetLeader",
    "Threshold",
    "Unscored",
    "Values",
    "Words",
    "YesNo",
    "ZScore",
    "read_number",
]
