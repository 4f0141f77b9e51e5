from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.periods import Period
from donghanh.reading.task_table.timing import read_timing


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("words", "starts_on", "due_on"),
    [
        ("Quý II/2026", "", "2026-06-30"),
        ("Quý 2 năm 2026", "", "2026-06-30"),
        ("Quí III-2026", "", "2026-09-30"),
        ("Quý II", "", "2026-06-30"),
        ("Quý II, III/2026", "", "2026-09-30"),
        ("Quý I - II/2026", "2026-01-01", "2026-06-30"),
        ("Quý III/2026 – Quý I/2027", "2026-07-01", "2027-03-31"),
        ("Tháng 6 năm 2026", "", "2026-06-30"),
        ("T6/2026", "", "2026-06-30"),
        ("06/2026 - 12/2027", "2026-06-01", "2027-12-31"),
        ("Tháng 3-6/2026", "2026-03-01", "2026-06-30"),
        ("Từ tháng 3 đến tháng 6/2026", "2026-03-01", "2026-06-30"),
        ("Tháng 6, 12/2026", "", "2026-12-31"),
        ("đầu tháng 6/2026", "", "2026-06-10"),
        ("30/6/2026", "", "2026-06-30"),
        ("30.06.2026", "", "2026-06-30"),
        ("2026-06-30", "", "2026-06-30"),
        ("Ngày 30 tháng 6 năm 2026", "", "2026-06-30"),
        ("30/6", "", "2026-06-30"),
        ("Từ 01/3 đến 30/6/2026", "2026-03-01", "2026-06-30"),
        ("15-20/6/2026", "2026-06-15", "2026-06-20"),
        ("6 tháng đầu năm 2026", "", "2026-06-30"),
        ("6 tháng cuối năm", "", "2026-12-31"),
        ("9 tháng đầu năm 2026", "", "2026-09-30"),
        ("Giữa năm 2026", "", "2026-06-30"),
        ("năm 2026", "", "2026-12-31"),
        ("2026–2030", "2026-01-01", "2030-12-31"),
        ("Giai đoạn 2026 - 2030", "2026-01-01", "2030-12-31"),
        ("Từ năm 2026 đến năm 2030", "2026-01-01", "2030-12-31"),
        ("Đến hết năm 2026", "", "2026-12-31"),
        ("Từ năm 2026", "2026-01-01", ""),
        ("Năm 2026 và các năm tiếp theo", "2026-01-01", ""),
        ("Hoàn thành trong quý III/2026", "", "2026-09-30"),
        ("2026 - quý II/2027", "2026-01-01", "2027-06-30"),
        ("Quý II/2026\nQuý IV/2026", "", "2026-12-31"),
        ("Q.III/2026", "", "2026-09-30"),
        ("I/2026", "", "2026-03-31"),
        ("Quý II (2026)", "", "2026-06-30"),
        ("Quý một năm 2026", "", "2026-03-31"),
        ("Tháng Sáu/2026", "", "2026-06-30"),
        ("2026–2028, tầm nhìn 2030", "2026-01-01", "2028-12-31"),
        ("Năm 2026 (hoàn thành trước 30/6)", "", "2026-06-30"),
    ],
)
def test_the_last_day_of_what_is_said(words: str, starts_on: str, due_on: str) -> None:
    timing = read_timing(words, 2026)
    assert (timing.starts_on, timing.due_on, timing.recurring) == (_day(starts_on), _day(due_on), "")


@pytest.mark.parametrize(
    ("words", "due_on"),
    [
        ("Trước 30/6/2026", "2026-06-30"),
        ("Trước ngày 30/6/2026", "2026-06-30"),
        ("Trước ngày 01/7/2026", "2026-06-30"),
        ("Trước tháng 7/2026", "2026-06-30"),
        ("Trước năm 2027", "2026-12-31"),
    ],
)
def test_before_a_day_keeps_the_day_unless_a_period_begins_with_it(words: str, due_on: str) -> None:
    assert read_timing(words).due_on == _day(due_on)


@pytest.mark.parametrize(
    ("words", "recurring"),
    [
        ("Thường xuyên", "regular"),
        ("Thường xuyên, hằng năm", "yearly"),
        ("Hàng năm", "yearly"),
        ("01 lần/năm", "yearly"),
        ("Định kỳ 6 tháng", "half_yearly"),
        ("6 tháng/lần", "half_yearly"),
        ("Hàng quý", "quarterly"),
        ("Định kỳ 3 tháng một lần", "quarterly"),
        ("Ngày 25 hằng tháng", "monthly"),
        ("Hằng tuần", "regular"),
        ("Quý II/2026", ""),
    ],
)
def test_the_rhythm(words: str, recurring: str) -> None:
    assert read_timing(words, 2026).recurring == recurring


def test_a_rhythm_may_have_days() -> None:
    timing = read_timing("Hằng năm (2026-2030)")
    assert (timing.recurring, timing.starts_on, timing.due_on) == ("yearly", date(2026, 1, 1), date(2030, 12, 31))
    assert read_timing("Trước ngày 15/12 hằng năm", 2026).due_on == date(2026, 12, 15)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Theo tiến độ của Bộ",
        "Theo Kế hoạch số 123/KH-UBND ngày 15/3/2025",
        "Quý II",
        "31/6/2026",
        "Tháng 13/2026",
        "Năm học 2026-2027",
        "Đầu năm 2026",
        "Trong 30 ngày kể từ ngày ký",
        "Trực 24/7",
    ],
)
def test_what_says_no_day_gives_none(words: str) -> None:
    timing = read_timing(words)
    assert (timing.words, timing.starts_on, timing.due_on) == (words, None, None)


@given(year=st.integers(2021, 2049), number=st.integers(1, 12), grain=st.sampled_from(["month", "quarter", "year"]))
def test_a_period_is_due_on_its_last_day(year: int, number: int, grain: str) -> None:
    period = Period(year, grain, {"month": number, "quarter": (number + 2) // 3, "year": 1}[grain])
    assert read_timing(period.name()).due_on == period.last_day


DAY_FORMS = ["{0.day}/{0.month}/{0.year}", "{0:%d/%m/%Y}", "{0:%d-%m-%Y}", "ngày {0.day} tháng {0.month} năm {0.year}"]


@given(day=st.dates(date(2020, 1, 1), date(2049, 12, 31)), form=st.sampled_from(DAY_FORMS))
def test_a_day_is_that_day(day: date, form: str) -> None:
    assert read_timing(form.format(day)).due_on == day


@given(
    st.text(max_size=60) | st.from_regex(r"(quý|tháng|năm|ngày|từ|đến|trước)? ?[0-9IV/.-]{1,12}( (đến|-) [0-9/]{1,8})?")
)
def test_any_words_are_kept_and_days_are_in_order(words: str) -> None:
    timing = read_timing(words, 2026)
    assert not (timing.starts_on and timing.due_on and timing.starts_on > timing.due_on)
