from __future__ import annotations

import pytest

from donghanh.indices.annex.numbers import key, number, read_points, split_points


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20", 20),
        ("2,5", 2.5),
        ("2.5", 2.5),
        ("1.000", 1000),
        ("1.000,5", 1000.5),
        ("0,125", 0.125),
        ("1.234.567", 1234567),
    ],
)
def test_a_number_has_a_decimal_comma_and_points_between_thousands(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("cell", "points"),
    [("20", 20), (" 10 điểm ", 10), ("10đ", 10), ("Tối đa 5 điểm", 5), ("", None), ("5-10", None), ("a", None)],
)
def test_points_of_a_cell(cell: str, points: float | None) -> None:
    assert read_points(cell) == points


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("NHẬN THỨC SỐ (100 điểm)", ("NHẬN THỨC SỐ", 100)),
        ("Thể chế số: 12,5 điểm", ("Thể chế số", 12.5)),
        ("Trưởng ban (10đ)", ("Trưởng ban", 10)),
        ("Hạ tầng số", ("Hạ tầng số", None)),
        ("100 điểm", ("100 điểm", None)),
    ],
)
def test_points_told_after_a_name(name: str, expected: tuple[str, float | None]) -> None:
    assert split_points(name) == expected


def test_the_key_keeps_the_length_and_makes_dashes_and_signs_one() -> None:
    text = "Tỷ lệ × Điểm tối đa – 50%"
    assert key(text) == "ty le * diem toi da - 50%"
    assert len(key(text)) == len(text)
