"""The method that fits, and the verdict against a criterion fixed beforehand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evaluation.panels import DESIGNS
from tests.evaluation.test_synthetic import alike, one_treated

from donghanh.errors import InputError
from donghanh.evaluation.judgement import VERDICTS, Criterion, assess, judge

UP, DOWN = Criterion("online", "up", 2.0), Criterion("days", "down", 2.0)
bounds = st.tuples(st.floats(-10, 10), st.floats(-10, 10)).map(sorted)


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (2.0, 5.0, "met"),
        (1.9, 5.0, "cannot_tell"),
        (-1.0, 2.0, "cannot_tell"),
        (-1.0, 1.9, "not_met"),
        (-9.0, -3.0, "not_met"),
        (None, None, "cannot_tell"),
    ],
)
def test_the_whole_interval_decides(low, high, verdict):
    assert judge(UP, low, high) == verdict
    if low is not None:
        assert judge(DOWN, -high, -low) == verdict


@given(bounds, st.floats(0, 5), st.floats(0, 5))
def test_a_narrower_interval_never_turns_one_answer_into_the_other(wide, by, smallest):
    criterion = Criterion("online", "up", smallest)
    middle = sum(wide) / 2
    narrow = (max(wide[0], middle - by), min(wide[1], middle + by))
    before = judge(criterion, *wide)
    assert before == "cannot_tell" or judge(criterion, *narrow) == before


@pytest.mark.parametrize("smallest", [-1.0, math.nan, math.inf])
def test_a_criterion_wants_a_size(smallest):
    with pytest.raises(InputError, match="smallest effect of online"):
        Criterion("online", "up", smallest)


def test_several_treated_places_are_judged_by_differences():
    design = DESIGNS["10 of 20"]
    found = assess(design.panel(design.draw(1, effect=8, rho=0.0)[0]), UP)
    assert (found.method, found.verdict, found.synthetic) == ("differences", "met", None)
    assert (found.low, found.high) == (found.differences.estimate.low, found.differences.estimate.high)
    assert found.events.moments
    assert found.words.en.startswith("Estimated effect") and found.words.en.endswith("criterion met.")
    assert "khoảng tin cậy 95 %" in found.words.vi


def test_one_treated_place_is_judged_by_a_synthetic_control_and_told_why():
    found = assess(one_treated(alike(effect=5), 12), UP)
    assert (found.method, found.verdict, found.differences) == ("synthetic", "met", None)
    assert "unfit" in found.why.en
    assert "không phù hợp" in found.why.vi


def test_the_same_effect_the_other_way_is_not_met():
    assert assess(one_treated(alike(effect=5), 12), DOWN).verdict == "not_met"


def test_where_the_data_cannot_tell_it_is_said_with_the_reason():
    design = DESIGNS["3 of 12"]
    found = assess(design.panel(3 * design.draw(1, effect=2)[0]), UP, touched=["p11"])
    assert found.verdict == "cannot_tell"
    assert {one.code for one in found.cautions} >= {"touched", "wide"}
    few = assess(one_treated(alike(donors=8, effect=5), 12), UP)
    assert few.verdict == "cannot_tell"
    assert "few_places" in [one.code for one in few.cautions]
    assert "no interval" in few.words.en and "không tính được" in few.words.vi


def test_every_verdict_has_words_in_both_languages():
    assert all(words.vi and words.en for words in VERDICTS.values())
