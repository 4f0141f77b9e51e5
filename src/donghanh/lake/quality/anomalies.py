"""Figures of a unit that should be looked at again: copied, too round, out of line, absent, or another unit's.

A finding is a question to the unit, never a correction. Every test is stated with its formula and its
threshold here and in ``docs/reference/quality.md``; all look at a whole panel at once.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from donghanh.lake.definition import Dataset
from donghanh.lake.lineage import version
from donghanh.lake.quality.findings import Finding, Wording
from donghanh.lake.quality.panel import ROWS, Panel, is_row_level, panel
from donghanh.lake.storage import Lake
from donghanh.places import Places

COPIED_CHANCE = 1e-4
"""A copy is told when chance would repeat such numbers less often than this."""
ROUND_CHANCE = 1e-4
ROUND_SHARE = 0.22
"""Last digits 0 and 5 among sound numbers of two digits: 0.120 + 0.097 by Benford's law of the second digit."""
LEAST_IN_RETURN, LEAST_IN_UNIT = 8, 20
HISTORY, LEAST_HISTORY, LEAST_SHORT_HISTORY = 12, 8, 3
JUMP_Z = 6.0
"""Iglewicz and Hoaglin name 3.5 for one series; a panel holds hundreds of thousands of values."""
LEAST_JUMP = 10.0
"""A difference of fewer cases troubles nobody; for whole numbers only."""
SHORT_FACTOR = 5.0
LEAST_ROWS = 10.0
"""Units with fewer single cases in a usual period may well have none."""
_MAD_TO_SIGMA = 1.4826

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def anomalies(
    lake: Lake,
    dataset: Dataset,
    places: Places,
    *,
    at: int | None = None,
    expected: Collection[str] = (),
    day: date | None = None,
) -> tuple[Finding, ...]:
    """What should be looked at again in a version (the newest, without ``at``), the newest period first.

    ``expected`` are the units that must report in every period (all communes of the province, say); without it a unit
    is expected that has reported in half of its last six periods. ``day``: as things were on that day (by default the
    day the version was loaded or, if later, the one it holds for).

    Raises:
        QueryError: the dataset had no version by then.
    """
    newest = version(lake, dataset.code, at)
    day = day or max(newest.loaded_at.date(), newest.as_of or date.min)
    shown = panel(lake, dataset, newest.snapshot, day)
    return found_in(dataset, shown, places, day, expected) if shown else ()


def found_in(
    dataset: Dataset, shown: Panel, places: Places, day: date, expected: Collection[str] = ()
) -> tuple[Finding, ...]:
    """The findings of a panel, the newest period first, then by unit."""
    words = Wording(dataset, shown, places)
    found = [
        *_copied(shown, words),
        *_duplicates(shown, words),
        *_rounded(shown, words),
        *_jumps(shown, words),
        *_missing(dataset, shown, words, places, day, expected),
    ]
    place = {str(period): position for position, period in enumerate(shown.periods)}
    return tuple(sorted(found, key=lambda one: (-place[one.period], one.unit, one.kind, one.column)))


def _moving(values: Floats) -> Bools:
    """Columns that change in more than half of the steps of all units; only these can show a copy."""
    before, after = values[:, :-1], values[:, 1:]
    compared = ~np.isnan(before) & ~np.isnan(after) & ((before != 0) | (after != 0))
    same = (compared & (before == after)).sum(axis=(0, 1))
    moving: Bools = same < 0.5 * compared.sum(axis=(0, 1))
    return moving


def _log_chance(values: Floats, moving: Bools) -> Floats:
    """log of the chance that independent counts of these sizes repeat.

    Two Poisson counts of mean v are equal with probability e^(-2v) I0(2v) ≈ 1 / √(4πv); columns multiply.
    """
    size = np.where(np.isnan(values) | ~moving, 0.0, np.abs(values))
    each = np.where(size > 0, -0.5 * np.log(np.maximum(4 * math.pi * size, 1.0)), 0.0)
    total: Floats = each.sum(axis=-1)
    return total


def _copied(shown: Panel, words: Wording) -> Iterator[Finding]:
    """(a) Every number equals that of the unit's period before, at least two of columns that usually move, and the
    chance of it is at most COPIED_CHANCE."""
    values = shown.values
    if values.shape[1] < 2:
        return
    moving = _moving(values)
    before, after = values[:, :-1], values[:, 1:]
    same = ((before == after) | (np.isnan(before) & np.isnan(after))).all(axis=2)
    telling = ((after != 0) & ~np.isnan(after) & moving).sum(axis=2) >= 2
    for unit, step in np.argwhere(same & telling & (_log_chance(after, moving) <= math.log(COPIED_CHANCE))):
        yield words.copied(unit, step + 1, int((~np.isnan(after[unit, step])).sum()))


def _duplicates(shown: Panel, words: Wording) -> Iterator[Finding]:
    """(e) Two units bring the same numbers in a period, where chance × the number of other units ≤ COPIED_CHANCE."""
    moving = _moving(shown.values) if shown.values.shape[1] > 1 else np.ones(len(shown.columns), dtype=bool)
    for period in range(len(shown.periods)):
        rows = np.flatnonzero(shown.reported[:, period])
        if len(rows) < 2:
            continue
        numbers = np.ascontiguousarray(np.nan_to_num(shown.values[rows, period], nan=-1.0) + 0.0)
        _, group, size = np.unique(
            numbers.view([("", numbers.dtype)] * numbers.shape[1]).ravel(), return_inverse=True, return_counts=True
        )
        log_chance = _log_chance(shown.values[rows, period], moving) + math.log(len(rows) - 1)
        telling = ((numbers > 0) & moving).sum(axis=1) >= 2
        suspect = (size[group] > 1) & telling & (log_chance <= math.log(COPIED_CHANCE))
        for position in np.flatnonzero(suspect):
            others = [int(one) for one in rows[group == group[position]] if one != rows[position]]
            yield words.duplicate(int(rows[position]), period, others)


def _rounded(shown: Panel, words: Wording) -> Iterator[Finding]:
    """(b) Whole numbers of two digits and more that end in 0 or 5, k of n: P(X ≥ k) ≤ ROUND_CHANCE for X binomial.

    The share expected in a column is the median unit's, at least ROUND_SHARE; columns where it exceeds a half (money
    in round millions) are left out. Tested for each return of LEAST_IN_RETURN numbers, and for each unit over its
    last HISTORY periods with LEAST_IN_UNIT numbers.
    """
    counted = ~np.isnan(shown.values) & (np.abs(shown.values) >= 10) & shown.whole
    is_round = counted & (np.where(counted, shown.values, 1.0) % 5 == 0)
    many = counted.sum(axis=1)
    shares = np.where(many > 0, is_round.sum(axis=1) / np.maximum(many, 1), np.nan)
    usual = np.maximum(ROUND_SHARE, np.nan_to_num(_median(shares.T)))
    tested = usual <= 0.5
    counted, is_round = counted & tested, is_round & tested
    wanted = np.where(counted, usual, 0.0)
    told: set[int] = set()
    for unit, period, k, n, share in _too_many(counted.sum(2), is_round.sum(2), wanted.sum(2), LEAST_IN_RETURN):
        told.add(unit)
        yield words.rounded(unit, period, k, n, share)
    recent = slice(-HISTORY, None)
    many, rounds = counted[:, recent].sum(axis=(1, 2)), is_round[:, recent].sum(axis=(1, 2))
    hoped = wanted[:, recent].sum(axis=(1, 2))
    for unit, _, k, n, share in _too_many(many[:, None], rounds[:, None], hoped[:, None], LEAST_IN_UNIT):
        if unit not in told:
            last = int(np.flatnonzero(counted[unit].any(axis=1))[-1])
            yield words.rounded(unit, last, k, n, share, over=min(HISTORY, len(shown.periods)))


def _too_many(
    n: NDArray[np.int64], k: NDArray[np.int64], wanted: Floats, least: int
) -> Iterator[tuple[int, int, int, int, float]]:
    """Where k of n is too much against ``wanted`` of n; the mean share stands for the parts (Hoeffding 1956: that
    errs to the careful side)."""
    share = np.ceil(100 * wanted / np.maximum(n, 1)) / 100
    for unit, period in np.argwhere((n >= least) & (k > n * share)):
        at = (unit, period)
        if _tail(int(k[at]), int(n[at]), float(share[at])) <= ROUND_CHANCE:
            yield int(unit), int(period), int(k[at]), int(n[at]), float(share[at])


@lru_cache(maxsize=100_000)
def _tail(k: int, n: int, share: float) -> float:
    """P(X ≥ k) of n trials."""
    return math.fsum(math.comb(n, i) * share**i * (1 - share) ** (n - i) for i in range(k, n + 1))


def _median(values: Floats) -> Floats:
    """The median along the last axis without NaN; NaN where there is nothing."""
    ordered = np.sort(values, axis=-1)
    n = (~np.isnan(ordered)).sum(axis=-1, keepdims=True)
    low = np.take_along_axis(ordered, np.maximum((n - 1) // 2, 0), axis=-1)
    high = np.take_along_axis(ordered, np.minimum(n // 2, values.shape[-1] - 1), axis=-1)
    middle: Floats = np.where(n > 0, (low + high) / 2, np.nan)[..., 0]
    return middle


def _jumps(shown: Panel, words: Wording) -> Iterator[Finding]:
    """(c) |x − e| / s > JUMP_Z and x at least twice or at most half of e, over the unit's last HISTORY periods.

    e = median × the movement all units share in that period (the median of x / median, kept between ½ and 2);
    s = the larger of 1.4826 × MAD and √(e + (v e)²), where the first e, the noise of counting, is for whole numbers
    only, and v is what is usual in the column, the median over units of 1.4826 × MAD / median. With 3 to 7 periods of
    history: x above SHORT_FACTOR × the largest or below the smallest / SHORT_FACTOR, and |x − e| > JUMP_Z √e. Whole
    numbers must differ by more than LEAST_JUMP. Of a run in one direction only the first is told.
    """
    values = shown.values
    padded = np.pad(values, ((0, 0), (HISTORY, 0), (0, 0)), constant_values=np.nan)
    history = sliding_window_view(padded, HISTORY, axis=1)[:, : values.shape[1]]
    n = (~np.isnan(history)).sum(axis=-1)
    middle = _median(history)
    sigma = _MAD_TO_SIGMA * _median(np.abs(history - middle[..., None]))
    with np.errstate(invalid="ignore", divide="ignore"):
        full = np.where((n >= LEAST_HISTORY) & (middle > 0), 1.0, np.nan)
        relative = (full * sigma / middle).reshape(-1, values.shape[2])
        noise = np.nan_to_num(_median(relative.T))
        shared = np.clip(np.nan_to_num(_median(np.moveaxis(full * values / middle, 0, -1)), nan=1.0), 0.5, 2.0)
        usual = middle * shared
        scale = np.maximum(sigma, np.sqrt(np.maximum(usual, 1.0) * shown.whole + (usual * noise) ** 2))
        away = values - usual
        far = (np.abs(away) > JUMP_Z * scale) & ((values >= 2 * usual) | (values <= usual / 2)) & (scale > 0)
        is_short = (n >= LEAST_SHORT_HISTORY) & (n < LEAST_HISTORY)
        low, high = np.fmin.reduce(history, axis=-1), np.fmax.reduce(history, axis=-1)
        beyond = (values > SHORT_FACTOR * high) | (values < low / SHORT_FACTOR)
        beyond &= np.abs(away) > JUMP_Z * np.sqrt(np.maximum(usual, 1.0))
        jump = np.where(is_short, beyond, far & (n >= LEAST_HISTORY)) & (np.abs(away) > LEAST_JUMP * shown.whole)
        direction = np.where(jump, np.sign(away), 0.0)
    direction[:, 1:] = np.where(direction[:, 1:] == direction[:, :-1], 0.0, direction[:, 1:])
    for unit, period, column in np.argwhere(direction != 0):
        at = (unit, period, column)
        margin = JUMP_Z * scale[at]
        between = (low[at], high[at]) if is_short[at] else (max(usual[at] - margin, 0.0), usual[at] + margin)
        yield words.jump(unit, period, column, (float(between[0]), float(between[1])), float(usual[at]))


def _missing(
    dataset: Dataset, shown: Panel, words: Wording, places: Places, day: date, expected: Collection[str]
) -> Iterator[Finding]:
    """(d) A unit brought nothing for a period that is due: a unit of ``expected``, else one that reported in at least
    half (and two) of the six periods before and, for single cases, usually has LEAST_ROWS of them."""
    reported = shown.reported
    within = timedelta(days=dataset.freshness.within_days if dataset.freshness else 0)
    due = np.array([period.last_day + within < day for period in shown.periods])
    padded = np.pad(reported, ((0, 0), (6, 0)))
    before = sliding_window_view(padded, 6, axis=1)[:, : len(shown.periods)].sum(axis=-1)
    since = np.minimum(np.arange(len(shown.periods)), 6)
    habit = (before >= np.maximum(2, since / 2)) & ~reported
    if is_row_level(dataset):
        habit &= (_median(shown.values[:, :, shown.columns.index(ROWS)]) >= LEAST_ROWS)[:, None]
    if expected:
        habit = ~reported & np.isin(shown.units, list(expected))[:, None]
        for unit in sorted(set(expected) - set(shown.units)):
            for period in np.flatnonzero(due):
                yield words.missing(unit, int(period))
    for position, period in np.argwhere(habit & due):
        versions = places.versions(shown.units[position])
        if not versions or any(one.exists(shown.periods[period].last_day) for one in versions):
            yield words.missing(shown.units[position], int(period))
