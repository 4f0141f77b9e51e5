from __future__ import annotations

from collections.abc import Callable

import pytest

from donghanh.reading.names import find_names
from donghanh.reading.segments import Segmented
from donghanh.reading.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bí thư Tỉnh ủy Cà Mau Nguyễn Hồ Hải đến dự.", ["Nguyễn Hồ Hải"]),
        ("Chủ tịch UBND tỉnh Hải Dương Triệu Thế Hùng đến dự.", ["Triệu Thế Hùng"]),
        ("Phó Chủ tịch UBND thành phố Ngô Văn Quý đến dự.", ["Ngô Văn Quý"]),
        ("Chủ tịch UBND huyện Hoàng Thị Bình đến dự.", ["Hoàng Thị Bình"]),
        ("Ông Lê Văn Nam Phó Giám đốc đến dự.", ["Lê Văn Nam"]),
        ("Mô hình ở huyện Vũ Quang và phường Lê Hồng Phong.", []),
        ("Ông Ravi Kumar đến dự.", ["Ravi Kumar"]),
        ("Hội nghị tại Hà Tĩnh và Thái Bình.", []),
    ],
)
def test_people_are_told_from_places(
    segmented: Callable[[str], Segmented], vocabulary: Vocabulary, text: str, names: list[str]
) -> None:
    found = find_names(segmented(text), vocabulary)
    assert [text[name.start : name.end] for name in found] == names
