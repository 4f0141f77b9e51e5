"""The waterfall: from the maximum of the total, item by item what is lost, down to what was won.

The loss at the total is divided among the parts below a node by what each falls short: in a sum and an arithmetic mean
that is exact (weight × share not won); in a geometric mean the parts fall short by weight × −ln(share), so that their
factors multiply to the node's share. In other means, and where a rule, floor, cap or rounding changes what a node comes
to, the loss is divided among the parts that fall short in the proportions of the arithmetic mean; what no part accounts
for is the node's own. So the steps always add up to the loss.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from donghanh.indices.aggregate import Step, steps
from donghanh.indices.definition import Item, Node
from donghanh.indices.score import Scores


@dataclass(frozen=True)
class Drop:
    """One step of the waterfall, in points of the total."""

    part: Node | Item
    lost: float
    """Below 0 where it adds (a bonus)."""
    left: float
    """What is left of the maximum after this and all steps before it."""


def waterfall(scores: Scores, subject: str) -> tuple[Drop, ...]:
    """What each scored item takes from the maximum of ``subject``'s total, in the order of the edition.

    Nothing while the total is unknown. The ``left`` of the last step is what was won.

    Raises:
        ScoreError: the subject is not among the inputs.
    """
    total = scores.total(subject)
    if math.isnan(total.won):
        return ()
    made = {step.node.code: step for step in steps(scores.edition)}
    lost: dict[str, float] = {}

    def divide(node: Node, loss: float, each: float) -> None:
        """``loss`` in points of the total, of which a point of the node is worth ``each``."""
        falls = _falls(scores, subject, made[node.code])
        said = math.fsum(fall for fall, _ in falls.values())
        if math.isclose(said * each, loss, rel_tol=1e-6, abs_tol=1e-9):
            exact = loss / said if abs(said * each) > 1e-6 else each  # so that no rounding is left over
            shared = {code: fall * exact for code, (fall, _) in falls.items()}
        else:  # something else than the parts below changed what the node comes to
            short = {code: fall for code, (fall, _) in falls.items() if fall * loss > 0}
            whole = math.fsum(short.values())
            shared = {code: loss * fall / whole for code, fall in short.items()}
            if not short:
                shared = {node.code: loss}
        for code, step in shared.items():
            part = scores.edition.by_code[code]
            if isinstance(part, Node) and part is not node:
                below = scores.score(subject, code).lost
                divide(part, step, step / below if abs(below) > 1e-9 else each * falls[code][1])
            else:
                lost[code] = lost.get(code, 0.0) + step

    divide(scores.edition.headline, total.lost, 1.0)
    left, found = total.max, []
    for part in scores.edition.counted:
        if part.code in lost and abs(lost[part.code]) > 1e-12:
            left -= lost[part.code]
            found.append(Drop(part, lost[part.code], left))
    return tuple(found)


def _falls(scores: Scores, subject: str, step: Step) -> dict[str, tuple[float, float]]:
    """By part of a node what it takes from the node's points, and what a point of it is worth while it loses little."""
    method = step.node.aggregate.method
    ones = [scores.score(subject, scores.codes[position]) for position in step.below]
    if method == "sum":
        return {one.part.code: (one.lost, 1.0) for one in ones if not math.isnan(one.lost)}
    there = [(one, float(weight)) for one, weight in zip(ones, step.weights, strict=True) if one.value == one.value]
    total = math.fsum(weight for _, weight in there) or 1.0
    scale = step.node.max
    if method != "geometric":
        return {
            one.part.code: (scale * weight / total * (1 - one.value), scale * weight / total / one.max)
            for one, weight in there
        }
    logs = {one.part.code: weight / total * -math.log(max(one.value, 1e-9)) for one, weight in there}
    whole = math.fsum(logs.values())
    # The mean of the node's own fall over the logarithms; its limit where nothing is lost is 1.
    each = scale * (-math.expm1(-whole) / whole if abs(whole) > 1e-12 else 1.0)
    return {one.part.code: (each * logs[one.part.code], each * weight / total / one.max) for one, weight in there}
