"""Merged places: the scores of a place that was made of others, by the policy of the edition (R16)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from donghanh.errors import ScoreError
from donghanh.indices.aggregate import aggregate
from donghanh.indices.definition import Edition, Merger
from donghanh.indices.derive import Survey
from donghanh.indices.inputs import Inputs
from donghanh.indices.points import ranked
from donghanh.indices.rules import Values
from donghanh.indices.score import NodePeers, Scores, score, standing
from donghanh.places import Place, Places
from donghanh.text import nearest

_PLAIN = Merger(policy="mean")


def heirs(places: Places, subjects: Iterable[str], *, before: date, on: date) -> dict[str, tuple[str, ...]]:
    """The places of the day ``on`` that the subjects (names or codes of ``before`` or earlier) lie in, with them.

    Raises:
        ScoreError: a subject is no place of that day.
    """
    found: dict[Place, list[tuple[str, Place]]] = {}
    for subject in subjects:
        place = _place(places, subject, before)
        for heir in places.counterparts(place, on):
            found.setdefault(heir, []).append((subject, place))
    return {_label(heir, made_of): tuple(subject for subject, _ in made_of) for heir, made_of in found.items()}


def _label(heir: Place, made_of: list[tuple[str, Place]]) -> str:
    """What an heir is called beside these subjects: by code where they are, or as the one of its name is spelled."""
    if any(subject == place.code for subject, place in made_of):
        return heir.code
    return next((subject for subject, place in made_of if place.name == heir.name), heir.name)


def _place(places: Places, subject: str, on: date) -> Place:
    place = places.at(subject, on)
    if place is None:
        # By name: what there was that day, or else the last of that name before it. A province and a town in another
        # one may share a name: the larger is meant.
        known = [one for one in places.named(subject) if one.exists(on) or (one.valid_to and one.valid_to < on)]
        place = min(known, key=lambda one: (one.level, not one.exists(on)), default=None)
    if place is None:
        vi, en = nearest(subject, (one.name for one in places.every(1, on)))
        vi = f"không có địa bàn “{subject}” vào ngày {on:%d/%m/%Y}; {vi}"
        raise ScoreError("score.place", vi=vi, en=f"there was no place “{subject}” on {on:%d/%m/%Y}; {en}")
    return place


def merge(scores: Scores, made_of: Mapping[str, tuple[str, ...]]) -> Scores:
    """The scores of the places in ``made_of`` from those of the subjects each was made of.

    By the plain mean of the predecessors' points where the edition names no policy; rules of nodes compare with the
    predecessors. A subject that several places are made of counts in each of them; what is unknown of one predecessor
    is unknown of the heir, what does not apply to one is had from the others. The edition's ``whole`` stays.

    Raises:
        ScoreError: a predecessor is not among the subjects; the weights of the predecessors are not known.
    """
    edition, merger = scores.edition, scores.edition.merger or _PLAIN
    if edition.whole is not None:
        whole = edition.whole.place
        made_of = {heir: group for heir, group in made_of.items() if heir != whole} | {whole: (whole,)}
    for subject in (one for group in made_of.values() for one in group):
        if subject not in scores.subjects:
            vi, en = nearest(subject, scores.subjects)
            raise ScoreError("score.subject", vi=f"Không có “{subject}”; {vi}", en=f"There is no “{subject}”; {en}")
    inputs = _merged(edition, scores.inputs, made_of)
    earlier = {period: one for period, one in scores.inputs.panel.items() if one.period != inputs.period}
    panel = {period: _merged(edition, one, made_of) for period, one in earlier.items()} | {inputs.period: inputs}
    inputs = replace(inputs, panel=dict(sorted(panel.items())))
    if merger.policy == "inputs":
        return replace(score(edition, inputs), made_of=dict(made_of), merged_from=scores)
    belongs = _belongs(scores.subjects, made_of)
    if merger.policy == "weighted":
        belongs = _weighted(scores, merger, belongs)
    return _averaged(scores, merger, inputs, made_of, belongs / belongs.sum(axis=1, keepdims=True))


def _belongs(subjects: tuple[str, ...], made_of: Mapping[str, tuple[str, ...]]) -> Values:
    """1 where the heir (row) was made of the subject (column), else 0."""
    return np.array([[float(subject in group) for subject in subjects] for group in made_of.values()])


def _weighted(scores: Scores, merger: Merger, belongs: Values) -> Values:
    """The weights of the predecessors; an heir of one needs none."""
    weights = scores.inputs.values.get((merger.weight or "", "value"), np.full(len(scores.subjects), np.nan))
    several = belongs.sum(axis=1, keepdims=True) > 1
    wanted = (belongs * several).any(axis=0)
    lacking = [
        one for one, weight, need in zip(scores.subjects, weights, wanted, strict=True) if need and not weight > 0
    ]
    if lacking:
        vi = f"Thiếu giá trị “{merger.weight}” (lớn hơn 0) của {', '.join(lacking)} để tính bình quân gia quyền."
        en = f"The weighted mean needs “{merger.weight}” (above 0) of {', '.join(lacking)}."
        raise ScoreError("score.weight", vi=vi, en=en)
    return np.where(several, belongs * np.where(wanted, weights, 0.0), belongs)


def _averaged(
    scores: Scores, merger: Merger, inputs: Inputs, made_of: Mapping[str, tuple[str, ...]], shares: Values
) -> Scores:
    edition, nodes = scores.edition, len(scores.edition.nodes)
    won, top = _added(shares, scores.won), _added(shares, scores.max)
    unknown = (shares > 0).astype(float) @ scores.unknown > 0
    applies = (shares > 0).astype(float) @ scores.applies > 0
    at = [code for code in merger.at if code in scores.codes[:nodes]]
    parts = aggregate(
        edition,
        list(won[:, nodes:].T),
        list(top[:, nodes:].T),
        known=~unknown.T,
        applies=applies.T,
        peers=NodePeers(edition, scores.inputs).of(inputs),
        given={code: (won[:, scores.codes.index(code)], top[:, scores.codes.index(code)]) for code in at},
    )
    won, top = np.array(parts.won).T, np.array(parts.max).T
    published, ranks = standing(edition, won, top, ranked(edition, inputs))
    return Scores(edition, inputs, won, top, published, ranks, unknown, applies, dict(made_of), scores)


def _added(shares: Values, values: Values) -> Values:
    """Sums of the rows of ``values`` by the shares of each heir; NaN only where a predecessor that counts is NaN."""
    unknown = np.isnan(values)
    added = shares @ np.where(unknown, 0.0, values)
    return np.where((shares > 0).astype(float) @ unknown.astype(float) > 0, np.nan, added)


def _merged(edition: Edition, inputs: Inputs, made_of: Mapping[str, tuple[str, ...]]) -> Inputs:
    """Inputs of the heirs: numerators, denominators and answers summed over the predecessors, other values averaged.

    Predecessors to whom the item does not apply are left aside; what a period knows nothing of is unknown of the heir.
    """
    belongs, items = _belongs(inputs.subjects, made_of), {item.code: item for item in edition.scored}
    strange = np.array([any(one not in inputs.subjects for one in group) for group in made_of.values()])
    values, aside = {}, {}
    for code, outside in inputs.not_applicable.items():
        aside[code] = (belongs.any(axis=1)) & ((belongs * ~outside).sum(axis=1) == 0)
    for (code, role), known in inputs.values.items():
        outside = inputs.not_applicable.get(code, np.zeros(len(known), dtype=np.bool_))
        counting = belongs * ~outside
        number = counting.sum(axis=1)
        total = _added(counting, known[:, np.newaxis])[:, 0]
        if not (role in ("numerator", "denominator") or isinstance(items[code].derive, Survey)):
            total = total / np.maximum(number, 1.0)
        values[code, role] = np.where(strange | (number == 0), np.nan, total)
    only = {group[0]: heir for heir, group in made_of.items() if len(group) == 1}
    entries = {
        (only[subject], item, role): replace(entry, subject=only[subject])
        for (subject, item, role), entry in inputs.entries.items()
        if subject in only
    }
    return Inputs(tuple(made_of), values, entries, aside, inputs.period)
