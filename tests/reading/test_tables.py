from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from donghanh.reading.segments import Segmented
from donghanh.reading.tables import task_rows

Cut = Callable[[str], Segmented]
Draft = Callable[..., dict[str, Any]]

_ROWS = (
    "STT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian",
    "1\tSố hóa dữ liệu đất đai tại 10 huyện\tSở TN&MT\tQuý III/2024",
    "2\tTập huấn an toàn thông tin cho cán bộ cấp xã\tViettel\tTháng 9/2024",
)


@pytest.mark.parametrize("between", ["\t", " | "])
def test_a_row_says_what_is_to_be_done_and_who_leads_it(segmented: Cut, between: str) -> None:
    text = segmented("\n".join(_ROWS).replace("\t", between))
    found = [(text.text[r.task.start : r.task.end], text.text[r.leader.start : r.leader.end]) for r in task_rows(text)]
    assert found == [
        ("Số hóa dữ liệu đất đai tại 10 huyện", "Sở TN&MT"),
        ("Tập huấn an toàn thông tin cho cán bộ cấp xã", "Viettel"),
    ]


def test_a_table_without_a_column_for_who_leads_has_no_tasks(segmented: Cut) -> None:
    assert not list(task_rows(segmented("STT\tNhiệm vụ\tGhi chú\n1\tSố hóa dữ liệu\tđang làm")))


def test_the_tasks_of_a_cooperation_plan_are_commitments_of_who_leads_them(draft_of: Draft) -> None:
    heading = "KẾ HOẠCH HỢP TÁC NĂM 2024\nThỏa thuận hợp tác giữa UBND tỉnh Nam Định và Tập đoàn Viettel\n"
    draft = draft_of(heading + "\n".join(_ROWS))
    assert [one["who"] for one in draft["commitments"]] == ["PARTY_A", "VIETTEL"]
