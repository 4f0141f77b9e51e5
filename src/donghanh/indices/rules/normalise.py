"""Rules that place a value among those of the others: min-max, z-score, rank."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal

import numpy as np
from pydantic import Field, model_validator

from donghanh.errors import DefinitionError
from donghanh.indices.rules.bounds import Among, Better, Bounds, Pool, known
from donghanh.indices.rules.rule import Rule, Values, say_en, say_vi


class MinMax(Rule):
    """R8. ``s = lo + (hi − lo)(x − min)/(max − min)``, or ``hi + lo − s`` where low is better; ``points = s / hi × M``.

    ``scale`` is [lo, hi], of PCI [1, 10]. ``min`` and ``max`` by :class:`Bounds`; ``outside: extend`` lets points
    pass the ends of the scale. Not known where there is nothing to compare: no peers, or all equal.
    """

    kind: Literal["min_max"]
    better: Better
    bounds: Bounds
    scale: tuple[float, ...] = (1.0, 10.0)

    @model_validator(mode="after")
    def _scale_ascends(self) -> MinMax:
        if len(self.scale) != 2 or not 0 <= self.scale[0] < self.scale[1]:
            raise DefinitionError(
                vi="“scale” phải là hai số không âm, số nhỏ trước, ví dụ [1, 10]",
                en="“scale” must be two numbers of 0 or more, the lower first, such as [1, 10]",
            )
        return self

    @property
    def pool(self) -> Pool | None:
        return self.bounds.pool

    def points(self, values: Mapping[str, Values], maximum: float, peers: Mapping[str, Values]) -> Values:
        value = values["value"]
        between = self.bounds.between(known(peers.get("value")))
        if between is None:
            return np.full_like(value, np.nan)
        if self.bounds.outside == "clamp":
            value = np.clip(value, *between)
        unit = _unit(*between)
        value, low, high = value / unit, between[0] / unit, between[1] / unit
        lo, hi = self.scale
        scaled = (hi - lo) * (value - low) / (high - low) + lo
        return (scaled if self.better == "high" else hi + lo - scaled) / hi * maximum

    def knots(
        self, role: str, values: Mapping[str, float], maximum: float, peers: Mapping[str, Values]
    ) -> tuple[float, ...]:
        return (self.bounds.between(known(peers.get("value"))) or ()) if self.bounds.outside == "clamp" else ()

    def words(self, maximum: float) -> tuple[str, str]:
        lo, hi = self.scale
        ends_vi, ends_en = zip(_end(self.bounds, 0), _end(self.bounds, 1), strict=True)
        among_vi, among_en = say_pool(self.pool)
        better_vi = "cao" if self.better == "high" else "thấp"
        vi = f"thang {say_vi(lo)}–{say_vi(hi)} từ {' đến '.join(ends_vi)}{among_vi}, {better_vi} là tốt"
        en = f"scaled to {say_en(lo)}–{say_en(hi)} from {' to '.join(ends_en)}{among_en}, {self.better} is better"
        return f"{vi}; × {say_vi(maximum)} ÷ {say_vi(hi)} điểm", f"{en}; × {say_en(maximum)} ÷ {say_en(hi)} points"


class ZScore(Rule):
    """``z = (x − mean) / standard deviation``, −z where low is better; ``points = centre + spread × z``, not × M.

    ``deviation`` divides by n (``population``: all subjects there are) or by n − 1 (``sample``). ``clamp`` holds the
    points between two limits. Not known where the deviation is 0 or there are no peers.
    """

    kind: Literal["z_score"]
    better: Better
    bounds: Among = Among()
    centre: float = 0.0
    spread: float = Field(default=1.0, gt=0)
    deviation: Literal["population", "sample"] = "population"
    clamp: tuple[float, ...] | None = None

    @model_validator(mode="after")
    def _clamp_ascends(self) -> ZScore:
        if self.clamp is not None and (len(self.clamp) != 2 or not self.clamp[0] < self.clamp[1]):
            raise DefinitionError(
                vi="“clamp” phải là hai số, số nhỏ trước, ví dụ [0, 100]",
                en="“clamp” must be two numbers, the lower first, such as [0, 100]",
            )
        return self

    @property
    def pool(self) -> Pool:
        return self.bounds.pool

    def _moments(self, peers: Mapping[str, Values]) -> tuple[float, float, float] | None:
        """A unit, and in it mean and standard deviation of the known peers; None where there is no spread."""
        those = known(peers.get("value"))
        # Equal values are looked for as such: rounding would give them a tiny deviation.
        if those.size < 2 or those.min() == those.max():
            return None
        unit = _unit(float(those.min()), float(those.max()))
        those = those / unit
        mean = math.fsum(those) / those.size
        divisor = those.size - (self.deviation == "sample")
        deviation = math.sqrt(math.fsum((those - mean) ** 2) / divisor)
        return (unit, mean, deviation) if deviation > 0 else None

    def points(self, values: Mapping[str, Values], maximum: float, peers: Mapping[str, Values]) -> Values:
        value, moments = values["value"], self._moments(peers)
        if moments is None:
            return np.full_like(value, np.nan)
        unit, mean, deviation = moments
        value = value / unit
        z = (value - mean) / deviation if self.better == "high" else (mean - value) / deviation
        points = self.centre + self.spread * z
        return np.clip(points, self.clamp[0], self.clamp[1]) if self.clamp else points

    def knots(
        self, role: str, values: Mapping[str, float], maximum: float, peers: Mapping[str, Values]
    ) -> tuple[float, ...]:
        moments = self._moments(peers)
        if moments is None or self.clamp is None:
            return ()
        unit, mean, deviation = moments
        sign = 1 if self.better == "high" else -1
        ends = (mean + sign * deviation * (end - self.centre) / self.spread for end in self.clamp)
        return tuple(sorted(end * unit for end in ends))

    def words(self, maximum: float) -> tuple[str, str]:
        among_vi, among_en = say_pool(self.pool)
        order = ("giá trị − trung bình", "value − mean")
        if self.better == "low":
            order = ("trung bình − giá trị", "mean − value")
        vi = f"{say_vi(self.centre)} + {say_vi(self.spread)} × ({order[0]}) ÷ độ lệch chuẩn{among_vi} (điểm)"
        en = f"{say_en(self.centre)} + {say_en(self.spread)} × ({order[1]}) ÷ standard deviation{among_en} (points)"
        if self.clamp:
            low, high = self.clamp
            vi = f"{vi}, giữ trong khoảng {say_vi(low)}–{say_vi(high)}"
            en = f"{en}, held within {say_en(low)}–{say_en(high)}"
        return vi, en


class Rank(Rule):
    """Points by rank ``r`` (best = 1) among the ``n`` known peers:

    - ``share``: ``(n − r) / (n − 1) × M``, so the best wins M and the last 0;
    - ``borda``: ``n − r``, the number of peers that rank behind, not × M;
    - ``position``: ``n + 1 − r``, the place counted from the end (last = 1), not × M.

    Equals share the better rank and the next are skipped (``shared``: 1, 2, 2, 4) or take the mean of the ranks
    they hold (``mean``: 1, 2.5, 2.5, 4). A value that is not among the peers ranks behind all that are better, at
    most last. Not known with fewer than two known peers.
    """

    kind: Literal["rank"]
    better: Better
    form: Literal["share", "borda", "position"]
    ties: Literal["shared", "mean"] = "shared"
    bounds: Among = Among()

    @property
    def pool(self) -> Pool:
        return self.bounds.pool

    def points(self, values: Mapping[str, Values], maximum: float, peers: Mapping[str, Values]) -> Values:
        value, those = values["value"], np.sort(known(peers.get("value")))
        n = those.size
        if n < 2:
            return np.full_like(value, np.nan)
        below, up_to = np.searchsorted(those, value, side="left"), np.searchsorted(those, value, side="right")
        rank = 1.0 + (n - up_to if self.better == "high" else below)
        if self.ties == "mean":
            rank = rank + np.maximum(up_to - below - 1, 0) / 2
        behind = n - np.minimum(rank, n)
        points = {"share": behind / (n - 1) * maximum, "borda": behind, "position": behind + 1}[self.form]
        return np.where(np.isnan(value), np.nan, points)

    def knots(
        self, role: str, values: Mapping[str, float], maximum: float, peers: Mapping[str, Values]
    ) -> tuple[float, ...]:
        those = np.unique(known(peers.get("value")))
        return tuple(those.tolist()) if known(peers.get("value")).size > 1 else ()

    def words(self, maximum: float) -> tuple[str, str]:
        among_vi, among_en = say_pool(self.pool)
        best_vi = "cao nhất" if self.better == "high" else "thấp nhất"
        best_en = "highest" if self.better == "high" else "lowest"
        form_vi, form_en = {
            "share": (
                f"(n − hạng) ÷ (n − 1) × {say_vi(maximum)} điểm",
                f"(n − rank) ÷ (n − 1) × {say_en(maximum)} points",
            ),
            "borda": ("n − hạng (điểm)", "n − rank (points)"),
            "position": ("n + 1 − hạng (điểm)", "n + 1 − rank (points)"),
        }[self.form]
        ties_vi, ties_en = {
            "shared": ("bằng nhau thì đồng hạng", "equals share a rank"),
            "mean": ("bằng nhau thì lấy hạng trung bình", "equals take their mean rank"),
        }[self.ties]
        return (
            f"xếp hạng{among_vi}, {best_vi} là hạng 1, n là số được xếp hạng, {ties_vi}; {form_vi}",
            f"ranked{among_en}, {best_en} first, n of them, {ties_en}; {form_en}",
        )


def _unit(*numbers: float) -> float:
    """A power of 2 near the largest number: in it nothing overflows, and the bits of results stay what they are."""
    return 2.0 ** max(math.frexp(max(abs(one) for one in numbers))[1] - 1, -1000)


def say_pool(pool: Pool | None) -> tuple[str, str]:
    """Among whom a rule compares, to follow a noun; nothing where it compares with nobody."""
    if pool is None:
        return "", ""
    return {
        "same_year": (" của các đối tượng trong kỳ", " among the subjects of the period"),
        "since": (f" của các đối tượng từ kỳ {pool.since} đến kỳ tính", f" among all subjects since {pool.since}"),
        "panel": (" của các đối tượng trong mọi kỳ", " among the subjects of all periods"),
    }[pool.policy]


def _end(bounds: Bounds, end: Literal[0, 1]) -> tuple[str, str]:
    stated = bounds.high if end else bounds.low
    if stated is not None:
        return say_vi(stated), say_en(stated)
    if bounds.percentiles:
        share = bounds.percentiles[end]
        return f"phân vị {say_vi(share)}%", f"the {say_en(share)} % quantile"
    return ("giá trị cao nhất", "the highest value") if end else ("giá trị thấp nhất", "the lowest value")
