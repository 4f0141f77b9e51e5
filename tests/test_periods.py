from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.errors import InputError
from donghanh.periods import Period, parse_period, period_of

grains = st.sampled_from(["month", "quarter", "year"])
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(days, grains)
def test_a_written_period_reads_back_as_itself(day: date, grain) -> None:
    period = period_of(day, grain)
    assert parse_period(str(period)) == period


@given(days, grains)
def test_a_period_holds_its_days_and_no_others(day: date, grain) -> None:
    period = period_of(day, grain)
    assert day in period
    assert period.first_day - timedelta(days=1) not in period
    assert period.last_day + timedelta(days=1) not in period


@given(days)
def test_a_month_lies_in_its_quarter_and_the_quarter_in_its_year(day: date) -> None:
    month, quarter, year = (period_of(day, grain) for grain in ("month", "quarter", "year"))
    assert month in quarter and quarter in year and year not in month
    assert month.widened("quarter") == quarter and quarter.widened("year") == year
    with pytest.raises(ValueError, match="year"):
        year.widened("month")


def test_periods_sort_by_time_and_a_year_comes_before_its_months() -> None:
    written = ["2026-02", "2026", "2025-12", "2026-01", "2026-Q1", "2026-Q2"]
    assert [str(one) for one in sorted(map(parse_period, written))] == [
        "2025-12", "2026", "2026-Q1", "2026-01", "2026-02", "2026-Q2",
    ]  # fmt: skip


def test_a_period_is_written_in_words() -> None:
    assert [parse_period(text).name() for text in ("2026-05", "2026-Q2", "2026")] == [
        "tháng 5/2026", "quý II/2026", "năm 2026",
    ]  # fmt: skip
    assert Period(2026, "quarter", 2).name("en") == "2026-Q2"


@pytest.mark.parametrize("text", ["", "26", "2026-5", "2026-13", "2026-Q5", "05/2026", "2026-05-01", "0000"])
def test_anything_else_is_refused_with_the_forms_that_are_right(text: str) -> None:
    with pytest.raises(InputError, match="2026-Q2"):
        parse_period(text)
