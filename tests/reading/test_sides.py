from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Draft = Callable[..., dict[str, Any]]

_ARTICLES = """
Điều 1. Nội dung hợp tác
1. Bên B tư vấn xây dựng kiến trúc chính quyền điện tử.
2. Hai bên phối hợp phát triển du lịch thông minh.
Điều 2. Trách nhiệm của Bên A
a) Cung cấp đầy đủ số liệu cho việc khảo sát;
"""
_HEADINGS = {
    "letters": "BÊN A: ỦY BAN NHÂN DÂN TỈNH SÓC TRĂNG\nĐại diện: Ông Trần Văn Minh\nBÊN B: TẬP ĐOÀN VIETTEL\n",
    "name below": "Bên A\nỦy ban nhân dân tỉnh Sóc Trăng\nBên B\nTập đoàn Viettel\n",
    "called": (
        "1. ỦY BAN NHÂN DÂN TỈNH SÓC TRĂNG\n(Sau đây gọi tắt là Bên A)\n2. TẬP ĐOÀN VIETTEL (sau đây gọi là “Bên B”)\n"
    ),
}


@pytest.mark.parametrize("heading", _HEADINGS.values(), ids=list(_HEADINGS))
def test_the_heading_of_an_agreement_says_who_its_sides_are(draft_of: Draft, heading: str) -> None:
    draft = draft_of(f"THỎA THUẬN HỢP TÁC\nHôm nay, ngày 18 tháng 8 năm 2023, chúng tôi gồm:\n{heading}{_ARTICLES}")
    assert draft["cooperation_document"]
    assert (draft["flat"]["province"], draft["flat"]["partner"]) == (["Sóc Trăng"], ["VIETTEL"])
    assert [one["who"] for one in draft["commitments"]] == ["VIETTEL", "BOTH", "PARTY_A"]


def test_the_letters_are_read_and_not_taken_for_granted(draft_of: Draft) -> None:
    heading = "BÊN A: TẬP ĐOÀN VIETTEL\nBÊN B: ỦY BAN NHÂN DÂN TỈNH SÓC TRĂNG\n"
    draft = draft_of(f"THỎA THUẬN HỢP TÁC\n{heading}{_ARTICLES}")
    assert [one["who"] for one in draft["commitments"]] == ["PARTY_A", "BOTH", "VIETTEL"]


def test_sides_may_be_named_one_after_the_other_without_letters(draft_of: Draft) -> None:
    draft = draft_of(
        "BIÊN BẢN GHI NHỚ\nHôm nay, ngày 5 tháng 3 năm 2024, chúng tôi gồm:\n"
        "I. SỞ Y TẾ TỈNH SÓC TRĂNG\nĐại diện là ông: Trần Văn Minh\nII. TẬP ĐOÀN VNPT\n"
        "Hai bên thống nhất các nội dung sau:\n1. Xây dựng hồ sơ sức khỏe điện tử cho người dân.\n"
    )
    assert (draft["flat"]["province"], draft["flat"]["partner"]) == (["Sóc Trăng"], ["VNPT"])


def test_a_line_that_only_begins_with_a_side_names_none(draft_of: Draft) -> None:
    draft = draft_of("Bên A: cung cấp số liệu cho việc khảo sát\nBên B: tư vấn xây dựng kế hoạch chuyển đổi số\n")
    assert not draft["cooperation_document"]


def test_those_named_below_their_side_sign_for_it(draft_of: Draft) -> None:
    draft = draft_of(
        "BẢN GHI NHỚ HỢP TÁC\nĐẠI DIỆN BÊN A: UBND TỈNH SÓC TRĂNG\nÔng: Trần Văn Minh          Chức vụ: Chủ tịch\n"
        "ĐẠI DIỆN BÊN B: TẬP ĐOÀN FPT\nÔng: Lê Quốc Hùng       Chức vụ: Chủ tịch HĐQT\n" + _ARTICLES
    )
    assert [(one["value"], one["role"], one["act"]) for one in draft["people"]] == [
        ("Trần Văn Minh", "Chủ tịch", "signatory"),
        ("Lê Quốc Hùng", "Chủ tịch HĐQT", "signatory"),
    ]


def test_a_duty_that_begins_with_its_verb_keeps_it(draft_of: Draft) -> None:
    draft = draft_of(
        "THỎA THUẬN HỢP TÁC\nBÊN A: UBND TỈNH SÓC TRĂNG\nBÊN B: TẬP ĐOÀN FPT\n"
        "Điều 2. Trách nhiệm của Bên A\n- Chỉ đạo các sở, ngành cung cấp số liệu;\n"
    )
    assert [one["evidence"][0]["text"] for one in draft["commitments"]] == ["Chỉ đạo các sở, ngành cung cấp số liệu"]
