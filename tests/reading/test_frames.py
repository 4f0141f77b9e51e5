from __future__ import annotations

from collections.abc import Callable

import pytest

from donghanh.reading.actors import Actors
from donghanh.reading.clauses import Clauses
from donghanh.reading.definition import BOTH, PARTY_A, Context, Finding, Mention
from donghanh.reading.frames import FrameReader
from donghanh.reading.segments import Segmented
from donghanh.reading.vocabulary import Vocabulary

Segment = Callable[[str], Segmented]


def frames(text: str, segmented: Segment, vocabulary: Vocabulary) -> list[tuple[str, str, str]]:
    segments = segmented(text)
    mentions = tuple(Mention(at, at + 4, "VNPT") for at in range(len(text)) if segments.key.startswith("vnpt", at))
    context = Context(None, True, (Finding("Sơn La", ()),), (Finding("VNPT", ()),), (), (), mentions)
    actors = Actors(segments, vocabulary, context, [])
    reader = FrameReader(segments, vocabulary, actors, Clauses(segments, vocabulary))
    opened = reader.opened(0, len(text), 0, None)
    return [(one.frame.who, one.frame.status, text[one.content :].split()[0]) for one in opened]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tỉnh cam kết bố trí mặt bằng", [(PARTY_A, "agreed", "bố")]),
        ("Tỉnh đề nghị VNPT hoàn thành khảo sát", [("VNPT", "requested", "hoàn")]),
        ("Đối với VNPT, tỉnh đề nghị tập trung nguồn lực", [("VNPT", "requested", "tập")]),
        ("Tỉnh yêu cầu lập lộ trình", [(BOTH, "requested", "lập")]),
        ("VNPT xin tỉnh xem xét giá thuê đất", [(PARTY_A, "proposed", "xem")]),
        (
            "VNPT hứa tặng máy tính và mong tỉnh cử giáo viên",
            [("VNPT", "agreed", "tặng"), (PARTY_A, "requested", "cử")],
        ),
        ("VNPT cần bổ sung nhân sự", [("VNPT", "requested", "bổ")]),
        ("Hai bên thống nhất xây dựng kế hoạch năm", [(BOTH, "agreed", "xây")]),
        ("VNPT đáp ứng yêu cầu của người dân", []),
        ("VNPT sẽ được hưởng lợi", []),
        ("Lãnh đạo tỉnh mong muốn tiếp tục đồng hành", []),
    ],
)
def test_a_cue_opens_a_frame_for_whom_it_binds(
    segmented: Segment, vocabulary: Vocabulary, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert frames(text, segmented, vocabulary) == expected
