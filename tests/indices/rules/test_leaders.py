import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.indices.rules.course import won

from donghanh.indices.rules import Leader, OutsideRank, TargetLeader

NAN = float("nan")
BEST = Leader(kind="leader", better="high")
LEAST = Leader(kind="leader", better="low")
TOWARDS_100 = TargetLeader(kind="target_leader", target=100)
OWN = TargetLeader(kind="target_leader")


def against(values, targets, peer_values=None, peer_targets=None):
    """Points of 20 against one's own target; peers default to the subjects themselves."""
    given_to = {"value": np.array(values, dtype=float), "target": np.array(targets, dtype=float)}
    peers = given_to
    if peer_values is not None:
        peers = {"value": np.array(peer_values, dtype=float), "target": np.array(peer_targets, dtype=float)}
    return OWN.points(given_to, 20.0, peers).tolist()


def test_the_leader_wins_all_and_the_others_their_share_of_it():
    assert won(BEST, [0, 25, 50, NAN]) == pytest.approx([0, 10, 20, NAN], nan_ok=True)
    assert won(LEAST, [2, 4, 8, NAN]) == pytest.approx([20, 10, 5, NAN], nan_ok=True)


@pytest.mark.parametrize(("value", "points"), [(75, 20), (50, 20), (5, 2), (0, 0)])
def test_who_passes_the_leader_wins_no_more_than_all(value, points):
    assert won(BEST, [value], peers=[50, 30]) == pytest.approx([points])


def test_nothing_at_all_leads_where_low_is_better():
    assert won(LEAST, [0, 3]) == [20, 0]
    assert won(LEAST, [0, 1], peers=[2, 4]) == [20, 20]


@pytest.mark.parametrize(("rule", "peers"), [(BEST, [0, 0]), (BEST, [NAN]), (LEAST, [NAN]), (LEAST, [-1, 2])])
def test_without_a_leader_nothing_is_known(rule, peers):
    assert np.isnan(won(rule, [1.0], peers=peers)).all()
    assert np.isnan(rule.points({"value": np.array([1.0])}, 20.0, {})).all()


def test_against_the_target_half_is_won_at_it_and_all_by_the_leader():
    assert won(TOWARDS_100, [0, 50, 99.999, 100, 150, 200]) == pytest.approx([0, 5, 9.9999, 10, 15, 20])


def test_the_leader_is_whoever_is_furthest_above_its_own_target():
    assert against([30, 500, 75], [10, 400, 50]) == pytest.approx([20, 11.25, 12.5])


@pytest.mark.parametrize("targets", [NAN, 0.0])
def test_without_a_target_the_best_of_those_without_one_is_the_measure(targets):
    won_by = against([30, 40, 20, 90], [10, targets, targets, 100])
    assert won_by == pytest.approx([20, 20, 10, 9])


def test_nobody_above_the_target_means_nobody_leads():
    assert won(TOWARDS_100, [50, 100]) == [5, 10]
    assert against([0, 0], [NAN, NAN]) == [0, 0]


def test_who_passes_all_peers_leads():
    assert against([60], [20], [30, 5], [20, 10]) == [20]
    assert against([30], [20], [10, 5], [20, 10]) == [20]
    assert against([30], [20], [NAN], [NAN]) == [20]


def test_what_is_not_known_stays_so():
    assert np.isnan(against([NAN, 5], [10, 10])[0])
    assert np.isnan(against([NAN, 5], [NAN, NAN])[0])
    assert np.isnan(against([5], [NAN], [5], [10])[0])


def test_a_declared_target_needs_no_second_input():
    assert TOWARDS_100.roles == ("value",)
    assert OWN.roles == ("value", "target")
    with pytest.raises(ValidationError):
        TargetLeader(kind="target_leader", target=0)


@pytest.mark.parametrize(("rank", "points"), [(1, 192), (71, 122), (193, 0)])
def test_a_rank_given_outside_counts_those_behind(rank, points):
    rule = OutsideRank(kind="outside_rank", of=193)
    assert won(rule, [rank], 192.0) == pytest.approx([points])
    assert rule.limits(192.0) == (1, 193)
    with pytest.raises(ValidationError):
        OutsideRank(kind="outside_rank", of=1)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=20), st.floats(0.1, 1e6))
def test_more_never_wins_less_and_points_stay_within_the_maximum(values, target):
    in_order = sorted(values)
    rules = [TargetLeader(kind="target_leader", target=target)] + ([BEST] if in_order[-1] > 0 else [])
    for rule in rules:
        points = won(rule, in_order)
        assert all(one <= other + 1e-9 for one, other in itertools.pairwise(points))
        assert points[0] >= 0 and points[-1] <= 20
    least = won(LEAST, in_order)
    assert least == sorted(least, reverse=True)
    assert least[-1] >= 0 and least[0] <= 20


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=20), st.integers(2, 50))
def test_the_unit_of_measure_does_not_matter(values, factor):
    moved = [value * factor for value in values]
    for rule in (BEST, LEAST):
        assert won(rule, moved) == pytest.approx(won(rule, values))
    targets = values[::-1]
    assert against(moved, [target * factor for target in targets]) == pytest.approx(against(values, targets))
