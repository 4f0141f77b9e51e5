import pytest
from pydantic import ValidationError

from donghanh.indices.bands import band
from donghanh.indices.definition import Band

BANDS = [Band(at_least=at, name={"vi": name, "en": name}) for at, name in ((90, "A"), (80, "B"))]


@pytest.mark.parametrize(("value", "name"), [(95, "A"), (90, "A"), (89.99, "B"), (80, "B")])
def test_a_value_has_the_highest_band_it_reaches(value, name):
    assert band(value, BANDS).name["vi"] == name


@pytest.mark.parametrize("value", [79.99, float("nan")])
def test_a_value_below_all_bands_or_unknown_has_none(value):
    assert band(value, BANDS) is None


def one(name, **condition):
    return Band(name={"vi": name, "en": name}, **condition)


@pytest.mark.parametrize(
    ("rank", "ranked", "name"),
    [(1, 63, "top"), (3, 63, "top"), (4, 63, "tenth"), (6, 63, "tenth"), (7, 63, None), (0, 63, None)],
)
def test_bands_by_rank_and_by_percent_of_those_ranked(rank, ranked, name):
    bands = [one("top", rank_at_most=3), one("tenth", top_percent=10)]  # 6.3 of 63
    found = band(50.0, bands, rank=rank, ranked=ranked)
    assert (found and found.name["vi"]) == name


@pytest.mark.parametrize("percent", range(1, 101))
def test_so_many_of_a_hundred_are_so_many_percent(percent):
    top = [one("top", top_percent=percent)]
    assert band(1.0, top, rank=percent, ranked=100) is not None
    assert band(1.0, top, rank=percent + 1, ranked=100) is None


@pytest.mark.parametrize(("value", "name"), [(5, "A"), (10, "A"), (10.01, "B"), (20, "B"), (20.01, None)])
def test_where_low_is_better_at_least_is_the_most_it_may_be(value, name):
    found = band(value, [one("A", at_least=10), one("B", at_least=20)], better="low")
    assert (found and found.name["vi"]) == name


def test_an_unknown_value_has_no_band_by_rank_either():
    assert band(float("nan"), [one("all", top_percent=100)], rank=1, ranked=1) is None


@pytest.mark.parametrize(
    "conditions", [{}, {"at_least": 1, "rank_at_most": 1}, {"top_percent": 0}, {"rank_at_most": 0}]
)
def test_a_band_has_one_condition_that_can_hold(conditions):
    with pytest.raises(ValidationError):
        one("wrong", **conditions)
