import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.indices.rules.course import won

from donghanh.indices.rules import Count, Points, Share, Unscored


def test_appraised_points_are_taken_as_they_are_within_the_maximum():
    assert won(Points(kind="points"), [0.0, 7.25, 10.0], 10.0) == [0, 7.25, 10]
    assert Points(kind="points").limits(10.0) == (0.0, 10.0)


def test_a_published_share_is_turned_into_points():
    assert won(Share(kind="share"), [0.8253], 200.0) == pytest.approx([165.06])
    assert Share(kind="share").limits(200.0) == (0.0, 1.0)


def test_what_is_only_collected_wins_nothing_whatever_it_holds():
    rule = Unscored(kind="unscored")
    assert rule.read("một ghi chú") == 0
    assert won(rule, [np.nan, 5.0], 0.0) == [0, 0]


@pytest.mark.parametrize(
    ("stated", "maximum", "points"),
    [
        ({"each": 2}, 5.0, [0, 2, 5, 5]),
        ({"each": 2, "cap": 3}, 5.0, [0, 2, 3, 3]),
        ({"each": 2, "cap": 9}, 5.0, [0, 2, 5, 5]),
        ({"each": -0.5}, 0.0, [0, -0.5, -1.5, -5]),
        ({"each": -0.5, "floor": -1}, 0.0, [0, -0.5, -1, -1]),
    ],
)
def test_each_one_counted_adds_or_takes_away_up_to_the_limit(stated, maximum, points):
    rule = Count.model_validate({"kind": "count", **stated})
    assert won(rule, [0, 1, 3, 10], maximum) == points
    assert str(won(rule, [0.0], maximum)[0]) == "0.0"
    assert np.isnan(won(rule, [np.nan], maximum)).all()
    assert rule.limits(maximum)[0] == 0


@pytest.mark.parametrize(
    "stated",
    [{"each": 0}, {"each": 1, "floor": -1}, {"each": -1, "cap": 1}, {"each": 1, "cap": 0}, {"each": -1, "floor": 0}],
)
def test_a_count_whose_limits_do_not_fit_its_sign_is_refused(stated):
    with pytest.raises(ValidationError):
        Count.model_validate({"kind": "count", **stated})


@given(st.floats(0.01, 100), st.floats(0, 1000), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_bonus_never_falls_and_never_passes_the_maximum(each, maximum, first, second):
    fewer, more = sorted((first, second))
    less, most = won(Count(kind="count", each=each), [fewer, more], maximum)
    assert 0 <= less <= most <= maximum
    off_more, off_less = won(Count(kind="count", each=-each, floor=-7), [more, fewer], 0.0)
    assert -7 <= off_more <= off_less <= 0
