from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Draft = Callable[..., dict[str, Any]]


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        (
            "Hai bên phát triển chính quyền số, kinh tế số và xã hội số.",
            {"digital_government", "digital_economy", "digital_society"},
        ),
        ("Lắp đặt trung tâm điều hành thông minh (IOC).", {"smart_city"}),
        ("Sở Y tế và Sở Giáo dục và Đào tạo dự họp.", set()),
        ("Hợp tác phục vụ y tế, giáo dục và đào tạo.", {"s_health", "s_education"}),
        ("Cải thiện môi trường đầu tư của tỉnh.", set()),
        ("Quan trắc môi trường tại các khu công nghiệp.", {"s_environment_land"}),
        ("Đảm bảo an toàn, an ninh thông tin.", {"information_security"}),
        ("Giữ gìn an ninh trật tự.", {"s_public_security"}),
        ("Ai cũng được hỗ trợ.", set()),
        ("Các nhóm việc:\n- Doanh nghiệp\n- Hạ tầng", {"enterprise_dx", "digital_infrastructure"}),
        ("Nhiều doanh nghiệp đến dự.", set()),
        ("Giúp các doanh nghiệp trên địa bàn tham gia chuyển đổi số.", {"enterprise_dx"}),
    ],
)
def test_areas_are_named_by_phrases_and_not_by_offices(draft_of: Draft, text: str, areas: set[str]) -> None:
    assert {one["value"] for one in draft_of(text)["areas"]} == areas


def test_every_area_has_the_words_it_was_read_from(draft_of: Draft) -> None:
    text = "Đào tạo cán bộ; bồi dưỡng giáo viên."
    (area,) = draft_of(text)["areas"]
    assert [one["text"] for one in area["evidence"]] == ["Đào tạo", "bồi dưỡng"]
