from __future__ import annotations

from collections.abc import Callable

import pytest

from donghanh.reading.mentions import departments, partner_mentions, public_mentions, short_id
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
    ("name", "form", "expected"),
    [
        ("Mây Xanh Group", "công ty cổ phần", "MAY_XANH"),
        ("Đông Á Việt Nam", "tập đoàn", "DONG_A"),
        ("Sông Hồng", "trường đại học", "DAI_HOC_SONG_HONG"),
        ("KIOT", "công ty tnhh", "KIOT"),
    ],
)
def test_an_organisation_that_is_not_listed_gets_an_id_from_its_name(name: str, form: str, expected: str) -> None:
    assert short_id(name, form) == expected
