from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.reading.segments import Segmented
from donghanh.reading.years import YearClues, resolve_year, year_clues

NOTHING = YearClues((), (), None, None, ())


@given(st.dates(date(2010, 1, 1), date(2026, 12, 31)), st.integers(0, 300))
def test_the_year_of_a_day_before_publication_is_found_again(event: date, later: int) -> None:
    published = date.fromordinal(event.toordinal() + later).isoformat()
    assert resolve_year(event.month, event.day, published, NOTHING) == (event.year, "published")


@pytest.mark.parametrize(
    ("text", "begins", "expected"),
    [
        ("Ngay trong năm 2021, hai bên triển khai hạ tầng số.", None, (2021, "text_context")),
        ("Từ tháng 4/2023 đến nay, cổng dữ liệu đã chạy thử.", None, (2023, "inferred")),
        ("Năm 2024, tỉnh hợp tác với trường đại học.", None, (2024, "text_context")),
        ("Sau 2 năm triển khai, kết quả tốt.", 2018, (2020, "inferred")),
        ("Hai bên ký thỏa thuận ngày 18/10/2017. Qua 1 năm, đã có kết quả.", None, (2018, "inferred")),
        ("Hai bên hợp tác về hạ tầng số.", 2018, (None, "none")),
    ],
)
def test_without_publication_the_text_tells_the_year_or_it_stays_unknown(
    segmented: Callable[[str], Segmented], text: str, begins: int | None, expected: tuple[int | None, str]
) -> None:
    assert resolve_year(12, 21, None, year_clues(segmented(text), begins)) == expected


@pytest.mark.parametrize(("month", "expected"), [(12, 2020), (1, 2021)])
def test_what_is_to_be_done_by_a_month_lies_ahead_of_the_event(month: int, expected: int) -> None:
    clues = replace(NOTHING, ahead=((2021, 1),))
    assert resolve_year(month, 28, None, clues) == (expected, "inferred")
