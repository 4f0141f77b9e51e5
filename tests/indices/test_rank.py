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


ROWS = st.lists(
    st.lists(st.one_of(st.integers(0, 6).map(float), st.just(float("nan"))), min_size=6, max_size=6),
    min_size=1,
    max_size=8,
)


@given(ROWS, st.sampled_from([0.0, 0.5, 1.0, 2.5]))
def test_many_rows_at_once_are_ranked_as_each_by_itself(rows, tolerance):
    together = rank(np.array(rows), tolerance=tolerance)
    assert together.tolist() == [rank(np.array(row), tolerance=tolerance).tolist() for row in rows]
    three = rank(np.array([rows, rows]), tolerance=tolerance)
    assert (three == together).all()


@given(st.lists(st.integers(0, 40), min_size=1, max_size=30), st.integers(0, 5))
def test_a_group_of_equals_reaches_from_its_first_as_far_as_the_tolerance(values, tolerance):
    ranks = rank(np.array(values, dtype=float), tolerance=tolerance)
    expected, first, group = {}, 0, None
    for position, value in enumerate(sorted(values, reverse=True)):
        if group is None or group - value > tolerance:
            group, first = value, position + 1
        expected[value] = first
    assert ranks.tolist() == [expected[value] for value in values]


def test_a_tolerance_of_one_unit_of_the_last_decimal_holds_in_binary_too():
    assert rank(np.array([0.3, 0.2, 0.1]), tolerance=0.1).tolist() == [1, 1, 3]


def test_nobody_at_all_and_nobody_known():
    for tolerance in (0.0, 1.0):
        assert rank(np.empty((3, 0)), tolerance=tolerance).shape == (3, 0)
        assert rank(np.full((2, 3), np.nan), tolerance=tolerance).tolist() == [[0, 0, 0]] * 2
