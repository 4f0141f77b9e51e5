import pytest

from donghanh.indices.rules.rule import ReadingError, read_number


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
