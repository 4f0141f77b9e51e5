import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from donghanh.errors import InputError
from donghanh.indices.planning.course import Course, course_of, course_through, worth
from donghanh.indices.rules import AnyRule, Rule

KEY = ("item", "value")
RULES: dict[str, dict[str, object]] = {
    "steps": {"kind": "steps", "steps": [{"at_least": 40, "points": 2}, {"at_least": 70, "points": 6}]},
    "at_most": {"kind": "steps", "steps": [{"at_most": 10, "points": 8}, {"at_most": 30, "points": 3}]},
    "threshold": {"kind": "threshold", "target": 80, "below": "proportional", "floor": 25},
    "all_or_nothing": {"kind": "threshold", "target": 50, "below": "zero"},
    "share": {"kind": "share"},
    "min_max": {"kind": "min_max", "better": "low", "bounds": {"policy": "declared", "low": 20, "high": 60}},
}


def rule_of(name: str) -> Rule:
    return TypeAdapter(AnyRule).validate_python(RULES[name])


def points(rule: Rule, role: str, at: float, **others: float) -> float:
    arrays = {one: np.array([value]) for one, value in others.items()} | {role: np.array([at])}
    return float(rule.points(arrays, 8.0, {})[0])


@pytest.mark.parametrize("name", RULES)
@given(at=st.floats(-5, 105))
def test_a_course_has_the_points_of_its_rule(name, at):
    rule = rule_of(name)
    course = course_of(rule, "value", {"value": 15.0 if name != "share" else 0.5}, 8.0, {}, -5.0, 105.0)
    low, high = rule.limits(8.0)
    at = min(max(at, low), high)
    if min((abs(at - knot) for knot in course.x), default=1) > 1e-6:
        assert course(at) == pytest.approx(points(rule, "value", at), abs=1e-6)


@pytest.mark.parametrize("name", RULES)
def test_at_its_knots_too(name):
    rule = rule_of(name)
    knots = rule.knots("value", {"value": 0.5}, 8.0, {})
    course = course_of(rule, "value", {"value": 0.5}, 8.0, {}, -5.0, 105.0)
    low, high = rule.limits(8.0)
    for knot in knots:
        if low <= knot <= high:
            assert course(knot) == pytest.approx(points(rule, "value", knot), abs=1e-6)


@given(numerator=st.floats(0, 150))
def test_a_ratio_rises_with_its_numerator_to_the_denominator(numerator):
    rule = TypeAdapter(AnyRule).validate_python({"kind": "ratio"})
    course = course_of(rule, "numerator", {"numerator": 30.0, "denominator": 100.0}, 8.0, {}, 0.0, 150.0)
    assert course(numerator) == pytest.approx(min(numerator / 100, 1) * 8, abs=1e-9)
    assert course.today == 30.0


@given(denominator=st.floats(60, 200))
def test_a_curve_is_followed_by_chords(denominator):
    rule = TypeAdapter(AnyRule).validate_python({"kind": "ratio"})
    course = course_of(rule, "denominator", {"numerator": 50.0, "denominator": 200.0}, 8.0, {}, 60.0, 200.0)
    assert course(denominator) == pytest.approx(50 / denominator * 8, abs=0.01)


def test_an_unknown_input_has_no_course():
    with pytest.raises(InputError, match="numerator"):
        course_of(rule_of("share"), "value", {"value": 0.1, "numerator": np.nan}, 8.0, {}, 0.0, 1.0)


def test_nor_has_a_rule_whose_points_cannot_be_told():
    with pytest.raises(InputError) as caught:
        course_through(lambda at: [np.nan for _ in at], (), 1.0, 0.0, 2.0)
    assert caught.value.code == "plan.course"


def test_at_a_jump_the_upper_value_counts_where_the_rule_gives_it():
    reached = course_through(lambda at: [5.0 if one >= 3 else 0.0 for one in at], (3.0,), 0.0, 0.0, 6.0)
    passed = course_through(lambda at: [5.0 if one > 3 else 0.0 for one in at], (3.0,), 0.0, 0.0, 6.0)
    assert (reached(2.999999), reached(3.0), reached(3.0001)) == (0, 5, 5)
    assert (passed(2.999999), passed(3.0), passed(3.0001)) == (0, 0, 5)
    falling = course_through(lambda at: [5.0 if one < 3 else 0.0 for one in at], (3.0,), 6.0, 0.0, 6.0)
    assert (falling(2.9999), falling(3.0), falling(3.0001)) == (5, 0, 0)


def test_outside_its_range_a_course_is_level():
    course = Course(1.0, (0.0, 2.0), (1.0, 5.0))
    assert (course(-1), course(1), course(9)) == (1, 3, 5)
    assert course.times(2)(1) == 6


@pytest.mark.parametrize(
    "course",
    [
        Course(0.0, (0.0, 10.0), (0.0, 10.0)),
        Course(0.0, (0.0, 5.0, 5.0, 10.0), (0.0, 0.0, 8.0, 8.0)),
        Course(10.0, (0.0, 10.0), (0.0, 10.0)),
        Course(9.0, (0.0, 5.0, 5.0, 10.0), (7.0, 7.0, 0.0, 0.0)),
    ],
)
def test_what_a_point_is_worth_is_a_difference_of_the_headline(course):
    def headline(inputs):
        return 50 + 0.25 * course(inputs.get(KEY, course.today))

    assert worth(course, KEY, headline) == pytest.approx(0.25)


def test_a_level_course_is_worth_nothing():
    assert worth(Course(1.0, (0.0, 2.0), (3.0, 3.0)), KEY, lambda _: 1.0) == 0


def test_of_a_geometric_mean_it_is_the_slope_today():
    course = Course(4.0, (0.0, 10.0), (0.0, 10.0))
    slope = worth(course, KEY, lambda inputs: (9 * course(inputs.get(KEY, 4.0))) ** 0.5)
    assert slope == pytest.approx(0.75, rel=0.01)  # 9 / (2 · √36)
