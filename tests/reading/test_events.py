from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Sáng 5/9, UBND tỉnh Lào Cai và FPT ký thỏa thuận hợp tác.", {"signing"}),
        ("Sáng 5/9, UBND tỉnh Lào Cai làm việc với FPT về hợp tác.", {"working_meeting"}),
        ("Sáng 5/9, UBND tỉnh Lào Cai và FPT sơ kết 2 năm thực hiện thỏa thuận hợp tác.", {"interim_review"}),
        ("Sáng 5/9, UBND tỉnh Lào Cai và FPT tổng kết thỏa thuận hợp tác.", {"final_review"}),
        (
            "Sáng 5/9, UBND tỉnh Lào Cai và FPT tổng kết thỏa thuận giai đoạn trước và ký thỏa thuận mới.",
            {"final_review", "signing"},
        ),
        ("Sáng 5/9, UBND tỉnh Lào Cai và FPT ra mắt cổng dữ liệu mở theo nội dung hợp tác.", {"launch"}),
    ],
)
def test_the_opening_tells_the_kind_of_event(
    draft_of: Callable[..., dict[str, Any]], text: str, kinds: set[str]
) -> None:
    assert {one["value"] for one in draft_of(text)["event_kinds"]} == kinds


def test_an_official_paper_is_its_own_kind_of_event(draft_of: Callable[..., dict[str, Any]]) -> None:
    text = (
        "UBND TỈNH LÀO CAI\nSố: 12/QĐ-UBND\nLào Cai, ngày 15 tháng 02 năm 2022\nQUYẾT ĐỊNH\nPhê duyệt đề "
        "án chuyển đổi số."
    )
    assert [one["value"] for one in draft_of(text)["event_kinds"]] == ["decision"]
