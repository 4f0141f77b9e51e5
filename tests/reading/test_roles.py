from __future__ import annotations

from collections.abc import Callable

import pytest

from donghanh.reading.roles import RoleReader
from donghanh.reading.segments import Segmented
from donghanh.reading.vocabulary import Vocabulary

Segment = Callable[[str], Segmented]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (", Giám đốc Sở Thông tin và Truyền thông phát biểu", ["Giám đốc Sở Thông tin và Truyền thông"]),
        (
            " - Ủy viên BTV Tỉnh ủy - Bí thư Thành ủy, trưởng đoàn.",
            ["Ủy viên BTV Tỉnh ủy", "Bí thư Thành ủy", "trưởng đoàn"],
        ),
        (", Chủ tịch HĐQT kiêm Tổng Giám đốc cho biết", ["Chủ tịch HĐQT kiêm Tổng Giám đốc"]),
        (" cho biết kế hoạch", []),
    ],
)
def test_a_role_behind_a_name_ends_where_its_words_end(
    segmented: Segment, vocabulary: Vocabulary, text: str, parts: list[str]
) -> None:
    role = RoleReader(segmented(text), vocabulary).after(0, len(text))
    assert [text[start:end] for start, end in (role.parts if role else ())] == parts


def test_a_role_before_a_name_may_hold_unknown_words(segmented: Segment, vocabulary: Vocabulary) -> None:
    text = "do Phó Trưởng ban Quản lý cửa khẩu xanh Lò Văn Muôn"
    role = RoleReader(segmented(text), vocabulary).before(text.index("Lò"), 0)
    assert role is not None
    assert text[role.start : role.end] == "Phó Trưởng ban Quản lý cửa khẩu xanh"
