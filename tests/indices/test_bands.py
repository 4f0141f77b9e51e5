import pytest

from donghanh.indices.bands import band
from donghanh.indices.definition import Band

BANDS = [Band(at_least=at, name={"vi": name, "en": name}) for at, name in ((90, "A"), (80, "B"))]


@pytest.mark.parametrize(("value", "name"), [(95, "A"), (90, "A"), (89.99, "B"), (80, "B")])
def test_a_value_has_the_highest_band_it_reaches(value, name):
    assert band(value, BANDS).name["vi"] == name


@pytest.mark.parametrize("value", [79.99, float("nan")])
def test_a_value_below_all_bands_or_unknown_has_none(value):
    assert band(value, BANDS) is None
