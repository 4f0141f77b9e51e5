"""Estimates without each place: equal to Welch's test where that applies, sensible at the edges."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from donghanh.evaluation.jackknife import Group, estimate, jointly_zero

numbers = st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=12)


def means(*groups: np.ndarray) -> tuple[np.ndarray, tuple[Group, Group]]:
    """The difference of the means of two samples (rows: places), and that without each place."""
    one, other = (np.asarray(group, dtype=float).reshape(len(group), -1) for group in groups)

    def without(rows: np.ndarray) -> np.ndarray:
        return np.stack([np.delete(rows, at, axis=0).mean(axis=0) for at in range(len(rows))])

    return one.mean(axis=0) - other.mean(axis=0), (
        Group(without(one) - other.mean(axis=0), np.ones(len(one))),
        Group(one.mean(axis=0) - without(other), np.ones(len(other))),
    )


@given(numbers, numbers)
def test_the_difference_of_two_means_is_welchs_test(one, other):
    if np.var(one) + np.var(other) < 1e-6:
        return
    effects, groups = means(one, other)
    found = estimate(float(effects[0]), groups)
    welch = stats.ttest_ind(one, other, equal_var=False)
    interval = welch.confidence_interval()
    assert found.degrees == pytest.approx(welch.df, rel=1e-6)
    assert found.p_value == pytest.approx(welch.pvalue, rel=1e-6, abs=1e-12)
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high), rel=1e-6, abs=1e-6)


def test_values_without_any_chance_in_them_give_the_effect_itself():
    effects, groups = means([3.0, 3.0], [1.0, 1.0, 1.0])
    found = estimate(float(effects[0]), groups)
    assert (found.effect, found.low, found.high, found.p_value) == (2, 2, 2, 0)
    effects, groups = means([1.0, 1.0], [1.0, 1.0, 1.0])
    assert estimate(float(effects[0]), groups).p_value == 1


def test_a_place_that_weighs_nearly_all_leaves_hardly_a_degree_of_freedom():
    without = np.arange(5.0).reshape(5, 1)
    assert Group(without, np.ones(5)).degrees == 4
    assert Group(without, np.array([1000, 1, 1, 1, 1])).degrees == 1


def test_one_effect_tested_jointly_is_the_effect_tested_alone():
    rng = np.random.default_rng(3)
    effects, groups = means(rng.normal(size=6), rng.normal(1, 2, size=9))
    assert jointly_zero(effects, groups).p_value == pytest.approx(estimate(float(effects[0]), groups).p_value)


def test_the_more_places_the_more_contrasts_are_tested():
    rng = np.random.default_rng(4)
    for count, contrasts in ((3, 1), (10, 3), (40, 6)):
        effects, groups = means(rng.normal(size=(count, 6)), rng.normal(size=(count, 6)))
        assert jointly_zero(effects, groups).contrasts == contrasts


def test_paths_that_part_steadily_are_found():
    rng = np.random.default_rng(5)
    effects, groups = means(rng.normal(size=(15, 6)) + np.arange(-6, 0), rng.normal(size=(15, 6)))
    assert jointly_zero(effects, groups).p_value < 0.001


def test_nothing_is_said_where_nothing_varies():
    effects, groups = means(np.ones((4, 3)), np.ones((5, 3)))
    assert jointly_zero(effects, groups) is None
