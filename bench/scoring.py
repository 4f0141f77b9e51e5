"""An index of 63 × 108: draws, what-if; 4,000 × 100 scored. Ours against plain loops that do no more than the sums."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from bench.measuring import Row, apart, seconds
from donghanh.indices.definition import Edition, Item
from donghanh.indices.inputs import Entry, Inputs
from donghanh.indices.points import item_points
from donghanh.indices.score import score
from donghanh.indices.sensitivity import effects, sensitivity
from donghanh.indices.variants import Uncertainty
from donghanh.indices.whatif import what_if

DRAWS = {"small": 2_000, "full": 10_000}
SPREAD = Uncertainty(weights=0.2)
GROUPS = 9
MIN_MAX = {"kind": "min_max", "better": "high", "bounds": {"policy": "same_year"}}
STEPS = {"kind": "steps", "steps": [{"at_least": 1, "points": 5}, {"at_least": 3, "points": 10}]}
RULES: list[dict[str, Any]] = [{"kind": "ratio"}, {"kind": "yes_no"}, STEPS, MIN_MAX]


def edition(items: int, mean: bool) -> Edition:
    """Nine groups under a total: points of four kinds added up, or min-max and means, geometric at the top."""
    words = {"vi": "x", "en": "x"}
    rows = [
        {
            "code": f"i{i}",
            "name": words,
            "parents": [f"g{i % GROUPS}"],
            "max": 10,
            "rule": MIN_MAX if mean else RULES[i % len(RULES)],
        }
        for i in range(items)
    ]
    sizes = [len(range(group, items, GROUPS)) * 10 for group in range(GROUPS)]
    total = {"code": "t", "name": words, "max": sum(sizes), "aggregate": "geometric" if mean else "sum"}
    below = {"name": words, "parents": ["t"], "aggregate": "arithmetic" if mean else "sum"}
    return Edition.model_validate(
        {
            "code": "bench",
            "edition": "1",
            "name": words,
            "decision": {"number": "1", "issuer": "x"},
            "subjects": "province",
            "missing": "zero",
            "published": {"kind": "percent", "decimals": 2},
            "nodes": [total, *({"code": f"g{i}", "max": size} | below for i, size in enumerate(sizes))],
            "items": rows,
        }
    )


def inputs(one: Edition, subjects: int) -> Inputs:
    """Invented inputs, the same every time."""
    generator = np.random.Generator(np.random.Philox(7))
    values = {}
    for item in one.scored:
        answers = item.rule is not None and item.rule.kind == "yes_no"
        for role in item.roles:
            drawn = generator.integers(0, 2, subjects).astype(float) if answers else generator.uniform(0.5, 4, subjects)
            values[item.code, role] = drawn
    return Inputs(tuple(f"p{i}" for i in range(subjects)), values)


def digest(mean: bool, draws: int, seed: int) -> str:
    """A hash of every bit of what the draws give."""
    one = edition(108, mean)
    found = sensitivity(one, inputs(one, 63), SPREAD, draws=draws, seed=seed)
    return hashlib.sha256(found.values.tobytes() + found.ranks.tobytes()).hexdigest()


def by_draw(one: Edition, known: Inputs, draws: int, seed: int) -> np.ndarray:
    """Ranks of every draw by plain NumPy, one draw after the other; the points of the items are made once."""
    generator = np.random.Generator(np.random.Philox(seed))
    factors = generator.uniform(0.8, 1.2, (draws, len(one.counted)))
    points, nodes = item_points(one, known).points, len(one.nodes)
    group = [np.flatnonzero(np.arange(len(points)) % GROUPS == i) for i in range(GROUPS)]
    most = np.array([item.max for item in one.scored])
    mean = one.nodes[0].aggregate.method == "geometric"
    ranks = np.empty((draws, points.shape[1]), dtype=np.int64)
    for draw in range(draws):
        weight = factors[draw, nodes:]
        if mean:
            shares = [np.average(points[at] / 10, axis=0, weights=weight[at]) for at in group]
            value = np.exp(np.average(np.log(shares), axis=0, weights=factors[draw, 1:nodes]))
        else:
            value = (points * weight[:, np.newaxis]).sum(axis=0) / (most * weight).sum()
        shown = np.floor(value * 1e4 + 0.5 + 1e-9)
        ranks[draw] = len(shown) - np.searchsorted(np.sort(shown), shown, side="right") + 1
    return ranks


def by_place(one: Edition, known: Inputs) -> list[float]:
    """Totals by a plain loop over places and items, as a script or a spreadsheet makes them."""
    bounds = {
        item.code: (min(known.values[item.code, "value"].tolist()), max(known.values[item.code, "value"].tolist()))
        for item in one.scored
        if "value" in item.roles
    }
    columns = {key: values.tolist() for key, values in known.values.items()}
    below = [[item for i, item in enumerate(one.scored) if i % GROUPS == group] for group in range(GROUPS)]
    mean, totals = one.nodes[0].aggregate.method == "geometric", []
    for place in range(len(known.subjects)):
        groups = [[_points(item, columns, place, bounds) for item in items] for items in below]
        if mean:
            product = 1.0
            for group in groups:
                product *= (sum(group) / len(group) / 10) ** (1 / GROUPS)
            totals.append(product * one.nodes[0].max)
        else:
            totals.append(sum(sum(group) for group in groups))
    return totals


def _points(item: Item, columns: dict[tuple[str, str], list[float]], place: int, bounds: dict[str, Any]) -> float:
    kind = item.rule.kind if item.rule else ""
    if kind == "ratio":
        return min(columns[item.code, "numerator"][place] / columns[item.code, "denominator"][place], 1.0) * 10
    value = columns[item.code, "value"][place]
    if kind == "yes_no":
        return value * 10
    if kind == "steps":
        return 10.0 if value >= 3 else 5.0 if value >= 1 else 0.0
    low, high = bounds[item.code]
    return (9 * (value - low) / (high - low) + 1) / 10 * 10


def rows(folder: Path, scale: str) -> list[Row]:
    """The table."""
    found: list[Row] = []
    for mean in (False, True):
        kind = "geometric mean of means" if mean else "points added up"
        found += [*_drawn(kind, mean, DRAWS[scale]), *_what_if(kind, mean), *_many(kind, mean)]
    return found


def _drawn(kind: str, mean: bool, draws: int) -> list[Row]:
    one = edition(108, mean)
    known = inputs(one, 63)
    ours = _taken(lambda: sensitivity(one, known, SPREAD, draws=draws, seed=3))
    hand = _taken(lambda: by_draw(one, known, draws, 3))
    each = _taken(lambda: [score(one, known) for _ in range(draws // 100)]) * 100
    equal = float((sensitivity(one, known, SPREAD, draws=draws, seed=3).ranks == by_draw(one, known, draws, 3)).mean())
    hashes = {apart("bench.scoring:digest", mean, draws, 3, OMP_NUM_THREADS=str(cores)).result for cores in (1, 2)}
    hashes |= {digest(mean, draws, 3)}
    same = "yes" if len(hashes) == 1 and None not in hashes else "no"
    choices = Uncertainty(weights=0.2, rules=("z_score", "rank"), means=("arithmetic", "harmonic") if mean else ())
    mixed = _taken(lambda: sensitivity(one, known, choices, draws=draws, seed=3))
    sobol = _taken(lambda: effects(one, known, SPREAD, base=256))
    return [
        (f"**63 × 108, {draws:,} draws of all weights, {kind}**", f"{ours:.2f} s", "mark at full scale: < 2 s"),
        ("the same in three processes, of 1, 2 and all threads", f"bits equal: {same}", "mark: bit-identical by seed"),
        (
            "plain NumPy by hand, draw by draw, sums only",
            f"{hand:.2f} s",
            f"ours: {ours / hand:.2f} ×; ranks equal: {equal:.2%}",
        ),
        ("scored anew for every draw (from a hundredth)", f"{each:.1f} s", f"ours: {ours / each:.3f} ×"),
        ("weights, normalisation" + (" and mean" if mean else "") + " drawn", f"{mixed:.2f} s", "–"),
        ("Sobol effects of 9 groups, 2,816 scorings", f"{sobol:.2f} s", "–"),
    ]


def _what_if(kind: str, mean: bool) -> list[Row]:
    one = edition(108, mean)
    before = score(one, inputs(one, 63))
    change = [Entry("p3", "i3", "2.5")]
    taken = _taken(lambda: what_if(before, change).moves(), times=15)
    return [(f"**what-if, 63 × 108, {kind}**, moves of all places", f"{taken * 1000:.0f} ms", "mark: < 100 ms")]


def _many(kind: str, mean: bool) -> list[Row]:
    one = edition(100, mean)
    known = inputs(one, 4000)
    ours, loop = _taken(lambda: score(one, known), times=15), _taken(lambda: by_place(one, known), times=3)
    apart_by = np.abs(score(one, known).won[:, 0] - np.array(by_place(one, known))).max()
    return [
        (f"**4,000 places × 100 items scored and ranked at every part, {kind}**", f"{ours:.3f} s", "mark: < 0.1 s"),
        (
            "a plain loop over places, totals only",
            f"{loop:.2f} s",
            f"ours: {ours / loop:.2f} ×; apart by {apart_by:.0e}",
        ),
    ]


def _taken(work: Callable[[], object], times: int = 5) -> float:
    return seconds(work, times)
