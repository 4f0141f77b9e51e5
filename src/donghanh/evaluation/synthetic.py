"""Synthetic control: one treated place against the weighted mean of comparison places that went the same way before.

Weights are not negative, add up to 1 and make the mean squared distance before the start least, all values before it
being the predictors (Abadie, Diamond and Hainmueller, Journal of the American Statistical Association 105, 2010; with
all of them no other predictor counts: Kaul, Klößner, Pfeifer and Schieler 2022); solved by pysyncon. How likely chance
is: the same is done for each comparison place as if it had been treated, the treated one left out, and the treated
place's rank among them is the p-value, of the ratio of root mean squared gaps (RMSPE) after and before the start. The
interval of the mean effect inverts the like test on |mean gap after - effect| / RMSPE before (Firpo and Possebom,
Journal of Causal Inference 6, 2018). Both take no RMSPE before below the median of all places'; how often a true zero
is rejected is counted in ``tests/evaluation/test_coverage.py``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from donghanh.errors import InputError
from donghanh.evaluation.libraries import library
from donghanh.evaluation.panel import Panel
from donghanh.periods import Period

Matrix = NDArray[np.float64]
DONORS_FOR_AN_INTERVAL = 19
"""With fewer donors no rank among them and the treated place is as rare as 5 %."""
SMALLEST_WEIGHT = 0.0005
LEAST_RMSPE = 1e-6
"""Of the spread of all values, where even the usual fit is closer than that."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A period with what the treated place had, what its synthetic control had, and the difference."""

    period: Period
    actual: float
    synthetic: float
    gap: float


@dataclass(frozen=True)
class Synthetic:
    """The treated place against its synthetic control."""

    place: str
    weights: dict[str, float]
    """Share (0-1) of each donor that counts, the largest first."""
    left_out: tuple[str, ...]
    """Comparison places not used: a value is missing."""
    gaps: tuple[Gap, ...]
    """Only periods in which the treated place has a value."""
    periods_before: int
    before: float
    """Root mean squared gap before the start (RMSPE), in the unit of the values."""
    usual_before: float
    """Median of the same over the donors, each against the others."""
    effect: float
    """Mean gap since the start."""
    low: float | None
    high: float | None
    """95 % interval of the mean effect; None with fewer than :data:`DONORS_FOR_AN_INTERVAL` donors."""
    ratio: float
    """RMSPE after the start divided by that before."""
    p_value: float
    donors: int


def synthetic(panel: Panel) -> Synthetic:
    """The synthetic control of the panel's one treated place.

    Raises:
        InputError: more than one treated place; fewer than two comparison places with all values; the extra ``stats``
            is not installed.
    """
    if len(panel.starts) > 1:
        raise InputError(
            "evaluation.synthetic.several",
            vi=f"Có {len(panel.starts)} địa bàn thí điểm; đối chứng tổng hợp chỉ dùng cho một. Hãy dùng sai biệt kép.",
            en=f"{len(panel.starts)} treated places; a synthetic control is for one. Use difference in differences.",
        )
    ((place, start),) = panel.starts.items()
    periods = [period for period in panel.periods if (place, period) in panel.values]
    donors = [code for code in panel.comparisons if all((code, period) in panel.values for period in periods)]
    if len(donors) < 2:
        raise InputError(
            "evaluation.synthetic.donors",
            vi=f"Chỉ {len(donors)} địa bàn đối chứng có đủ giá trị, cần ít nhất 2. Hãy bổ sung số liệu hoặc địa bàn.",
            en=f"Only {len(donors)} comparison places have all values, 2 are wanted. Add values or places.",
        )
    count = sum(period < start for period in periods)
    values = np.array([[panel.values[code, period] for period in periods] for code in (place, *donors)])
    pool = list(range(1, len(values)))
    weights, gaps = _fitted(values, count, 0, pool)
    placebos = [_fitted(values, count, row, [other for other in pool if other != row])[1] for row in pool]
    before = _rms(gaps[:count])
    every = [before, *(_rms(one[:count]) for one in placebos)]
    # A fit closer than the usual one is luck when there are more donors than periods, and may not decide a rank; the
    # same floor for the treated place and for every placebo keeps the test exact.
    least = max(float(np.median(every)), float(values[:, :count].std()) * LEAST_RMSPE, 1e-300)
    effect = float(gaps[count:].mean())
    ratio = _ratio(gaps, count, least)
    reach = _reach([abs(float(one[count:].mean())) / max(_rms(one[:count]), least) for one in placebos])
    order = sorted(range(len(donors)), key=lambda i: (-weights[i], donors[i]))
    return Synthetic(
        place,
        {donors[i]: float(weights[i]) for i in order if weights[i] >= SMALLEST_WEIGHT},
        tuple(code for code in panel.comparisons if code not in donors),
        tuple(
            Gap(period, float(value), float(value - gap), float(gap))
            for period, value, gap in zip(periods, values[0], gaps, strict=True)
        ),
        count,
        before,
        float(np.median(every[1:])),
        effect,
        None if reach is None else effect - reach * max(before, least),
        None if reach is None else effect + reach * max(before, least),
        ratio,
        (1 + sum(_ratio(one, count, least) >= ratio for one in placebos)) / (1 + len(placebos)),
        len(donors),
    )


def _fitted(values: Matrix, count: int, target: int, pool: list[int]) -> tuple[Matrix, Matrix]:
    """The weights of the rows ``pool`` that fit the row ``target`` over the first ``count`` periods, and its gaps."""
    pandas = library("pandas")
    before = values[[target, *pool], :count]
    # A period in which all are equal says nothing, and pysyncon would divide by its spread of 0.
    before = before[:, before.std(axis=0) > 0]
    weights = np.full(len(pool), 1 / len(pool))
    if before.size:
        scaled = pandas.DataFrame(((before - before.mean()) / before.std()).T)
        own, others = scaled[0], scaled.drop(columns=0)
        model = library("pysyncon").Synth()
        # pysyncon divides each predictor by its standard deviation; these importances undo that.
        importance = scaled.std(axis=1).to_numpy() ** 2
        model.fit(X0=others, X1=own, Z0=others, Z1=own, custom_V=importance)
        weights = np.asarray(model.W)
    return weights, values[target] - weights @ values[pool]


def _ratio(gaps: Matrix, count: int, least: float) -> float:
    return _rms(gaps[count:]) / max(_rms(gaps[:count]), least)


def _reach(means: list[float]) -> float | None:
    """How many RMSPEs an effect may lie from the mean gap before placebos as far off are rarer than 5 %."""
    rare = math.floor(0.05 * (len(means) + 1))
    return sorted(means, reverse=True)[rare - 1] if rare else None


def _rms(gaps: Matrix) -> float:
    return float(np.sqrt((gaps**2).mean()))
