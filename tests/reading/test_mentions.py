from __future__ import annotations

from collections.abc import Callable

import pytest

from donghanh.reading.mentions import departments, partner_mentions, public_mentions
from donghanh.reading.segments import Segmented
from donghanh.reading.vocabulary import Vocabulary

Cut = Callable[[str], Segmented]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UBND tỉnh Sơn La họp", [("Sơn La", "province", "ubnd")]),
        ("Ủy ban nhân dân thành phố Đà Nẵng họp", [("Đà Nẵng", "city", "ủy ban nhân dân")]),
        ("VNPT Sơn La báo cáo", []),
        ("hội nghị tại Hà Nội", []),
        ("Hà Nội, ngày 5 tháng 6", []),
        ("đi TP Hà Tĩnh", []),
        ("UBND quận 12 họp", [("quận 12", "district", "ubnd")]),
        ("UBND thành phố Thủ Đức và FPT", [("Thủ Đức", "district", "ubnd")]),
        ("Bộ TT&TT và Viettel", [("Bộ Thông tin và Truyền thông", "ministry", "")]),
    ],
)
def test_public_bodies_are_told_from_branches_and_mere_locations(
    segmented: Cut, vocabulary: Vocabulary, text: str, expected: list[tuple[str, str, str]]
) -> None:
    found = public_mentions(segmented(text), vocabulary)
    assert [(one.value, one.level, one.office) for one in found] == expected


def test_a_school_stands_for_itself_and_not_for_the_university_above_it(segmented: Cut, vocabulary: Vocabulary) -> None:
    text = segmented("ký với Trường Đại học Sông Hồng (Đại học Quốc gia Hà Nội)")
    assert [one.value for one in partner_mentions(text, vocabulary)] == ["DAI_HOC_SONG_HONG"]


def test_the_acronym_a_text_gives_an_unlisted_company_is_its_id(segmented: Cut, vocabulary: Vocabulary) -> None:
    text = segmented("ký với Tập đoàn Đất đai và Nhà ở Sông Xanh (SXH)")
    assert [one.value for one in partner_mentions(text, vocabulary)] == ["SXH"]


def test_departments_are_known_by_their_form(segmented: Cut, vocabulary: Vocabulary) -> None:
    found = departments(segmented("do Sở Y tế Hà Nội và Công an tỉnh lo"), vocabulary)
    assert [one.value for one in found] == ["Sở Y tế Hà Nội", "Công an tỉnh"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ký với VNPT Lâm Đồng", ("VNPT", "VNPT Lâm Đồng")),
        ("ký với Viễn thông Lâm Đồng", ("VNPT", "Viễn thông Lâm Đồng")),
        ("ký với MobiFone tỉnh Hà Tĩnh", ("MOBIFONE", "MobiFone tỉnh Hà Tĩnh")),
        ("ký với Bưu điện tỉnh Sơn La", ("VIETNAM_POST", "Bưu điện tỉnh Sơn La")),
        ("ký với Intel Products Việt Nam", ("INTEL", "Intel Products Việt Nam")),
    ],
)
def test_the_office_of_a_group_in_a_province_is_the_group(
    segmented: Cut, vocabulary: Vocabulary, text: str, expected: tuple[str, str]
) -> None:
    cut = segmented(text)
    assert [(one.value, cut.text[one.start : one.end]) for one in partner_mentions(cut, vocabulary)] == [expected]
