from __future__ import annotations

import pytest

from donghanh.indices.annex.clauses import cut


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Có: điểm tối đa; Không: 0 điểm", [("Có", 1.0), ("Không", 0.0)]),
        ("Đạt: được 10 điểm, không đạt: không điểm", [("Đạt", 10.0), ("không đạt", 0.0)]),
        ("Nếu có thì được 5đ", [("Nếu có", 5.0)]),
        ("5 điểm nếu có kế hoạch", [("có kế hoạch", 5.0)]),
        ("- Phó Chủ tịch: 1/2*Điểm tối đa", [("Phó Chủ tịch", 0.5)]),
        ("Phó Chủ tịch: 50% số điểm", [("Phó Chủ tịch", 0.5)]),
        ("Phó Chủ tịch: một nửa điểm tối đa", [("Phó Chủ tịch", 0.5)]),
        ("Phó Chủ tịch: Điểm tối đa/2", [("Phó Chủ tịch", 0.5)]),
        ("Ban hành muộn: 0,25", [("Ban hành muộn", 0.25)]),
        ("Họp 4 lần (trung bình\nmỗi quý 1 lần): 20 điểm", [("Họp 4 lần (trung bình mỗi quý 1 lần)", 20.0)]),
        ("Có kế hoạch về điểm cầu: 2 điểm", [("Có kế hoạch về điểm cầu", 2.0)]),
    ],
)
def test_conditions_and_what_they_give(text: str, expected: list[tuple[str, float]]) -> None:
    found = cut(text)
    assert [
        (one.condition, one.award.share if one.award.points is None else one.award.points) for one in found.clauses
    ] == expected
    assert found.unread == []


def test_letters_and_formulas_are_told_apart_from_conditions() -> None:
    found = cut("a = Số hồ sơ đúng hạn;\nTrong đó: b là tổng số hồ sơ;\nTỷ lệ = a/b;\nĐiểm = Tỷ lệ*Điểm tối đa")
    assert found.names == {"a": "Số hồ sơ đúng hạn", "b": "tổng số hồ sơ"}
    assert found.share is not None and found.points is not None
    assert found.clauses == []


def test_a_formula_under_a_condition_is_a_clause() -> None:
    found = cut("Tỷ lệ < 80%: Điểm = Tỷ lệ/80%*Điểm tối đa")
    assert [one.condition for one in found.clauses] == ["Tỷ lệ < 80%"]
    assert found.clauses[0].award.formula is not None


@pytest.mark.parametrize(
    "text", ["Tỷ lệchuẩn hóa * Điểm tối đa", "Chấm điểm theo mức độ hoàn thành", "Tỷ lệ = a chia trung bình của b"]
)
def test_what_speaks_of_points_and_is_not_understood_is_kept(text: str) -> None:
    assert cut(text).unread == [text]
