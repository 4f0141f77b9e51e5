"""Rules that measure against the one in front: the best of all, the best against its target, a rank given outside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np
from pydantic import Field

from donghanh.indices.rules.bounds import Among, Better, Pool, known
from donghanh.indices.rules.normalise import say_pool
from donghanh.indices.rules.rule import Rule, Values, say_en, say_vi


class Leader(Rule):
    """``points = M × x / best`` with the highest known value, or ``M × best / x`` with the lowest where low is better.

    Held between 0 and M. A value of 0 where low is better wins M. Not known where no peer is known, or no peer is
    above 0 where high is better.
    """

    kind: Literal["leader"]
    better: Better
    bounds: Among = Among()

    @property
    def pool(self) -> Pool:
        return self.bounds.pool

    def limits(self, maximum: float) -> tuple[float, float]:
        return 0.0, np.inf

    def _best(self, peers: Mapping[str, Values]) -> float:
        those = known(peers.get("value"))
        if not those.size:
            return np.nan
        best = float(those.max() if self.better == "high" else those.min())
        return best if best > 0 or (best == 0 and self.better == "low") else np.nan

    def points(self, values: Mapping[str, Values], maximum: float, peers: Mapping[str, Values]) -> Values:
        value, best = values["value"], self._best(peers)
        if self.better == "high":
            return np.clip(value / best, 0.0, 1.0) * maximum
        with np.errstate(divide="ignore", invalid="ignore"):
            share = np.where(value <= best, 1.0, np.clip(best / value, 0.0, 1.0))
        return np.where(np.isnan(value) | np.isnan(best), np.nan, share * maximum)

    def knots(
        self, role: str, values: Mapping[str, float], maximum: float, peers: Mapping[str, Values]
    ) -> tuple[float, ...]:
        best = self._best(peers)
        if np.isnan(best):
            return ()
        return (0.0, best) if self.better == "high" else (best,)

    def is_curved(self, role: str) -> bool:
        return self.better == "low"

    def words(self, maximum: float) -> tuple[str, str]:
        among_vi, among_en = say_pool(self.pool)
        if self.better == "high":
            return (
                f"giá trị ÷ giá trị cao nhất{among_vi} × {say_vi(maximum)} điểm",
                f"value ÷ the highest value{among_en} × {say_en(maximum)} points",
            )
        return (
            f"giá trị thấp nhất{among_vi} ÷ giá trị × {say_vi(maximum)} điểm",
            f"the lowest value{among_en} ÷ value × {say_en(maximum)} points",
        )


class TargetLeader(Rule):
    """R20. A value A against its target T and against the leader, the peer with the largest A / T, ``q* = L / T_L``:

    - ``A < T``: ``0.5 M × A / T``;  ``A = T``: ``0.5 M``;  the leader above its target: ``M``;
    - between: ``0.5 M + 0.5 M × (A / T − 1) / (q* − 1)``;
    - without a target: ``M × A / max A``, the largest A of the peers that have no target either.

    ``target`` holds for all; where it is not declared each subject has its own, in the role ``target``, and a target
    that is unknown or 0 is none. Points lie between 0 and M.
    """

    kind: Literal["target_leader"]
    target: float | None = Field(default=None, gt=0)
    bounds: Among = Among()

    @property
    def roles(self) -> tuple[str, ...]:
        return ("value",) if self.target is not None else ("value", "target")

    @property
    def pool(self) -> Pool:
        return self.bounds.pool

    def limits(self, maximum: float) -> tuple[float, float]:
        return 0.0, np.inf

    def _targets(self, inputs: Mapping[str, Values]) -> Values:
        """The target of each; NaN where there is none."""
        if self.target is not None:
            return np.full_like(inputs["value"], self.target)
        stated = inputs["target"]
        return np.where(stated > 0, stated, np.nan)

    def _leaders(self, peers: Mapping[str, Values]) -> tuple[float, float]:
        """The largest A / T, and the largest A among those without a target; NaN where nobody is known."""
        if "value" not in peers:
            return np.nan, np.nan
        value, targets = peers["value"], self._targets(peers)
        ratios, free = known(value / targets), known(value[np.isnan(targets)])
        return (float(ratios.max()) if ratios.size else np.nan, float(free.max()) if free.size else np.nan)

    def points(self, values: Mapping[str, Values], maximum: float, peers: Mapping[str, Values]) -> Values:
        value, targets = values["value"], self._targets(values)
        front, free = self._leaders(peers)
        ratio = np.maximum(value / targets, 0.0)
        # Without a leader above its target whoever passes the target leads.
        beyond = np.minimum((ratio - 1) / (front - 1), 1.0) if front > 1 else np.ones_like(value)
        against_target = np.where(ratio > 1, 0.5 + 0.5 * beyond, 0.5 * ratio)
        # Where nobody without a target has anything, ``free`` is 0 and so is the share; NaN where nobody is known.
        against_free = np.clip(value / free, 0.0, 1.0) if free > 0 else np.where(np.isnan(value), np.nan, free)
        return np.where(np.isnan(targets), against_free, against_target) * maximum

    def knots(
        self, role: str, values: Mapping[str, float], maximum: float, peers: Mapping[str, Values]
    ) -> tuple[float, ...]:
        front, free = self._leaders(peers)
        if role == "target":
            value = values["value"]
            if not value > 0:
                return (0.0,)
            return tuple(sorted({0.0, value, *((value / front,) if front > 1 else ())}))
        target = values["target"] if self.target is None else self.target
        if not target > 0:
            return (0.0, free) if free > 0 else ()
        return (0.0, target, *((target * front,) if front > 1 else ()))

    def is_curved(self, role: str) -> bool:
        return role == "target"

    def words(self, maximum: float) -> tuple[str, str]:
        half_vi, half_en = say_vi(maximum / 2), say_en(maximum / 2)
        among_vi, among_en = say_pool(self.pool)
        target_vi = "chỉ tiêu" if self.target is None else f"chỉ tiêu {say_vi(self.target)}"
        target_en = "the target" if self.target is None else f"the target {say_en(self.target)}"
        vi = (
            f"chưa đạt {target_vi}: {half_vi} × giá trị ÷ chỉ tiêu; đạt: {half_vi} điểm; vượt nhiều nhất{among_vi}: "
            f"{say_vi(maximum)} điểm; vượt ít hơn: {half_vi} + {half_vi} × (giá trị ÷ chỉ tiêu − 1) ÷ "
            "(giá trị ÷ chỉ tiêu của đơn vị dẫn đầu − 1)"
        )
        en = (
            f"below {target_en}: {half_en} × value ÷ target; at it: {half_en} points; furthest above{among_en}: "
            f"{say_en(maximum)} points; in between: {half_en} + {half_en} × (value ÷ target − 1) ÷ "
            "(value ÷ target of the leader − 1)"
        )
        if self.target is None:
            vi = f"{vi}; không được giao chỉ tiêu: {say_vi(maximum)} × giá trị ÷ giá trị cao nhất"
            en = f"{en}; without a target: {say_en(maximum)} × value ÷ the highest value"
        return vi, en


class OutsideRank(Rule):
    """R19. A rank ``r`` that somebody else gave among ``of``: ``points = (of − r) / (of − 1) × M``."""

    kind: Literal["outside_rank"]
    of: int = Field(ge=2)

    def limits(self, maximum: float) -> tuple[float, float]:
        return 1.0, float(self.of)

    def points(self, values: Mapping[str, Values], maximum: float, peers: Mapping[str, Values]) -> Values:
        return (self.of - values["value"]) / (self.of - 1) * maximum

    def words(self, maximum: float) -> tuple[str, str]:
        return (
            f"({self.of} − hạng) ÷ {self.of - 1} × {say_vi(maximum)} điểm",
            f"({self.of} − rank) ÷ {self.of - 1} × {say_en(maximum)} points",
        )
