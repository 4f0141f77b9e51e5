from __future__ import annotations

from collections.abc import Callable
from typing import Any

Draft = Callable[..., dict[str, Any]]
SIGNED = "UBND tỉnh Bắc Kạn và Tập đoàn VNPT ký thỏa thuận hợp tác chuyển đổi số. "


def test_a_body_has_its_full_name_and_its_head(draft_of: Draft) -> None:
    text = SIGNED + (
        "Tỉnh lập Ban Chỉ đạo thực hiện thỏa thuận do Chủ tịch UBND tỉnh Nguyễn Đăng Bình làm Trưởng ban. "
        "Ban Chỉ đạo họp mỗi quý."
    )
    (body,) = draft_of(text)["bodies"]
    assert (body["value"], body["name"]) == ("steering_committee", "Ban Chỉ đạo thực hiện thỏa thuận")
    assert body["head"] == "Nguyễn Đăng Bình"


def test_a_body_only_intended_is_planned(draft_of: Draft) -> None:
    (body,) = draft_of(SIGNED + "Hai bên sẽ thành lập tổ công tác chung.")["bodies"]
    assert (body["value"], body["state"]) == ("working_group", "planned")


def test_several_of_a_kind_are_counted(draft_of: Draft) -> None:
    (body,) = draft_of(SIGNED + "Tập đoàn cử 5 tiểu ban làm việc với các sở.")["bodies"]
    assert (body["value"], body["count"]) == ("subcommittee", "5")


def test_the_contact_office_is_a_focal_unit(draft_of: Draft) -> None:
    (body,) = draft_of(SIGNED + "Sở Khoa học và Công nghệ là cơ quan đầu mối của tỉnh.")["bodies"]
    assert (body["value"], body["name"]) == ("focal_unit", "Sở Khoa học và Công nghệ")
