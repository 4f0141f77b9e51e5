from __future__ import annotations

from collections.abc import Callable

import pytest

from donghanh.reading.document_numbers import find_document_numbers
from donghanh.reading.segments import Segmented


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("theo Quyết định số 749/QĐ-TTg ngày 3/6/2020", "749/QĐ-TTg", "Quyết định số 749/QĐ-TTg"),
        ("Số: 1914/KH-UBND", "1914/KH-UBND", "1914/KH-UBND"),
        ("Nghị quyết số 57-NQ/TW của Bộ Chính trị", "57-NQ/TW", "Nghị quyết số 57-NQ/TW"),
        ("Nghị định số 30/2020/NĐ-CP về văn thư", "30/2020/NĐ-CP", "Nghị định số 30/2020/NĐ-CP"),
        ("Nghị quyết số 04 về chuyển đổi số", "NQ 04", "Nghị quyết số 04"),
        ("thỏa thuận số 68/TTHT-CAOBANG-VNPT ngày 26", "68/TTHT-CAOBANG-VNPT", "số 68/TTHT-CAOBANG-VNPT"),
    ],
)
def test_the_number_of_a_paper_is_found_with_its_kind(
    segmented: Callable[[str], Segmented], text: str, value: str, shown: str
) -> None:
    (found,) = find_document_numbers(segmented(text))
    assert (found.value, found.evidence[0].text) == (value, shown)


@pytest.mark.parametrize(
    "text", ["ngày 26/7/2022", "11/11 huyện", "4G/5G", "200 phòng GD&ĐT/50 tỉnh", "hoạt động 24/7"]
)
def test_dates_shares_and_techniques_are_no_numbers_of_papers(segmented: Callable[[str], Segmented], text: str) -> None:
    assert find_document_numbers(segmented(text)) == []
