import typing

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from tests.indices.rules.course import follows_its_knots

from donghanh.indices.rules import AnyRule
from donghanh.indices.rules.rule import ReadingError, read_number

NAME = {"vi": "Tên", "en": "Name"}
HALVES = [{"code": code, "name": NAME, "share": 0.5} for code in ("a", "b")]
SAME_YEAR = {"policy": "same_year"}
UPWARD = [{"at_least": 1, "points": 5}, {"at_least": 4, "points": 20}]
STATED = [
    {"kind": "yes_no"},
    {"kind": "choice", "options": HALVES},
    {"kind": "parts", "parts": HALVES},
    {"kind": "ratio"},
    {"kind": "complement", "when_empty": "full"},
    {"kind": "steps", "steps": UPWARD},
    {"kind": "steps", "steps": UPWARD, "between": "linear"},
    {"kind": "steps", "steps": [{"at_most": 2, "points": 9}, {"at_most": 7, "points": 3}], "between": "linear"},
    {"kind": "threshold", "target": 8, "below": "proportional", "floor": 3},
    {"kind": "threshold", "target": 8, "below": "linear", "floor": 3, "bonus": {"above": 9, "points": 2}},
    {"kind": "threshold", "target": 8, "below": "zero"},
    {"kind": "min_max", "better": "high", "bounds": SAME_YEAR},
    {"kind": "min_max", "better": "low", "bounds": {"policy": "panel", "percentiles": [5, 95]}, "scale": [0, 1]},
    {"kind": "min_max", "better": "high", "bounds": {"policy": "pooled", "since": "2013", "outside": "extend"}},
    {"kind": "min_max", "better": "high", "bounds": {"policy": "declared", "low": 0, "high": 5}},
    {"kind": "z_score", "better": "high", "clamp": [-1, 1]},
    {"kind": "z_score", "better": "low", "deviation": "sample", "bounds": {"policy": "panel"}},
    {"kind": "rank", "better": "high", "form": "share"},
    {"kind": "rank", "better": "low", "form": "borda", "ties": "mean"},
    {"kind": "rank", "better": "high", "form": "position"},
    {"kind": "leader", "better": "high"},
    {"kind": "leader", "better": "low"},
    {"kind": "target_leader", "target": 4},
    {"kind": "target_leader"},
    {"kind": "outside_rank", "of": 193},
    {"kind": "points"},
    {"kind": "share"},
    {"kind": "count", "each": 2, "cap": 9},
    {"kind": "count", "each": -2, "floor": -9},
    {"kind": "unscored"},
]
RULES = [TypeAdapter(AnyRule).validate_python(stated) for stated in STATED]
KINDS = {
    typing.get_args(kind.model_fields["kind"].annotation)[0] for kind in typing.get_args(typing.get_args(AnyRule)[0])
}
HUNDREDTHS = st.integers(0, 1000).map(lambda number: number / 100)


def ids(rule):
    return f"{rule.kind}-{STATED[RULES.index(rule)].get('better', '')}"


def test_every_kind_is_tried_below():
    assert {rule.kind for rule in RULES} == KINDS


@pytest.mark.parametrize("rule", RULES, ids=ids)
def test_a_rule_says_itself_in_both_languages(rule):
    vi, en = rule.words(20.0)
    assert vi and en and vi != en
    assert "None" not in vi + en


@pytest.mark.parametrize("rule", RULES, ids=ids)
@given(
    others=HUNDREDTHS,
    peers=st.lists(st.tuples(HUNDREDTHS, HUNDREDTHS), min_size=1, max_size=6),
    at=st.lists(st.floats(0, 15), min_size=1, max_size=12),
)
def test_between_its_knots_every_course_is_straight(rule, others, peers, at):
    for role in rule.roles:
        if rule.is_curved(role):
            continue
        numbers = np.array(peers)
        by_role = {"value": numbers[:, 0], "target": numbers[:, 1]}
        those = {name: by_role[name] for name in rule.roles} if rule.pool else {}
        follows_its_knots(rule, role, dict.fromkeys(rule.roles, others), 20.0, those, at)


@pytest.mark.parametrize("rule", RULES, ids=ids)
def test_many_draws_score_as_one_at_a_time(rule):
    drawn = np.random.default_rng(3).uniform(0.5, 9, (len(rule.roles), 4, 5))
    peers = {role: drawn[i, 0] for i, role in enumerate(rule.roles)} if rule.pool else {}
    together = rule.points(dict(zip(rule.roles, drawn, strict=True)), 20.0, peers)
    for draw in range(4):
        alone = rule.points(dict(zip(rule.roles, drawn[:, draw], strict=True)), 20.0, peers)
        assert together[draw].tolist() == alone.tolist()


def test_the_courses_that_are_curves_say_so():
    curved = {(rule.kind, role) for rule in RULES for role in rule.roles if rule.is_curved(role)}
    assert curved == {
        ("ratio", "denominator"),
        ("complement", "denominator"),
        ("leader", "value"),
        ("target_leader", "target"),
    }


@pytest.mark.parametrize(
    ("raw", "number"),
    [("3", 3.0), (" 0.85 ", 0.85), ("0,85", 0.85), ("-2,5", -2.5), ("1e3", 1000.0), ("0,125", 0.125), ("12,5", 12.5)],
)
def test_a_number_may_have_a_decimal_point_or_a_decimal_comma(raw, number):
    assert read_number(raw) == number


@pytest.mark.parametrize("raw", ["", "mười", "1.234,5", "1,234,567", "nan", "inf", "1_000", "12 345", "5%"])
def test_what_is_not_one_plain_number_is_refused(raw):
    with pytest.raises(ReadingError):
        read_number(raw)


def test_a_comma_before_three_digits_is_refused_because_it_may_separate_thousands():
    with pytest.raises(ReadingError, match="dấu nghìn"):
        read_number("1,234")
