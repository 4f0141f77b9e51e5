import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.indices.definition import Published
from donghanh.indices.rounding import publish, round_half_up
from donghanh.measures import rounded


@pytest.mark.parametrize(("value", "shown"), [(1.005, 1.01), (2.675, 2.68), (0.125, 0.13), (-1.005, -1.01), (0.0, 0.0)])
def test_halves_are_rounded_away_from_zero_though_binary_numbers_lie_below_them(value, shown):
    assert round_half_up(np.array([value]), 2).tolist() == [shown]


@given(st.integers(0, 10**9).map(lambda whole: whole / 10**5))
def test_rounding_agrees_with_decimal_arithmetic(value):
    assert round_half_up(np.array([value]), 4)[0] == float(rounded(value, 4))


@pytest.mark.parametrize(("kind", "shown"), [("share", 0.6667), ("percent", 66.6667), ("points", 2.0)])
def test_a_value_is_published_in_the_measure_of_its_edition(kind, shown):
    assert publish(np.array([2.0]), np.array([3.0]), Published(kind=kind, decimals=4)).tolist() == [shown]


def test_nothing_out_of_nothing_is_unknown():
    assert np.isnan(publish(np.array([0.0]), np.array([0.0]), Published(kind="share", decimals=4))).all()


def test_points_are_told_as_of_the_full_maximum_where_the_edition_rescales_them():
    how = Published(kind="points", decimals=1, rescaled=True)
    assert publish(np.array([40.0, 0.0]), np.array([80.0, 0.0]), how, 100.0).tolist() == pytest.approx(
        [50, np.nan], nan_ok=True
    )
    assert publish(np.array([40.0]), np.array([80.0]), Published(kind="points", decimals=1), 100.0).tolist() == [40]
