"""Aggregation: from the points of items to the points of nodes, over all subjects at once.

A ``sum`` node adds up what stands below it, each item once however many ways lead to it; a node that is more than a sum
(a mean, a rule of its own, a floor or cap) goes up as one piece. A mean takes the shares (points / maximum) of its
children. Arrays may have an axis of draws before that of subjects: sensitivity scores thousands of weightings at once.
Everything is done element by element, so the bits do not depend on the machine's number of cores.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from donghanh.indices.definition import Aggregate, Edition, Item, Node
from donghanh.indices.rounding import round_half_up
from donghanh.indices.rules import Values

Mask = NDArray[np.bool_]
PeersOf = Callable[[Node, Values], Mapping[str, Values]]
"""Given a node and what it has come to, what the node's own rule compares with."""


@dataclass(frozen=True)
class Step:
    """How one node is made: the positions of the parts it takes, and their weights (all 1 in a sum)."""

    position: int
    node: Node
    below: tuple[int, ...]
    weights: Values
    covers: tuple[int, ...]
    """Positions among the scored items of those below, where the node asks for coverage."""


@dataclass
class Parts:
    """Points and maxima of the nodes, then the items; each (subjects,) or (draws, subjects)."""

    won: list[Values]
    max: list[Values]
    before: dict[str, Values] = field(default_factory=dict)
    """By the code of a node with a rule: what the rule was given."""


def steps(edition: Edition) -> tuple[Step, ...]:
    """The nodes of an edition in the order in which they can be made, what is below first."""
    position = {part.code: i for i, part in enumerate(edition.counted)}
    column = {item.code: i for i, item in enumerate(edition.scored)}
    done: dict[str, Step] = {}

    def make(node: Node) -> None:
        if node.code in done:
            return
        for child in edition.children(node.code):
            if isinstance(child, Node):
                make(child)
        parts = [part for part in pieces(edition, node) if part.code in position]
        covers = [column[item.code] for item in edition.items_under(node.code) if item.code in column]
        done[node.code] = Step(
            position[node.code],
            node,
            tuple(position[part.code] for part in parts),
            _weights(edition, node, parts),
            tuple(covers) if node.aggregate.coverage else (),
        )

    for node in edition.nodes:
        make(node)
    return tuple(done.values())


def pieces(edition: Edition, node: Node) -> tuple[Node | Item, ...]:
    """What a node is made of: the children of a mean; for a sum all below that is not itself a plain sum, each once."""
    if node.aggregate.method != "sum":
        return edition.children(node.code)
    found: dict[str, Node | Item] = {}

    def descend(code: str) -> Iterator[Node | Item]:
        for child in edition.children(code):
            if isinstance(child, Node) and _is_plain_sum(edition, child):
                yield from descend(child.code)
            else:
                yield child

    for part in descend(node.code):
        found.setdefault(part.code, part)
    return tuple(found.values())


def _is_plain_sum(edition: Edition, node: Node) -> bool:
    changed = node.rule or node.floor is not None or node.cap is not None or edition.rounding.nodes is not None
    return node.aggregate.method == "sum" and not changed


def _weights(edition: Edition, node: Node, parts: Sequence[Node | Item]) -> Values:
    stated = [edition.weight(part, node.code) for part in parts]
    if node.aggregate.method == "sum" or any(one is None for one in stated):
        return np.ones(len(parts))
    return np.array(stated, dtype=float)


def aggregate(
    edition: Edition,
    points: Sequence[Values],
    maxima: Sequence[Values],
    *,
    known: Mask | None = None,
    applies: Mask | None = None,
    peers: PeersOf | None = None,
    factors: Values | None = None,
    given: Mapping[str, tuple[Values, Values]] | None = None,
    until: str | None = None,
) -> Parts:
    """Points and maxima of every node from those of the scored items, each (subjects,).

    ``known`` and ``applies`` (items × subjects) are asked for where a node wants coverage; ``factors``
    (draws × parts) multiply weights, and in a sum points and maxima; ``given`` holds points and maxima of nodes that
    are not to be made from what stands below them; ``until`` names a node at which to stop, once it is known what its
    rule is given (``before``). NaN points make the nodes above NaN; parts with a maximum of 0 are
    left out.
    """
    nodes = len(edition.nodes)
    nothing = np.zeros(points[0].shape if points else (0,))
    parts = Parts([nothing] * nodes + list(points), [nothing] * nodes + list(maxima))
    for step in steps(edition):
        if given and step.node.code in given:
            parts.won[step.position], parts.max[step.position] = given[step.node.code]
            continue
        if not step.below:  # all its rows wait for the annex
            continue
        below = list(step.below)
        weights = step.weights if factors is None else factors[:, below] * step.weights
        won, most = _stacked([parts.won[i] for i in below]), _stacked([parts.max[i] for i in below])
        # A node that is left out is not known and counts for nothing; a bonus or penalty, of maximum 0 too, counts.
        left_out = (most == 0) & np.isnan(won)
        left_out[[position >= nodes for position in below]] = False
        won = np.where(left_out, 0.0, won)
        if step.node.aggregate.method == "sum":
            value, top = _weighted(weights, won), _weighted(weights, most)
            if factors is not None:  # the node keeps its scale while the weights below it move
                with np.errstate(divide="ignore", invalid="ignore"):
                    scale = np.where(top > 0, _weighted(step.weights, most) / top, 0.0)
                value, top = value * scale, top * scale
        else:
            value, top = _mean(step.node.aggregate, weights, won, most, step.node.max)
        value, top = _covered(edition, step, value, top, known, applies)
        if step.node.code == until:
            parts.before[until] = value
            break
        value = _ruled(step.node, value, top, peers, parts)
        if edition.rounding.nodes is not None:
            value = round_half_up(value, edition.rounding.nodes)
        parts.won[step.position], parts.max[step.position] = value, top
    return parts


def _stacked(arrays: list[Values]) -> Values:
    return np.stack(np.broadcast_arrays(*arrays)) if arrays else np.zeros((0, 0))


def _weighted(weights: Values, values: Values) -> Values:
    """``Σ weight × value`` over children: weights (children,) or (draws, children), values (children, …, subjects)."""
    letters = ("dc" if weights.ndim == 2 else "c") + "," + ("cds" if values.ndim == 3 else "cs")
    drawn = weights.ndim == 2 or values.ndim == 3
    added: Values = np.einsum(f"{letters}->{'ds' if drawn else 's'}", weights, values)
    return added


def _mean(how: Aggregate, weights: Values, won: Values, most: Values, scale: float) -> tuple[Values, Values]:
    """The mean of the children's shares on the node's scale; children with a maximum of 0 are left out."""
    there = most > 0
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        share = np.where(there, won / np.where(there, most, 1.0), 0.0)
        if how.method in ("median", "lowest", "highest"):
            mean = _middle(how.method, share, there)
        else:
            total = _weighted(weights, there.astype(float))
            mean = _power_mean(_EXPONENTS.get(how.method, how.exponent), weights, share, there, total)
        any_there = there.any(axis=0)
        top = np.broadcast_to(np.where(any_there, scale, 0.0), mean.shape)
        return np.where(any_there, mean * scale, 0.0), top


_EXPONENTS: Mapping[str, float | None] = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}


def _power_mean(exponent: float | None, weights: Values, share: Values, there: Mask, total: Values) -> Values:
    """``(Σ w sᵖ / Σ w)^(1/p)``; for p = 0 ``exp(Σ w ln s / Σ w)``. NaN for shares below 0 unless p = 1."""
    assert exponent is not None
    if exponent == 1.0:
        return _weighted(weights, share) / total
    usable = np.where(there, np.where(share < 0, np.nan, share), 1.0)
    if exponent == 0.0:
        return np.exp(_weighted(weights, np.log(usable)) / total)
    powers = np.where(there, usable**exponent, 0.0)
    return (_weighted(weights, powers) / total) ** (1 / exponent)


def _middle(method: str, share: Values, there: Mask) -> Values:
    """Median, least or greatest of the children that are there; NaN where one of them is not known."""
    blocked = (there & np.isnan(share)).any(axis=0)
    left = np.where(there, share, np.nan)
    left = np.where(there.any(axis=0), left, 0.0)
    left = np.where(blocked, 0.0, left)
    if method == "median":
        found = np.nanmedian(left, axis=0)
    else:
        found = np.nanmin(left, axis=0) if method == "lowest" else np.nanmax(left, axis=0)
    return np.where(blocked, np.nan, found)


def _covered(
    edition: Edition, step: Step, value: Values, top: Values, known: Mask | None, applies: Mask | None
) -> tuple[Values, Values]:
    """NaN where too few of the items below are known; where missing values are left out, so is then the node."""
    if not step.covers or known is None or applies is None:
        return value, top
    below = list(step.covers)
    wanted = applies[below].sum(axis=0)
    short = (known[below] & applies[below]).sum(axis=0) < step.node.aggregate.coverage * wanted - 1e-9
    value = np.where(short, np.nan, value)
    return value, np.where(short, 0.0, top) if edition.missing == "exclude" else top


def _ruled(node: Node, value: Values, top: Values, peers: PeersOf | None, parts: Parts) -> Values:
    if node.rule is not None and peers is not None:
        parts.before[node.code] = value
        rows = value if value.ndim == 2 else value[np.newaxis]
        scored = [node.rule.points({"value": row}, node.max, peers(node, row)) for row in rows]
        value = np.stack(scored) if value.ndim == 2 else scored[0]
    if node.floor is not None or node.cap is not None:
        value = np.clip(value, node.floor, node.cap)
    return value
