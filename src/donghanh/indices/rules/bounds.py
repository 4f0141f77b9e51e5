"""What a rule compares with: whose values it looks at, and between which bounds it scales."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from donghanh.errors import DefinitionError

Better = Literal["high", "low"]
"""Which end of the values is the good one."""

Since = Annotated[str, BeforeValidator(lambda value: str(value) if isinstance(value, int) else value)]
"""A period; a year without quotes is a number in YAML."""

Known = NDArray[np.float64]
"""Values without NaN, of any number."""


class Pool(BaseModel):
    """The peers a rule compares with.

    - ``same_year``: the subjects of the scored period;
    - ``since``: those, and the subjects of all earlier periods from ``since`` on;
    - ``panel``: the subjects of every period given.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    policy: Literal["same_year", "since", "panel"]
    since: Since | None = None


class Among(BaseModel):
    """``bounds`` of a rule that takes no bound of its own: only whom it compares with."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    policy: Literal["same_year", "pooled", "panel"] = "same_year"
    since: Since | None = None
    """The first period of ``pooled``."""

    @model_validator(mode="after")
    def _since_goes_with_pooled(self) -> Among:
        _check_since(self.policy, self.since)
        return self

    @property
    def pool(self) -> Pool:
        """The peers to gather."""
        return _pool(self.policy, self.since)


class Bounds(BaseModel):
    """Between which values a rule scales.

    The lowest and the highest known value of the peers, or two ``percentiles`` of them; a stated
    ``low`` or ``high`` holds whatever the policy. ``declared`` looks at no peers and states both.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
    policy: Literal["same_year", "pooled", "panel", "declared"]
    since: Since | None = None
    """The first period of ``pooled``."""
    low: float | None = None
    high: float | None = None
    percentiles: tuple[float, ...] | None = None
    """The two percentiles (0–100) that stand for lowest and highest, linear between neighbouring values."""
    stated: Literal["treated", "raw"] = "treated"
    """Whether ``low`` and ``high`` are on the scale of the treated values, or are treated like the values."""
    outside: Literal["clamp", "extend"] = "clamp"
    """A value beyond a bound counts as the bound, or the straight line goes on."""

    @model_validator(mode="after")
    def _bounds_agree(self) -> Bounds:
        _check_since(self.policy, self.since)
        both = self.low is not None and self.high is not None
        if self.policy == "declared" and not both:
            raise DefinitionError(
                vi="cận “declared” phải khai báo cả “low” và “high”",
                en="bounds of the policy “declared” need both “low” and “high”",
            )
        if self.low is not None and self.high is not None and not self.low < self.high:
            raise DefinitionError(
                vi=f"cận dưới “low” ({self.low:g}) phải nhỏ hơn cận trên “high” ({self.high:g})",
                en=f"“low” ({self.low:g}) must be less than “high” ({self.high:g})",
            )
        if self.percentiles is not None:
            check_percentiles(self.percentiles)
            if both:
                raise DefinitionError(
                    vi="đã khai báo cả “low” và “high” thì “percentiles” không dùng đến; bỏ “percentiles”",
                    en="with “low” and “high” both stated “percentiles” have no use; drop them",
                )
        return self

    @property
    def pool(self) -> Pool | None:
        """The peers to gather; None where both bounds are stated."""
        if self.low is not None and self.high is not None:
            return None
        return _pool(self.policy, self.since)

    def between(self, known: Known) -> tuple[float, float] | None:
        """Lowest and highest value of the scale; None where there is nothing to compare (no peers, or all equal)."""
        low, high = self.low, self.high
        if low is None or high is None:
            if not known.size:
                return None
            found = np.percentile(known, self.percentiles) if self.percentiles else (known.min(), known.max())
            low, high = (found[0] if low is None else low), (found[1] if high is None else high)
        return (float(low), float(high)) if low < high else None


def check_percentiles(percentiles: tuple[float, ...]) -> None:
    """Refuse anything but two percentiles from 0 to 100, the lower first.

    Raises:
        DefinitionError: they are not.
    """
    if len(percentiles) != 2 or not 0 <= percentiles[0] < percentiles[1] <= 100:
        shown = ", ".join(f"{one:g}" for one in percentiles)
        raise DefinitionError(
            vi=f"“percentiles” [{shown}] phải là hai số từ 0 đến 100, số nhỏ trước, ví dụ [5, 95]",
            en=f"“percentiles” [{shown}] must be two numbers from 0 to 100, the lower first, such as [5, 95]",
        )


def known(values: NDArray[np.float64] | None) -> Known:
    """The values that are known, in one dimension; none where there are no peers."""
    if values is None:
        return np.empty(0)
    flat = np.ravel(values)
    return flat[~np.isnan(flat)]


def _pool(policy: str, since: str | None) -> Pool:
    if policy == "pooled":
        return Pool(policy="since", since=since)
    return Pool(policy="panel" if policy == "panel" else "same_year")


def _check_since(policy: str, since: str | None) -> None:
    if policy == "pooled" and since is None:
        raise DefinitionError(
            vi='cận “pooled” phải nêu “since”: kỳ đầu tiên được gộp, ví dụ since: "2013"',
            en='bounds of the policy “pooled” need “since”, the first period of the pool, such as since: "2013"',
        )
    if policy != "pooled" and since is not None:
        raise DefinitionError(
            vi=f"“since” chỉ đi với cận “pooled”, không đi với “{policy}”",
            en=f"“since” goes with the policy “pooled” only, not with “{policy}”",
        )
