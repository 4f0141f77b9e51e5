from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Draft = Callable[..., dict[str, Any]]
SIGNED = "UBND tỉnh Yên Bái và Tập đoàn Viettel ký thỏa thuận hợp tác chuyển đổi số. "


def people(draft: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["value"], one["role"]) for one in draft["people"]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Dự lễ có ông Trần Huy Tuấn, Chủ tịch UBND tỉnh.", [("Trần Huy Tuấn", "Chủ tịch UBND tỉnh")]),
        ("Bí thư Tỉnh ủy Yên Bái Đỗ Đức Duy dự lễ.", [("Đỗ Đức Duy", "Bí thư Tỉnh ủy")]),
        (
            "Có đồng chí Vũ Thị Hiền Hạnh – TUV - Phó Chủ tịch UBND tỉnh; ông Cao Anh Sơn, Phó Tổng Giám đốc Viettel.",
            [("Vũ Thị Hiền Hạnh", "TUV, Phó Chủ tịch UBND tỉnh"), ("Cao Anh Sơn", "Phó Tổng Giám đốc")],
        ),
        (
            "Chủ tịch UBND tỉnh Trần Huy Tuấn, Phó Chủ tịch Thường trực UBND tỉnh Nguyễn Thế Phước cùng dự.",
            [
                ("Trần Huy Tuấn", "Chủ tịch UBND tỉnh"),
                ("Nguyễn Thế Phước", "Phó Chủ tịch Thường trực UBND tỉnh"),
            ],
        ),
        (
            "Thiếu tướng Tào Đức Thắng - Chủ tịch kiêm Tổng Giám đốc Viettel tham dự.",
            [("Tào Đức Thắng", "Thiếu tướng, Chủ tịch kiêm Tổng Giám đốc")],
        ),
        (
            "PGS.TS. Lê Thị Mai, Giám đốc Sở Khoa học và Công nghệ tỉnh Yên Bái, trình bày đề án.",
            [("Lê Thị Mai", "PGS.TS., Giám đốc Sở Khoa học và Công nghệ")],
        ),
        ("Ông John Walker, Phó Chủ tịch tập đoàn, gửi lời chúc.", [("John Walker", "Phó Chủ tịch")]),
        (
            "Dự có các Phó Chủ tịch UBND tỉnh: Nguyễn Thế Phước, Ngô Hạnh Phúc.",
            [("Nguyễn Thế Phước", "Phó Chủ tịch UBND tỉnh"), ("Ngô Hạnh Phúc", "Phó Chủ tịch UBND tỉnh")],
        ),
        (
            "Chủ tịch Ủy ban nhân dân tỉnh Trần Huy Tuấn nêu ý kiến.",
            [("Trần Huy Tuấn", "Chủ tịch UBND tỉnh")],
        ),
    ],
)
def test_a_person_is_named_with_every_office_beside_the_name(
    draft_of: Draft, sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert people(draft_of(SIGNED + sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Ông Trần Huy Tuấn, Chủ tịch UBND tỉnh chủ trì hội nghị.", "chair"),
        ("Phát biểu tại lễ ký, ông Trần Huy Tuấn, Chủ tịch UBND tỉnh cảm ơn tập đoàn.", "speaker"),
        ("Lễ ký diễn ra dưới sự chứng kiến của ông Trần Huy Tuấn, Chủ tịch UBND tỉnh.", "witness"),
        ("Tham dự có ông Trần Huy Tuấn, Chủ tịch UBND tỉnh.", "present"),
        ("Chủ tịch UBND tỉnh Trần Huy Tuấn và ông Cao Anh Sơn, Phó Tổng Giám đốc đã ký thỏa thuận.", "signatory"),
    ],
)
def test_what_a_person_does_is_read_from_the_words_around(draft_of: Draft, sentence: str, act: str) -> None:
    found = {one["value"]: one["act"] for one in draft_of(SIGNED + sentence)["people"]}
    assert found["Trần Huy Tuấn"] == act


def test_a_person_stands_for_the_side_they_are_introduced_with(draft_of: Draft) -> None:
    text = SIGNED + "Về phía tỉnh có đồng chí Trần Huy Tuấn, Chủ tịch. Về phía Viettel có ông Cao Anh Sơn, Giám đốc."
    assert [one["org"] for one in draft_of(text)["people"]] == ["Yên Bái", "VIETTEL"]


def test_the_head_of_a_body_has_that_office_too(draft_of: Draft) -> None:
    text = SIGNED + "Ban Chỉ đạo do Bí thư Tỉnh ủy Đỗ Đức Duy làm Trưởng ban."
    assert ("Đỗ Đức Duy", "Trưởng ban Ban Chỉ đạo") in people(draft_of(text))


def test_a_name_without_an_office_is_left_out(draft_of: Draft) -> None:
    assert people(draft_of(SIGNED + "Lễ ký tại đường Trần Phú.\n\nLê Thu Hà")) == []
