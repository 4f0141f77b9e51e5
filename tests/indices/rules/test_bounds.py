import numpy as np
import pytest
from pydantic import ValidationError

from donghanh.indices.rules import Among, Bounds, Pool

PEERS = np.array([4.0, 1.0, 3.0, 2.0, 5.0])


@pytest.mark.parametrize(
    ("stated", "pool"),
    [
        ({"policy": "same_year"}, Pool(policy="same_year")),
        ({"policy": "pooled", "since": "2013"}, Pool(policy="since", since="2013")),
        ({"policy": "panel"}, Pool(policy="panel")),
    ],
)
def test_each_policy_names_its_peers(stated, pool):
    assert Bounds.model_validate(stated).pool == pool
    assert Among.model_validate(stated).pool == pool
    assert Among().pool == Pool(policy="same_year")


@pytest.mark.parametrize("policy", ["declared", "same_year", "panel"])
def test_two_stated_bounds_need_no_peers_whatever_the_policy(policy):
    bounds = Bounds(policy=policy, low=0, high=10)
    assert bounds.pool is None
    assert bounds.between(np.empty(0)) == (0, 10)


@pytest.mark.parametrize(
    ("stated", "between"),
    [
        ({}, (1, 5)),
        ({"low": 0}, (0, 5)),
        ({"high": 9}, (1, 9)),
        ({"percentiles": [25, 75]}, (2, 4)),
        ({"percentiles": [5, 95]}, (1.2, 4.8)),
        ({"low": 0, "percentiles": [0, 50]}, (0, 3)),
        ({"low": 5}, None),
        ({"high": 1}, None),
    ],
)
def test_bounds_are_those_of_the_peers_but_where_they_are_stated(stated, between):
    found = Bounds.model_validate({"policy": "same_year", **stated}).between(PEERS)
    assert found == (between and pytest.approx(between))


@pytest.mark.parametrize("peers", [[], [3.0], [3.0, 3.0]])
def test_there_is_nothing_to_compare_among_none_one_or_equals(peers):
    assert Bounds(policy="same_year").between(np.array(peers)) is None


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"policy": "declared"}, "declared"),
        ({"policy": "declared", "low": 1}, "declared"),
        ({"policy": "declared", "low": 3, "high": 3}, "3"),
        ({"policy": "same_year", "low": 4, "high": 3}, "4"),
        ({"policy": "pooled"}, "since"),
        ({"policy": "same_year", "since": "2013"}, "same_year"),
        ({"policy": "same_year", "percentiles": [95, 5]}, "95, 5"),
        ({"policy": "same_year", "percentiles": [5]}, "percentiles"),
        ({"policy": "same_year", "percentiles": [5, 101]}, "101"),
        ({"policy": "declared", "low": 0, "high": 1, "percentiles": [5, 95]}, "percentiles"),
        ({"policy": "same_year", "low": float("inf")}, "finite"),
        ({"policy": "last_year"}, "policy"),
    ],
)
def test_bounds_that_contradict_themselves_are_refused(stated, said):
    with pytest.raises(ValidationError, match=said):
        Bounds.model_validate(stated)


@pytest.mark.parametrize("stated", [{"policy": "pooled"}, {"policy": "panel", "since": "2013"}, {"policy": "declared"}])
def test_whom_to_compare_with_must_be_clear(stated):
    with pytest.raises(ValidationError):
        Among.model_validate(stated)
