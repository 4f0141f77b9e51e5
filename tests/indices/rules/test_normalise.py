import itertools

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.indices.rules.course import won

from donghanh.indices.rules import MinMax, Rank, ZScore

NAN = float("nan")
MANY = st.lists(st.integers(-(10**6), 10**6).map(lambda number: number / 8), min_size=2, max_size=30)


def min_max(better="high", bounds=None, **more):
    bounds = bounds or {"policy": "same_year"}
    return MinMax.model_validate({"kind": "min_max", "better": better, "bounds": bounds, **more})


def z_score(better="high", **more):
    return ZScore.model_validate({"kind": "z_score", "better": better, **more})


def ranked(better="high", form="share", **more):
    return Rank.model_validate({"kind": "rank", "better": better, "form": form, **more})


def test_min_max_runs_from_a_tenth_of_the_maximum_to_the_maximum():
    assert won(min_max(), [0, 5, 10]) == pytest.approx([2, 11, 20])
    assert won(min_max("low"), [0, 5, 10]) == pytest.approx([20, 11, 2])


def test_a_scale_of_its_own_turns_round_where_low_is_better():
    assert won(min_max(scale=[0, 1]), [0, 5, 10]) == pytest.approx([0, 10, 20])
    assert won(min_max("low", scale=[0, 1]), [0, 2.5, 10]) == pytest.approx([20, 15, 0])
    assert won(min_max(scale=[0, 100]), [0, 3, 10], 1.0) == pytest.approx([0, 0.3, 1])


@pytest.mark.parametrize("rule", [min_max(), z_score()])
@pytest.mark.parametrize("peers", [[3, 3, 3], [0.1, 0.1, 0.1], [NAN, NAN], [4, NAN]])
def test_where_there_is_nothing_to_compare_nothing_is_known(rule, peers):
    assert np.isnan(won(rule, [3, NAN], peers=peers)).all()
    assert np.isnan(rule.points({"value": np.array([3.0])}, 20.0, {})).all()


def test_unknown_values_do_not_move_the_bounds():
    assert won(min_max(), [0, NAN, 10]) == pytest.approx([2, NAN, 20], nan_ok=True)


@pytest.mark.parametrize(
    ("bounds", "points"),
    [
        ({"policy": "declared", "low": 0, "high": 10}, [0, 0, 5, 10, 10]),
        ({"policy": "same_year"}, [0, 0, 3, 8, 10]),
        ({"policy": "pooled", "since": "2013"}, [0, 0, 3, 8, 10]),
        ({"policy": "panel", "low": -8}, [3, 4, 6.5, 9, 10]),
        ({"policy": "same_year", "high": 22}, [0, 0, 1.5, 4, 7]),
        ({"policy": "same_year", "percentiles": [50, 100]}, [0, 0, 0, 6, 10]),
        ({"policy": "declared", "low": 0, "high": 10, "outside": "extend"}, [-2, 0, 5, 10, 16]),
    ],
)
def test_bounds_come_from_the_peers_but_where_they_are_stated(bounds, points):
    rule = min_max(bounds=bounds, scale=[0, 1])
    peers = [2, 7, 12, NAN]
    assert won(rule, [-2, 0, 5, 10, 16], 10.0, peers) == pytest.approx(points)


@pytest.mark.parametrize("scale", [[1], [10, 1], [-1, 1], [0, 0], [1, 2, 3]])
def test_a_scale_must_ascend_from_zero_or_more(scale):
    with pytest.raises(ValidationError, match="scale"):
        min_max(scale=scale)


def test_bounds_must_be_stated():
    with pytest.raises(ValidationError, match="bounds"):
        MinMax.model_validate({"kind": "min_max", "better": "high"})


def test_a_z_score_counts_deviations_from_the_mean():
    assert won(z_score(), [2, 4, 4, 4, 5, 5, 7, 9]) == pytest.approx([-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2])
    assert won(z_score("low", centre=50, spread=10), [9, 5], peers=[2, 4, 4, 4, 5, 5, 7, 9]) == pytest.approx([30, 50])
    assert won(z_score(deviation="sample"), [1, 2, 3]) == pytest.approx([-1, 0, 1])
    assert won(z_score(clamp=[-1, 1]), [2, 4, 4, 4, 5, 5, 7, 9])[0] == -1


def test_a_z_score_does_not_know_what_is_not_known():
    assert np.isnan(won(z_score(), [NAN, 1, 2])[0])


@pytest.mark.parametrize("more", [{"spread": 0}, {"clamp": [1, 0]}, {"clamp": [0]}, {"bounds": {"policy": "declared"}}])
def test_a_z_score_that_makes_no_sense_is_refused(more):
    with pytest.raises(ValidationError):
        z_score(**more)


@pytest.mark.parametrize(
    ("more", "points"),
    [
        ({}, [0, 40 / 3, 40 / 3, 20, NAN]),
        ({"ties": "mean"}, [0, 10, 10, 20, NAN]),
        ({"better": "low"}, [20, 40 / 3, 40 / 3, 0, NAN]),
        ({"form": "borda"}, [0, 2, 2, 3, NAN]),
        ({"form": "borda", "ties": "mean"}, [0, 1.5, 1.5, 3, NAN]),
        ({"form": "position"}, [1, 3, 3, 4, NAN]),
    ],
)
def test_a_rank_gives_points_by_who_is_behind(more, points):
    assert won(ranked(**more), [1, 5, 5, 9, NAN]) == pytest.approx(points, nan_ok=True)


@pytest.mark.parametrize(("value", "points"), [(10, 20), (9, 20), (7, 10), (3, 10), (2, 0), (0, 0)])
def test_a_value_that_is_not_among_the_peers_ranks_behind_all_that_are_better(value, points):
    assert won(ranked(), [value], peers=[9, 3, 2]) == [points]


def test_all_equal_share_the_first_rank_or_the_middle_one():
    assert won(ranked(), [3, 3, 3]) == [20, 20, 20]
    assert won(ranked(ties="mean"), [3, 3, 3]) == [10, 10, 10]


@pytest.mark.parametrize("peers", [[4.0], [NAN, NAN]])
def test_a_rank_among_fewer_than_two_is_not_known(peers):
    assert np.isnan(won(ranked(), [4.0], peers=peers)).all()


@given(MANY, st.sampled_from(["high", "low"]))
def test_points_lie_within_the_scale_and_follow_the_better_end(values, better):
    assume(min(values) < max(values))
    in_order = sorted(values, reverse=better == "low")
    for rule in (min_max(better), ranked(better), z_score(better)):
        points = won(rule, in_order)
        assert all(one <= other + 1e-9 for one, other in itertools.pairwise(points))
    assert all(2 - 1e-9 <= one <= 20 + 1e-9 for one in won(min_max(better), values))
    assert all(0 <= one <= 20 for one in won(ranked(better), values))


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=30), st.integers(1, 50), st.integers(-500, 500))
def test_the_unit_of_measure_does_not_matter(values, factor, shift):
    assume(min(values) < max(values))
    moved = [value * factor + shift for value in values]
    for rule in (min_max(), min_max("low", scale=[0, 1]), z_score(), ranked(), ranked("low", ties="mean")):
        assert won(rule, moved) == pytest.approx(won(rule, values), abs=1e-9)


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=30))
def test_mean_ranks_of_all_add_up_to_the_same_whatever_the_ties(values):
    points = won(ranked(form="borda", ties="mean"), values)
    assert sum(points) == pytest.approx(len(values) * (len(values) - 1) / 2)


def test_the_words_tell_with_whom_it_is_compared():
    rule = min_max(bounds={"policy": "pooled", "since": "2013", "percentiles": [5, 95]})
    assert rule.words(20.0)[0] == (
        "thang 1–10 từ phân vị 5% đến phân vị 95% của các đối tượng từ kỳ 2013 đến kỳ tính, cao là tốt; × 20 ÷ 10 điểm"
    )
    declared = min_max("low", bounds={"policy": "declared", "low": 0, "high": 1.5}, scale=[0, 1])
    assert declared.words(5.0)[1] == "scaled to 0–1 from 0 to 1.5, low is better; × 5 ÷ 1 points"
