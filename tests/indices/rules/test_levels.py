import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from donghanh.indices.rules import MinMax, Steps, Threshold

MEETINGS = Steps.model_validate({"kind": "steps", "steps": [{"at_least": n, "points": 5 * n} for n in (1, 2, 3, 4)]})
UP = MinMax.model_validate({"kind": "min_max", "better": "high", "bounds": {"policy": "same_year"}})
DOWN = MinMax.model_validate({"kind": "min_max", "better": "low", "bounds": {"policy": "same_year"}})


def points(rule, *values):
    return rule.points({"value": np.array(values, dtype=float)}, 20.0).tolist()


def test_steps_give_the_points_of_the_highest_row_reached():
    assert points(MEETINGS, 0, 0.9, 1, 2, 3, 3.99, 4, 12) == [0, 0, 5, 10, 15, 15, 20, 20]


def test_the_order_of_the_rows_does_not_matter():
    turned = Steps(kind="steps", steps=MEETINGS.steps[::-1])
    assert points(turned, 0, 1, 2.5, 9) == points(MEETINGS, 0, 1, 2.5, 9)


def test_an_unknown_value_reaches_no_row_and_misses_none():
    assert np.isnan(points(MEETINGS, np.nan)).all()


@pytest.mark.parametrize(
    ("below", "floor", "won"),
    [("proportional", 0, [0, 10, 20, 20]), ("zero", 0, [0, 0, 20, 20]), ("proportional", 50, [0, 0, 20, 20])],
)
def test_a_target_reached_wins_all_and_below_it_what_the_rule_says(below, floor, won):
    rule = Threshold(kind="threshold", target=80, below=below, floor=floor)
    assert points(rule, 0, 40, 80, 95) == won


def test_the_floor_itself_still_wins_its_proportion():
    rule = Threshold(kind="threshold", target=100, below="proportional", floor=80)
    assert points(rule, 79.99, 80, 90) == [0, 16, 18]


def test_min_max_runs_from_a_tenth_of_the_maximum_to_the_maximum():
    assert points(UP, 0, 5, 10) == pytest.approx([2, 11, 20])
    assert points(DOWN, 0, 5, 10) == pytest.approx([20, 11, 2])


def test_places_that_are_all_equal_cannot_be_scaled():
    assert np.isnan(points(UP, 3, 3, 3)).all()


def test_unknown_values_do_not_move_the_bounds():
    won = points(UP, 0, np.nan, 10)
    assert np.isnan(won[1])
    assert [won[0], won[2]] == pytest.approx([2, 20])


def test_declared_bounds_hold_what_lies_outside_them():
    bounds = {"policy": "declared", "low": 0, "high": 10}
    rule = MinMax.model_validate({"kind": "min_max", "better": "high", "bounds": bounds})
    assert points(rule, -5, 0, 10, 50) == pytest.approx([2, 2, 20, 20])


@pytest.mark.parametrize(
    "bounds", [{"policy": "declared"}, {"policy": "declared", "low": 3, "high": 3}, {"policy": "same_year", "low": 0}]
)
def test_bounds_that_contradict_their_policy_are_refused(bounds):
    with pytest.raises(ValidationError):
        MinMax.model_validate({"kind": "min_max", "better": "high", "bounds": bounds})


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30))
def test_a_higher_value_never_wins_less(values):
    for rule in (MEETINGS, Threshold(kind="threshold", target=7, below="proportional")):
        assert points(rule, *sorted(np.abs(values))) == sorted(points(rule, *np.abs(values)))
