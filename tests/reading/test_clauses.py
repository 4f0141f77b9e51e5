from __future__ import annotations

from collections.abc import Callable

import pytest

from donghanh.reading.clauses import Clauses
from donghanh.reading.segments import Segmented
from donghanh.reading.vocabulary import Vocabulary

Segment = Callable[[str], Segmented]


def clauses(text: str, segmented: Segment, vocabulary: Vocabulary) -> list[str]:
    cutter = Clauses(segmented(text), vocabulary)
    pieces = cutter.pieces(0, len(text))
    return [text[a:b] for piece in pieces for a, b in cutter.cut(*piece, single=len(pieces) == 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("khảo sát hiện trạng; đào tạo cán bộ xã.", ["khảo sát hiện trạng", "đào tạo cán bộ xã"]),
        ("khảo sát, tư vấn và hỗ trợ tỉnh xây dựng đề án", ["khảo sát, tư vấn và hỗ trợ tỉnh xây dựng đề án"]),
        (
            "xây dựng trung tâm dữ liệu của tỉnh và đào tạo đội ngũ vận hành",
            ["xây dựng trung tâm dữ liệu của tỉnh", "đào tạo đội ngũ vận hành"],
        ),
        ("1) nâng cấp mạng diện rộng, nhằm phục vụ người dân tốt hơn", ["nâng cấp mạng diện rộng"]),
        ("hỗ trợ các xã (gồm; cả vùng sâu) lắp mạng", ["hỗ trợ các xã (gồm; cả vùng sâu) lắp mạng"]),
    ],
)
def test_promises_are_cut_where_a_new_piece_of_work_begins(
    segmented: Segment, vocabulary: Vocabulary, text: str, expected: list[str]
) -> None:
    assert clauses(text, segmented, vocabulary) == expected
