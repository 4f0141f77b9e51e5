import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.indices.rules.course import won

from donghanh.indices.rules import Steps, Threshold


def steps(limit, rows, **more):
    listed = [{limit: level, "points": points} for level, points in rows]
    return Steps.model_validate({"kind": "steps", "steps": listed, **more})


MEETINGS = steps("at_least", [(1, 5), (2, 10), (3, 15), (4, 20)])
LATE = steps("at_most", [(2, 10), (0, 20), (5, 4)])


def test_steps_give_the_points_of_the_highest_row_reached():
    assert won(MEETINGS, [0, 0.9, 1, 2, 3, 3.99, 4, 12]) == [0, 0, 5, 10, 15, 15, 20, 20]


def test_steps_that_bound_from_above_give_the_points_of_the_lowest_row_kept():
    assert won(LATE, [-1, 0, 0.1, 2, 2.1, 5, 5.1]) == [20, 20, 10, 10, 4, 4, 0]


def test_the_order_of_the_rows_does_not_matter():
    turned = Steps(kind="steps", steps=MEETINGS.steps[::-1])
    assert won(turned, [0, 1, 2.5, 9]) == won(MEETINGS, [0, 1, 2.5, 9])


def test_a_straight_line_joins_the_rows_where_the_edition_says_so():
    upward = steps("at_least", [(50, 5), (80, 10), (90, 20)], between="linear")
    assert won(upward, [49.9, 50, 65, 80, 85, 90, 100]) == pytest.approx([0, 5, 7.5, 10, 15, 20, 20])
    downward = steps("at_most", [(0, 20), (5, 10)], between="linear")
    assert won(downward, [-1, 0, 2.5, 5, 5.1]) == pytest.approx([20, 20, 15, 10, 0])


def test_an_unknown_value_reaches_no_row_and_misses_none():
    for rule in (MEETINGS, LATE, steps("at_least", [(1, 5), (2, 10)], between="linear")):
        assert np.isnan(won(rule, [np.nan])).all()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"at_least": 1, "points": 1}, {"at_most": 2, "points": 2}], "at_most"),
        ([{"at_least": 1, "at_most": 2, "points": 1}], "at_least"),
        ([{"points": 1}], "at_least"),
        ([{"at_least": 1, "points": 1}, {"at_least": 1, "points": 2}], "level 1"),
        ([{"at_least": 1, "points": -1}], "points"),
        ([], "steps"),
    ],
)
def test_rows_that_contradict_each_other_are_refused(rows, said):
    with pytest.raises(ValidationError, match=said):
        Steps.model_validate({"kind": "steps", "steps": rows})


@pytest.mark.parametrize(
    ("below", "floor", "points"),
    [
        ("proportional", 0, [0, 10, 20, 20]),
        ("zero", 0, [0, 0, 20, 20]),
        ("proportional", 50, [0, 0, 20, 20]),
        ("linear", 20, [0, 20 / 3, 20, 20]),
        ("linear", 0, [0, 10, 20, 20]),
    ],
)
def test_a_target_reached_wins_all_and_below_it_what_the_rule_says(below, floor, points):
    rule = Threshold(kind="threshold", target=80, below=below, floor=floor)
    assert won(rule, [0, 40, 80, 95]) == pytest.approx(points)
    assert np.isnan(won(rule, [np.nan])).all()


def test_the_floor_itself_still_wins_its_proportion_and_nothing_of_a_line_that_starts_there():
    rule = Threshold(kind="threshold", target=100, below="proportional", floor=80)
    assert won(rule, [-5, 79.99, 80, 90]) == [0, 0, 16, 18]
    assert won(rule.model_copy(update={"below": "linear"}), [79.99, 80, 90]) == [0, 0, 10]


def test_a_bonus_comes_on_top_of_the_maximum_from_its_own_level_on():
    bonus = {"above": 90, "points": 3}
    rule = Threshold.model_validate({"kind": "threshold", "target": 80, "below": "zero", "bonus": bonus})
    assert won(rule, [79, 80, 89.9, 90, 200]) == [0, 20, 20, 23, 23]
    assert np.isnan(won(rule, [np.nan])).all()


@pytest.mark.parametrize(
    "stated",
    [
        {"target": 0, "below": "zero"},
        {"target": 80, "below": "linear", "floor": 80},
        {"target": 80, "below": "zero", "bonus": {"above": 80, "points": 1}},
        {"target": 80, "below": "zero", "bonus": {"above": 90, "points": 0}},
        {"target": 80},
    ],
)
def test_a_target_with_levels_out_of_order_is_refused(stated):
    with pytest.raises(ValidationError):
        Threshold.model_validate({"kind": "threshold", **stated})


def test_the_words_tell_the_whole_rule():
    bonus = {"above": 100, "points": 2}
    rule = Threshold.model_validate(
        {"kind": "threshold", "target": 95.5, "below": "linear", "floor": 80, "bonus": bonus}
    )
    assert rule.words(10.0)[0] == (
        "từ 95,5 trở lên: 10 điểm; chưa đạt: tăng đều từ 0 điểm tại 80 đến 10 điểm; dưới 80: 0 điểm; "
        "từ 100 thưởng thêm 2 điểm"
    )
    assert LATE.words(20.0)[1].startswith("at most 0: 20 points; at most 2: 10 points")


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30), st.sampled_from(["proportional", "linear", "zero"]))
def test_a_higher_value_never_wins_less_and_never_leaves_the_range(values, below):
    threshold = Threshold(kind="threshold", target=7, below=below, floor=2)
    for rule in (MEETINGS, threshold, steps("at_least", [(1, 5), (3, 20)], between="linear")):
        points = won(rule, sorted(values))
        assert points == sorted(points)
        assert points[0] >= 0 and points[-1] <= 20
