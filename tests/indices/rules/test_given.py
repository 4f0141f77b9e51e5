import numpy as np
import pytest

from donghanh.indices.rules import Points, Share, Unscored


def test_appraised_points_are_taken_as_they_are_within_the_maximum():
    assert Points(kind="points").points({"value": np.array([0.0, 7.25, 10.0])}, 10.0).tolist() == [0, 7.25, 10]
    assert Points(kind="points").limits(10.0) == (0.0, 10.0)


def test_a_published_share_is_turned_into_points():
    assert Share(kind="share").points({"value": np.array([0.8253])}, 200.0) == pytest.approx([165.06])
    assert Share(kind="share").limits(200.0) == (0.0, 1.0)


def test_what_is_only_collected_wins_nothing_whatever_it_holds():
    rule = Unscored(kind="unscored")
    assert rule.read("một ghi chú") == 0
    assert rule.points({"value": np.array([np.nan, 5.0])}, 0.0).tolist() == [0, 0]
