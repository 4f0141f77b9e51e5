from __future__ import annotations

import pytest

from donghanh.indices.annex.conditions import Interval, interval, is_else, is_negative


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Từ 90% trở lên", Interval(90, None, is_percent=True)),
        ("90% số xã trở lên", Interval(90, None, is_percent=True)),
        ("≥ 80%", Interval(80, None, is_percent=True)),
        ("Tỷ lệ trên 5%", Interval(5, None, has_low=False, is_percent=True)),
        ("từ 70% đến dưới 90%", Interval(70, 90, has_high=False, is_percent=True)),
        ("Từ 80% - dưới 100% kế hoạch", Interval(80, 100, has_high=False, is_percent=True)),
        ("50% ≤ tỷ lệ < 80%", Interval(50, 80, has_high=False, is_percent=True)),
        ("100% > Tỷ lệ ≥ 80%", Interval(80, 100, has_high=False, is_percent=True)),
        ("trên 50% và dưới 80%", Interval(50, 80, has_low=False, has_high=False, is_percent=True)),
        ("70-90%", Interval(70, 90, is_percent=True)),
        ("dưới 2,5%", Interval(None, 2.5, has_high=False, is_percent=True)),
        ("Từ 50% trở xuống", Interval(None, 50, is_percent=True)),
        ("không quá 2 ngày", Interval(None, 2)),
        ("BCĐ họp 4 lần/ năm (Trung bình mỗi quý 1 lần)", Interval(4, 4)),
        ("Tổ chức ít nhất 02 hội nghị", Interval(2, None)),
        ("Ban hành trước ngày 31/3/2025", None),
        ("Đạt mức độ 4", None),
        ("Theo Quyết định số 749/QĐ-TTg năm 2020", None),
        ("Có kế hoạch", None),
        ("từ 1 đến 5, trên 9 cuộc", None),
        ("từ 90% đến 70%", None),
    ],
)
def test_the_values_a_condition_covers(words: str, expected: Interval | None) -> None:
    assert interval(words) == expected


@pytest.mark.parametrize(
    ("words", "rest", "negative"),
    [
        ("Còn lại", True, True),
        ("Các trường hợp còn lại", True, True),
        ("Ngược lại", True, True),
        ("Không có", False, True),
        ("chưa ban hành", False, True),
        ("Có kế hoạch", False, False),
    ],
)
def test_all_other_cases_and_denials(words: str, rest: bool, negative: bool) -> None:
    assert (is_else(words), is_negative(words)) == (rest, negative)
