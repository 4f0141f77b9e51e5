import numpy as np
import pytest

from donghanh.indices.rules import Choice, ReadingError, YesNo

CHAIR = Choice.model_validate(
    {
        "kind": "choice",
        "options": [
            {"code": "head", "name": {"vi": "Chủ tịch", "en": "Chairman"}, "share": 1},
            {"code": "deputy", "name": {"vi": "Phó Chủ tịch", "en": "Deputy"}, "share": 0.5},
            {"code": "other", "name": {"vi": "Người khác", "en": "Another"}, "share": 0},
        ],
    }
)


@pytest.mark.parametrize("raw", ["có", "Có", "CO\u0301".lower(), "yes", "TRUE", "1", "x"])
def test_yes_in_both_languages_wins_all_points(raw):
    rule = YesNo(kind="yes_no")
    assert rule.points({"value": np.array([rule.read(raw)])}, 8.0) == [8.0]


@pytest.mark.parametrize("raw", ["không", "Khong", "no", "0", "chưa"])
def test_no_in_both_languages_wins_nothing(raw):
    rule = YesNo(kind="yes_no")
    assert rule.points({"value": np.array([rule.read(raw)])}, 8.0) == [0.0]


@pytest.mark.parametrize("raw", ["có lẽ", "2", "0.5"])
def test_an_answer_that_is_neither_is_refused(raw):
    with pytest.raises(ReadingError):
        YesNo(kind="yes_no").read(raw)


@pytest.mark.parametrize(("raw", "points"), [("head", 8.0), ("deputy", 4.0), (" other ", 0.0)])
def test_an_option_wins_its_share(raw, points):
    assert CHAIR.points({"value": np.array([CHAIR.read(raw)])}, 8.0) == [points]


def test_a_wrong_option_is_refused_with_the_nearest_right_one():
    with pytest.raises(ReadingError) as refused:
        CHAIR.read("deputty")
    assert "deputy" in refused.value.vi


def test_an_unknown_answer_stays_unknown():
    assert np.isnan(CHAIR.points({"value": np.array([np.nan])}, 8.0)).all()
