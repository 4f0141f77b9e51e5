import numpy as np
import pytest
from pydantic import ValidationError

from donghanh.indices.rules import Choice, Parts, ReadingError, YesNo

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


def parts(**shares):
    name = {"vi": "Một phần", "en": "One part"}
    listed = [{"code": code, "name": name, "share": share} for code, share in shares.items()]
    return Parts.model_validate({"kind": "parts", "parts": listed})


def points(rule, **values):
    return rule.points({role: np.array([value]) for role, value in values.items()}, 8.0, {}).tolist()


@pytest.mark.parametrize("raw", ["có", "Có", "CO\u0301".lower(), "yes", "TRUE", "1", "x"])
def test_yes_in_both_languages_wins_all_points(raw):
    rule = YesNo(kind="yes_no")
    assert points(rule, value=rule.read(raw)) == [8.0]


@pytest.mark.parametrize("raw", ["không", "Khong", "no", "0", "chưa"])
def test_no_in_both_languages_wins_nothing(raw):
    rule = YesNo(kind="yes_no")
    assert points(rule, value=rule.read(raw)) == [0.0]


@pytest.mark.parametrize("raw", ["có lẽ", "2", "0.5"])
def test_an_answer_that_is_neither_is_refused(raw):
    for rule in (YesNo(kind="yes_no"), parts(plan=0.5, report=0.5)):
        with pytest.raises(ReadingError):
            rule.read(raw)


@pytest.mark.parametrize(("raw", "points_won"), [("head", 8.0), ("deputy", 4.0), (" other ", 0.0)])
def test_an_option_wins_its_share(raw, points_won):
    assert points(CHAIR, value=CHAIR.read(raw)) == [points_won]


def test_a_wrong_option_is_refused_with_the_nearest_right_one():
    with pytest.raises(ReadingError) as refused:
        CHAIR.read("deputty")
    assert "deputy" in refused.value.vi


def test_an_unknown_answer_stays_unknown():
    assert np.isnan(points(CHAIR, value=np.nan)).all()
    assert np.isnan(points(parts(plan=0.5, report=0.5), plan=1.0, report=np.nan)).all()


@pytest.mark.parametrize(
    ("plan", "report", "points_won"), [("có", "có", 8.0), ("có", "không", 2.0), ("không", "có", 6.0), ("0", "0", 0.0)]
)
def test_each_part_done_wins_its_share(plan, report, points_won):
    rule = parts(plan=0.25, report=0.75)
    assert rule.roles == ("plan", "report")
    assert points(rule, plan=rule.read(plan), report=rule.read(report)) == [points_won]


def test_thirds_as_one_writes_them_make_a_whole():
    rule = parts(a=0.333, b=0.333, c=0.333)
    assert points(rule, a=1.0, b=1.0, c=1.0) == [8.0]
    assert points(rule, a=1.0, b=0.0, c=0.0) == pytest.approx([8 / 3])
    assert "2,6667" in rule.words(8.0)[0]


@pytest.mark.parametrize("shares", [{"a": 0.5, "b": 0.4}, {"a": 0.8, "b": 0.8}, {"a": 1.0}, {"a": 1.0, "b": 0.0}])
def test_parts_that_make_no_whole_are_refused(shares):
    with pytest.raises(ValidationError):
        parts(**shares)


def test_a_part_stands_once():
    part = {"code": "plan", "name": {"vi": "Kế hoạch", "en": "Plan"}, "share": 0.5}
    with pytest.raises(ValidationError, match="plan"):
        Parts.model_validate({"kind": "parts", "parts": [part, part]})
