"""Points of the items: from the inputs of all subjects, by derivation, treatment and rule, to points and maxima."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from donghanh.indices.definition import Edition, Item
from donghanh.indices.impute import impute
from donghanh.indices.inputs import Inputs
from donghanh.indices.rounding import round_half_up
from donghanh.indices.rules import MinMax, Pool, Rule, Values
from donghanh.indices.treat import treat

_SAME_YEAR = Pool(policy="same_year")


@dataclass(frozen=True)
class ItemPoints:
    """Arrays of scored items × subjects."""

    points: Values
    maxima: Values
    """What counts for the subject: 0 where the item does not apply, was left out, or is a bonus."""
    unknown: NDArray[np.bool_]
    applies: NDArray[np.bool_]


def item_points(edition: Edition, inputs: Inputs, *, frame: Inputs | None = None) -> ItemPoints:
    """The points of every scored item for every subject.

    ``frame`` are the inputs with which comparing rules compare (the inputs themselves without it): a what-if with
    fixed peers scores changed inputs within the frame of the unchanged ones.
    """
    shape = (len(edition.scored), len(inputs.subjects))
    points, maxima = np.zeros(shape), np.zeros(shape)
    unknown, applies = np.zeros(shape, dtype=np.bool_), np.ones(shape, dtype=np.bool_)
    compared = ranked(edition, inputs)
    for row, item in enumerate(edition.scored):
        assert item.rule is not None and item.max is not None, "check.problems() has been heeded"
        raw = raw_points(edition, item, inputs, frame or inputs)
        if item.code in inputs.not_applicable:
            applies[row] = ~inputs.not_applicable[item.code]
        unknown[row] = np.isnan(raw) & applies[row]
        policy = item.missing or edition.missing
        won, most = impute(raw, 0.0 if item.bonus else item.max, policy, compared=compared & applies[row])
        if edition.rounding.items is not None:
            won = round_half_up(won, edition.rounding.items)
        points[row], maxima[row] = np.where(applies[row], won, 0.0), np.where(applies[row], most, 0.0)
    if edition.whole is not None:
        _with_whole(points, maxima, unknown)
    return ItemPoints(points, maxima, unknown, applies)


def ranked(edition: Edition, inputs: Inputs) -> NDArray[np.bool_]:
    """Which subjects are compared and ranked: all but the territory they lie in."""
    rows = np.ones(len(inputs.subjects), dtype=np.bool_)
    if edition.whole is not None:
        rows[-1] = False
    return rows


def raw_points(edition: Edition, item: Item, inputs: Inputs, frame: Inputs) -> Values:
    """What the item's rule gives each subject, NaN where its inputs are not known."""
    assert item.rule is not None and item.max is not None
    values = item_values(item, inputs)
    pool = item.rule.pool or (_SAME_YEAR if item.treat else None)
    peers = peers_of(edition, item, frame, pool) if pool else {}
    if not item.treat:
        return item.rule.points(values, item.max, peers)
    rule = _with_treated_bounds(item, peers["value"])
    values["value"], peers["value"] = treat(item.treat, values["value"], peers["value"])
    return rule.points(values, item.max, peers)


def _with_treated_bounds(item: Item, peers: Values) -> Rule:
    """The item's rule; bounds stated on the scale of the inputs are treated as the inputs are."""
    rule = item.rule
    assert rule is not None
    if not isinstance(rule, MinMax) or rule.bounds.stated == "treated":
        return rule
    ends = {key: one for key, one in (("low", rule.bounds.low), ("high", rule.bounds.high)) if one is not None}
    treated, _ = treat(item.treat, np.array(list(ends.values())), peers)
    bounds = rule.bounds.model_copy(update=dict(zip(ends, treated.tolist(), strict=True)))
    return rule.model_copy(update={"bounds": bounds})


def item_values(item: Item, inputs: Inputs) -> dict[str, Values]:
    """What the item's rule is given, by role: the inputs, or the one value derived from them."""
    if item.derive is None:
        return inputs.column(item)
    past = [one.aligned(item, inputs.subjects) for one in inputs.earlier]
    return {"value": item.derive.value(inputs.column(item), past)}


def pooled(edition: Edition, inputs: Inputs, pool: Pool) -> list[tuple[Inputs, NDArray[np.bool_]]]:
    """The inputs that a rule with this pool compares with, each with the rows of the subjects compared."""
    together = [inputs]
    if pool.policy != "same_year":
        last = inputs.period if pool.policy == "since" else max(inputs.panel, default="")
        others = inputs.panel.items()
        together += [
            one for at, one in others if (pool.since or "") <= at <= last and at != inputs.period and one is not inputs
        ]
    return [(one, ranked(edition, one)) for one in together]


def peers_of(edition: Edition, item: Item, frame: Inputs, pool: Pool) -> dict[str, Values]:
    """What a rule with this pool compares with, by role, before any treatment."""
    known = [
        {role: values[rows & _applies(item, one)] for role, values in item_values(item, one).items()}
        for one, rows in pooled(edition, frame, pool)
    ]
    return {role: np.concatenate([one[role] for one in known]) for role in known[0]}


def _applies(item: Item, inputs: Inputs) -> NDArray[np.bool_]:
    outside = inputs.not_applicable.get(item.code)
    return np.ones(len(inputs.subjects), dtype=np.bool_) if outside is None else ~outside


def _with_whole(points: Values, maxima: Values, unknown: NDArray[np.bool_]) -> None:
    """The last subject, where its own inputs are not known, as the plain mean of the subjects before it."""
    given = ~unknown[:, -1]
    points[:, -1] = np.where(given, points[:, -1], points[:, :-1].mean(axis=1))
    maxima[:, -1] = np.where(given, maxima[:, -1], maxima[:, :-1].mean(axis=1))
    unknown[:, -1] = ~given & unknown[:, :-1].any(axis=1)
