from __future__ import annotations

from collections.abc import Callable
from typing import Any

Draft = Callable[..., dict[str, Any]]

NOTICE = """THÔNG BÁO
Kết luận của Phó Chủ tịch UBND tỉnh tại cuộc họp về thỏa thuận hợp tác giữa UBND tỉnh Bến Tre và Tập đoàn VNPT

Phó Chủ tịch UBND tỉnh kết luận như sau:
1. Giao Sở Tài chính cân đối kinh phí cho trung tâm điều hành.
2. Đề nghị Tập đoàn VNPT:
- Hoàn thành khảo sát tại các xã ven biển;
- Hỗ trợ đào tạo cán bộ vận hành.
3. Ủy ban nhân dân các huyện rà soát nhu cầu gửi Sở Khoa học và Công nghệ.
"""

MINUTES = """UBND tỉnh Bến Tre và Tập đoàn VNPT làm việc về thỏa thuận hợp tác chuyển đổi số.

Trách nhiệm của UBND tỉnh:
- Bố trí đầu mối phối hợp;
- Cung cấp số liệu cho khảo sát.

Trách nhiệm của Tập đoàn VNPT:
- Cử chuyên gia làm việc tại tỉnh;
- Xây dựng lộ trình triển khai.

Tổ chức thực hiện
- Biên bản được lập thành hai bản.
"""


def by_who(draft: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one["who"], one["status"], one["evidence"][0]["text"]) for one in draft["commitments"]]


def test_the_items_of_a_notice_are_asked_of_or_given_to_those_they_name(draft_of: Draft) -> None:
    found = by_who(draft_of(NOTICE))
    assert ("PARTY_A", "agreed", "Giao Sở Tài chính cân đối kinh phí cho trung tâm điều hành") in found
    assert ("VNPT", "requested", "Hoàn thành khảo sát tại các xã ven biển") in found
    assert ("VNPT", "requested", "Hỗ trợ đào tạo cán bộ vận hành") in found


def test_headings_of_duty_say_who_the_items_below_bind(draft_of: Draft) -> None:
    assert by_who(draft_of(MINUTES)) == [
        ("PARTY_A", "agreed", "Bố trí đầu mối phối hợp"),
        ("PARTY_A", "agreed", "Cung cấp số liệu cho khảo sát"),
        ("VNPT", "agreed", "Cử chuyên gia làm việc tại tỉnh"),
        ("VNPT", "agreed", "Xây dựng lộ trình triển khai"),
    ]
