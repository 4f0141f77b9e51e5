from __future__ import annotations

from collections.abc import Callable
from typing import Any

Draft = Callable[..., dict[str, Any]]
REVIEW = "Ngày 5/3/2024, UBND tỉnh Kon Tum và Tập đoàn VNPT sơ kết 2 năm thực hiện thỏa thuận hợp tác. "


def figures(draft: dict[str, Any]) -> list[str]:
    return [one["figure"] for one in draft["results"]]


def test_figures_reached_are_results_with_what_they_count(draft_of: Draft) -> None:
    text = REVIEW + "Đến nay đã có 1.240 cán bộ được tập huấn; 98,5% hồ sơ được xử lý đúng hạn."
    assert figures(draft_of(text)) == ["1.240 cán bộ", "98,5% hồ sơ"]


def test_work_done_without_a_figure_is_not_measured(draft_of: Draft) -> None:
    (result,) = draft_of(REVIEW + "VNPT đã hoàn thành mạng truyền số liệu của tỉnh.")["results"]
    assert result["measured"] == "no"


def test_figures_that_are_promised_are_no_results(draft_of: Draft) -> None:
    assert figures(draft_of(REVIEW + "Thời gian tới, VNPT sẽ tập huấn cho 500 cán bộ.")) == []
