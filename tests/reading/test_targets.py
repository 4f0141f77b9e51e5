from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Draft = Callable[..., dict[str, Any]]
SIGNED = "Ngày 5/3/2024, UBND tỉnh Kon Tum và Tập đoàn VNPT ký thỏa thuận hợp tác chuyển đổi số giai đoạn 2024-2030. "


@pytest.mark.parametrize(
    ("sentence", "by"),
    [
        ("Phấn đấu đến năm 2026 toàn tỉnh phủ sóng 5G.", "2026"),
        ("Hai bên sẽ hoàn thành kho dữ liệu dùng chung trước tháng 6/2025.", "2025-06"),
        ("VNPT sẽ đưa nền tảng vào vận hành chậm nhất ngày 30/9/2024.", "2024-09-30"),
        ("VNPT lắp 300 trạm phát sóng trước 30/6/2026.", "2026-06-30"),
        ("Phấn đấu 2027: vào nhóm 20 tỉnh dẫn đầu.", "2027"),
        ("Phấn đấu 80% hồ sơ nộp qua mạng.", None),
        ("Quý II năm 2025 mở 10 lớp tập huấn cho cán bộ xã.", "2025-Q2"),
    ],
)
def test_a_dated_aim_is_a_target(draft_of: Draft, sentence: str, by: str | None) -> None:
    (target,) = draft_of(SIGNED + sentence)["targets"]
    assert target["by"] == by


@pytest.mark.parametrize(
    "sentence",
    [
        "Thỏa thuận có giai đoạn 2024 - 2030, tầm nhìn đến năm 2035.",
        "Năm 2022, hai bên đã hoàn thành khảo sát.",
        "Nghị quyết về chuyển đổi số đến năm 2025 đã được ban hành.",
    ],
)
def test_periods_and_past_years_are_no_targets(draft_of: Draft, sentence: str) -> None:
    assert draft_of(SIGNED + sentence)["targets"] == []
