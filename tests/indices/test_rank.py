import csv

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.indices.rank import rank


def test_equals_share_a_rank_and_the_next_is_skipped():
    assert rank(np.array([7.0, 9.0, 9.0, 10.0, 1.0])).tolist() == [4, 2, 2, 1, 5]


def test_unknown_values_are_not_ranked():
    assert rank(np.array([np.nan, 3.0, 5.0])).tolist() == [0, 2, 1]


def test_a_tolerance_ties_what_lies_within_it_and_does_not_chain():
    assert rank(np.array([0.703, 0.702, 0.701, 0.5]), tolerance=0.001).tolist() == [1, 1, 3, 4]


def test_nobody_is_ranked_when_nobody_is_there():
    assert rank(np.array([])).tolist() == []


def test_the_published_ranks_of_2022_have_the_ties_that_equal_values_give(shared):
    with (shared / "indices/dti_rank_2022_63.csv").open(encoding="utf-8") as file:
        published = [int(row["rank"]) for row in csv.DictReader(file)]
    values = np.array([-float(one) for one in published])  # any values in which exactly the tied places are equal
    assert rank(values).tolist() == published
    assert published[13:17] == [14, 15, 15, 17]


@given(st.lists(st.integers(0, 8), min_size=1, max_size=40))
def test_a_rank_is_one_more_than_the_number_of_better_ones(values):
    expected = [1 + sum(other > one for other in values) for one in values]
    assert rank(np.array(values, dtype=float)).tolist() == expected


@pytest.mark.parametrize("tolerance", [0.0, 0.5])
def test_the_order_of_the_places_does_not_change_their_ranks(tolerance):
    values = np.array([3.0, 1.0, 3.4, 2.0])
    turned = rank(values[::-1], tolerance=tolerance)[::-1]
    assert rank(values, tolerance=tolerance).tolist() == turned.tolist()
