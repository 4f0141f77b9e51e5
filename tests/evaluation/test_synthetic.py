"""Synthetic control of one treated place."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import nnls
from tests.evaluation.panels import month

from donghanh.errors import InputError
from donghanh.evaluation.panel import Observation, Panel, panel
from donghanh.evaluation.synthetic import synthetic


def one_treated(values: np.ndarray, start: int, missing: tuple[tuple[int, int], ...] = (), treated: int = 1) -> Panel:
    rows = [
        Observation(f"p{row:02d}", month(at), None if (row, at) in missing else float(values[row, at]))
        for row in range(len(values))
        for at in range(values.shape[1])
    ]
    codes = [f"p{row:02d}" for row in range(len(values))]
    return panel(rows, treated=dict.fromkeys(codes[:treated], month(start)), comparisons=codes[treated:])


def alike(donors: int = 20, periods: int = 18, effect: float = 0.0, seed: int = 1) -> np.ndarray:
    """Places that share two common movements; the first lies between the others."""
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(2, periods)).cumsum(axis=1)
    loads = rng.uniform(size=(donors + 1, 2))
    loads[0] = 0.5
    values = 10 + loads @ common + 0.1 * rng.normal(size=(donors + 1, periods))
    values[0, 12:] += effect
    return values


def test_a_place_that_is_a_mixture_of_two_is_found_to_be_that_mixture():
    rng = np.random.default_rng(2)
    values = rng.normal(size=(6, 14)).cumsum(axis=1)
    values[0] = 0.3 * values[1] + 0.7 * values[2]
    values[0, 10:] += 5
    found = synthetic(one_treated(values, 10))
    assert found.weights == pytest.approx({"p02": 0.7, "p01": 0.3}, abs=0.005)
    assert found.effect == pytest.approx(5, abs=0.05)
    assert found.before < 0.02


def test_weights_are_those_of_another_solver():
    values = alike()
    found = synthetic(one_treated(values, 12))
    rows = np.vstack([values[1:, :12].T - 10, 1e4 * np.ones(20)])
    other, _ = nnls(rows, np.append(values[0, :12] - 10, 1e4))
    fit = np.sqrt(((values[0, :12] - other @ values[1:, :12]) ** 2).mean())
    assert found.before == pytest.approx(fit, rel=0.01)
    assert sum(found.weights.values()) == pytest.approx(1, abs=0.01)


def test_an_effect_stands_out_among_the_placebos_and_lies_in_its_interval():
    found = synthetic(one_treated(alike(effect=2), 12))
    assert found.p_value == pytest.approx(1 / 21)
    assert found.low < 2 < found.high
    assert found.low > 0


def test_no_effect_does_not_stand_out():
    found = synthetic(one_treated(alike(), 12))
    assert found.p_value > 0.1
    assert found.low < 0 < found.high


def test_the_gap_of_each_period_is_actual_less_synthetic():
    values = alike(effect=2)
    found = synthetic(one_treated(values, 12))
    assert [one.period for one in found.gaps] == [month(at) for at in range(18)]
    assert [one.actual for one in found.gaps] == pytest.approx(list(values[0]))
    assert all(one.gap == pytest.approx(one.actual - one.synthetic) for one in found.gaps)
    before = [one.gap for one in found.gaps[:12]]
    assert found.before == pytest.approx(np.sqrt(np.mean(np.square(before))))
    assert found.effect == pytest.approx(np.mean([one.gap for one in found.gaps[12:]]))


def test_few_donors_give_a_rank_but_no_interval():
    found = synthetic(one_treated(alike(donors=10, effect=2), 12))
    assert (found.low, found.high, found.donors) == (None, None, 10)
    assert found.p_value >= 1 / 11


def test_a_donor_with_a_hole_is_left_out_and_a_hole_of_the_treated_place_leaves_out_the_period():
    found = synthetic(one_treated(alike(donors=5), 12, missing=((2, 3), (0, 7))))
    assert found.left_out == ("p02",)
    assert (found.donors, found.periods_before, len(found.gaps)) == (4, 11, 17)


def test_periods_in_which_all_places_are_equal_do_no_harm():
    values = alike(donors=4)
    values[:, 0] = 10
    assert np.isfinite(synthetic(one_treated(values, 12)).ratio)
    values[:, :12] = 10
    assert synthetic(one_treated(values, 12)).weights == dict.fromkeys(("p01", "p02", "p03", "p04"), 0.25)


def test_the_size_of_the_unit_does_not_matter():
    values = alike(effect=2)
    small, large = synthetic(one_treated(values, 12)), synthetic(one_treated(values * 1e6, 12))
    assert large.effect == pytest.approx(1e6 * small.effect)
    assert large.p_value == small.p_value


def test_the_same_panel_gives_the_same_bits():
    assert synthetic(one_treated(alike(), 12)) == synthetic(one_treated(alike(), 12))


def test_several_treated_places_or_a_single_donor_are_refused():
    with pytest.raises(InputError, match="is for one"):
        synthetic(one_treated(alike(), 12, treated=2))
    with pytest.raises(InputError, match="Only 1 comparison places"):
        synthetic(one_treated(alike(donors=2), 12, missing=((1, 3),)))
