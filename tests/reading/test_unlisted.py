from __future__ import annotations

from collections.abc import Callable

import pytest

from donghanh.reading.segments import Segmented
from donghanh.reading.unlisted import short_id, unlisted

Cut = Callable[[str], Segmented]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Công ty Cổ phần Tiến bộ Sông Xanh ký", [("TIEN_BO_SONG_XANH", "company")]),
        ("CÔNG TY CỔ PHẦN TIẾN BỘ SÔNG XANH", [("TIEN_BO_SONG_XANH", "company")]),
        ("Công ty TNHH Giải pháp Số Phương Đông và UBND tỉnh", [("SO_PHUONG_DONG", "company")]),
        ("Tập đoàn ABX Group và UBND tỉnh", [("ABX_GROUP", "company")]),
        ("Trường Đại học Nha Trang - Công ty Sao Mai", [("DAI_HOC_NHA_TRANG", "university"), ("SAO_MAI", "company")]),
        ("Trường Đại học Kinh tế Sông Hồng", [("DAI_HOC_KINH_TE_SONG_HONG", "university")]),
        ("công ty sẽ đầu tư", []),
    ],
)
def test_an_organisation_is_known_by_its_form_up_to_the_end_of_its_name(
    segmented: Cut, text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(one.value, one.level) for one in unlisted(segmented(text))] == expected


def test_the_short_name_a_text_gives_stands_for_the_company_afterwards(segmented: Cut) -> None:
    text = segmented("Công ty Cổ phần Giải pháp Sông Xanh (SXG) ký với tỉnh. Theo đó, SXG sẽ tư vấn.")
    assert [(text.text[one.start : one.end], one.value) for one in unlisted(text)][1:] == [("SXG", "SXG")]


@pytest.mark.parametrize(
    ("name", "form", "expected"),
    [
        ("Mây Xanh Group", "công ty cổ phần", "MAY_XANH"),
        ("Đông Á Việt Nam", "tập đoàn", "DONG_A"),
        ("CT Group", "tập đoàn", "CT_GROUP"),
        ("Sông Hồng", "trường đại học", "DAI_HOC_SONG_HONG"),
        ("Sông Hồng", "đh", "DAI_HOC_SONG_HONG"),
        ("KIOT", "công ty tnhh", "KIOT"),
    ],
)
def test_an_organisation_that_is_not_listed_gets_an_id_from_its_name(name: str, form: str, expected: str) -> None:
    assert short_id(name, form) == expected
