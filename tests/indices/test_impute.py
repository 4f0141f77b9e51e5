import numpy as np
import pytest

from donghanh.indices.impute import impute

NAN = np.nan


@pytest.mark.parametrize(
    ("policy", "points", "maxima"),
    [("zero", [4.0, 0.0], [10.0, 10.0]), ("exclude", [4.0, 0.0], [10.0, 0.0]), ("block", [4.0, NAN], [10.0, 10.0])],
)
def test_what_is_not_known_counts_as_the_policy_says(policy, points, maxima):
    got_points, got_maxima = impute(np.array([4.0, NAN]), 10.0, policy)
    assert got_points.tolist() == pytest.approx(points, nan_ok=True)
    assert got_maxima.tolist() == maxima


@pytest.mark.parametrize(("policy", "filled"), [("mean", 6.0), ("median", 4.0), ("last", 0.0)])
def test_a_gap_is_filled_from_the_others_at_the_full_maximum(policy, filled):
    points, maxima = impute(np.array([4.0, NAN, 4.0, 10.0]), 10.0, policy)
    assert points.tolist() == [4, filled, 4, 10]
    assert maxima.tolist() == [10] * 4


@pytest.mark.parametrize("policy", ["mean", "median"])
def test_only_those_compared_fill_gaps_and_nobody_known_fills_none(policy):
    points, _ = impute(np.array([2.0, NAN, 100.0]), 10.0, policy, compared=np.array([True, True, False]))
    assert points.tolist() == [2, 2, 100]
    points, maxima = impute(np.full(3, NAN), 10.0, policy)
    assert np.isnan(points).all()
    assert maxima.tolist() == [10] * 3


@pytest.mark.parametrize("policy", ["zero", "exclude", "block", "mean", "median", "last"])
def test_what_is_known_stays_and_the_input_is_not_written_over(policy):
    given = np.array([1.5, NAN, -2.0])
    points, maxima = impute(given, 3.0, policy)
    assert (points[0], points[2], maxima[0], maxima[2]) == (1.5, -2.0, 3.0, 3.0)
    assert np.isnan(given[1])
