import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.indices.small import SMALL

from donghanh.indices.aggregate import add_up, membership
from donghanh.indices.definition import Edition

MEMBERS = membership(Edition.model_validate(SMALL))  # total, left, right, base x plan, on_time, trained


def test_a_shared_item_stands_once_in_the_total_and_once_in_each_pillar():
    assert MEMBERS.tolist() == [[1, 1, 1], [1, 1, 0], [1, 0, 1], [1, 0, 0]]


def test_an_unknown_item_makes_only_the_nodes_above_it_unknown():
    added = add_up(np.array([[10.0, np.nan, 5.0]]), MEMBERS)
    assert added[0].tolist() == pytest.approx([np.nan, np.nan, 15.0, 10.0], nan_ok=True)


@given(st.lists(st.tuples(*[st.floats(0, 20)] * 3), min_size=1, max_size=20))
def test_the_total_is_the_pillars_less_the_foundation_they_share(rows):
    total, left, right, base = add_up(np.array(rows), MEMBERS).T
    assert total == pytest.approx(left + right - base)
