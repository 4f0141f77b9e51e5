from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.measures import MEASURES, ratio, rounded, written


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (2.675, 2, "2.68"),
        (1.005, 2, "1.01"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (7, 1, "7.0"),
    ],
)
def test_halves_are_rounded_up_as_people_read_them(value: float, digits: int, expected: str) -> None:
    assert str(rounded(value, digits)) == expected


@given(st.decimals(-(10**9), 10**9, places=6), st.integers(0, 4))
def test_rounding_moves_a_value_by_half_a_step_at_most(value: Decimal, digits: int) -> None:
    assert abs(rounded(value, digits) - value) * 2 <= Decimal(1).scaleb(-digits)


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_percentage_times_its_denominator_gives_the_numerator_back(part: int, whole: int) -> None:
    value = ratio(part, whole, "percent")
    assert value is not None
    assert rounded(value * whole / 100, 6) == part


def test_there_is_no_value_over_nothing() -> None:
    assert ratio(0, 0, "percent") is None
    assert written(None, "percent") == "–"


@pytest.mark.parametrize(
    ("value", "measure", "language", "expected"),
    [
        (Decimal("93.25"), "percent", "vi", "93,3%"),
        (1234567, "count", "vi", "1.234.567"),
        (1234567, "count", "en", "1,234,567"),
        (Decimal("1234.5"), "points", "vi", "1.234,50 điểm"),
        (Decimal("-0.05"), "percent", "vi", "-0,1%"),
    ],
)
def test_a_value_is_written_as_each_language_writes_it(value, measure: str, language: str, expected: str) -> None:
    assert written(value, measure, language) == expected


def test_every_measure_has_both_names() -> None:
    assert all(set(measure.name) == set(measure.suffix) == {"vi", "en"} for measure in MEASURES.values())
