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
