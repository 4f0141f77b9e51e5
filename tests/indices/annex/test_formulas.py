from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.indices.annex.formulas import MAXIMUM, SHARE, Line, as_line, parse


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("a/b", ("a", "b")),
        ("(a/b) x 100%", ("a", "b")),
        ("Tỷ lệ * Điểm tối đa", (SHARE, MAXIMUM)),
        ("(Tỷ lệ % x điểm tối đa)/100%", (SHARE, MAXIMUM)),
        ("Tỷ lệ nhân với điểm tối đa", (SHARE, MAXIMUM)),
        ("1/2 điểm tối đa", (MAXIMUM,)),
        ("Số cuộc do Bí thư/Chủ tịch chủ trì/Tổng số cuộc", ("Số cuộc do Bí thư/Chủ tịch chủ trì", "Tổng số cuộc")),
        ("Số xã có tổ trên tổng số xã", ("Số xã có tổ", "tổng số xã")),
    ],
)
def test_what_a_formula_speaks_of(text: str, variables: tuple[str, ...]) -> None:
    formula = parse(text)
    assert formula is not None
    assert formula.variables == variables


@pytest.mark.parametrize(
    "text", ["", "Có", "10 điểm", "Điểm tối đa", "a/", "(a/b", "Tỷ lệ chuẩn hóa * Điểm tối đa", "a = b"]
)
def test_what_is_no_formula(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a/b*Điểm tối đa", Line(1, 0, ("a", "b"))),
        ("Điểm tối đa x a/b", Line(1, 0, ("a", "b"))),
        ("b/a*20", Line(1, 0, ("b", "a"))),
        ("(b-a)/b*Điểm tối đa", Line(1, 0, ("a", "b"), falls=True)),
        ("(1 - a/b)*Điểm tối đa", Line(1, 0, ("a", "b"), falls=True)),
        ("(a+c)/b*Điểm tối đa", Line(1, 0, ("a + c", "b"))),
        ("Tỷ lệ/80%*Điểm tối đa", Line(1.25, 0)),
        ("(Tỷ lệ - 50%)/(100% - 50%)*Điểm tối đa", Line(2, -1)),
        ("a*b", None),
        ("Tỷ lệ*Tỷ lệ*Điểm tối đa", None),
        ("(a-b)/c*Điểm tối đa", None),
    ],
)
def test_the_course_of_points_over_a_ratio(text: str, line: Line | None) -> None:
    formula = parse(text)
    assert formula is not None
    found = as_line(formula, 20.0)
    if line is None or found is None:
        assert found is line
    else:
        assert (found.parts, found.falls) == (line.parts, line.falls)
        assert (found.slope, found.start) == pytest.approx((line.slope, line.start), abs=1e-9)


@given(st.integers(1, 99), st.integers(1, 99), st.integers(1, 99))
def test_a_formula_has_the_value_that_arithmetic_gives(a: int, b: int, c: int) -> None:
    formula = parse("(a + b*2)/c - 0,5")
    assert formula is not None
    assert math.isclose(formula.at({"a": a, "b": b, "c": c}), (a + b * 2) / c - 0.5)
