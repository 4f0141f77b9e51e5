from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Draft = Callable[..., dict[str, Any]]


@pytest.mark.parametrize(
    ("text", "party_a", "partners"),
    [
        (
            "UBND tỉnh Lào Cai ký thỏa thuận hợp tác với FPT, Viettel và VNPT. Dự lễ có đại diện CMC, MISA.",
            ["Lào Cai"],
            ["FPT", "VIETTEL", "VNPT"],
        ),
        (
            "Sáng 5/9, UBND tỉnh Bắc Giang, UBND tỉnh Bắc Ninh và Tập đoàn VNPT ký thỏa thuận hợp tác.",
            ["Bắc Giang", "Bắc Ninh"],
            ["VNPT"],
        ),
        (
            "Tại Hà Nội, UBND tỉnh Điện Biên và Viettel ký kết hợp tác. Hà Nội và Đà Nẵng đi đầu về chuyển đổi số.",
            ["Điện Biên"],
            ["VIETTEL"],
        ),
        (
            "UBND huyện Mê Linh (TP. Hà Nội) và Viettel Hà Nội ký biên bản ghi nhớ hợp tác.",
            ["huyện Mê Linh"],
            ["VIETTEL"],
        ),
        ("UBND TP Thủ Đức và Tập đoàn Công nghệ CMC ký thỏa thuận hợp tác.", ["Thủ Đức"], ["CMC"]),
        (
            "Lễ ký giữa Bộ Tư pháp và Tập đoàn Công nghiệp – Viễn thông Quân đội diễn ra chiều nay.",
            ["Bộ Tư pháp"],
            ["VIETTEL"],
        ),
        ("Bộ GD&ĐT và VNPT ký chương trình phối hợp.", ["Bộ Giáo dục và Đào tạo"], ["VNPT"]),
        (
            "Trường Đại học Sông Hồng và Tập đoàn Viettel ký thỏa thuận hợp tác nghiên cứu.",
            ["Trường Đại học Sông Hồng"],
            ["VIETTEL"],
        ),
        ("UBND thành phố Huế và Đại học Quốc gia Thành phố Hồ Chí Minh ký thỏa thuận hợp tác.", ["Huế"], ["VNU_HCM"]),
        (
            "UBND tỉnh Hưng Yên và Công ty Cổ phần Công nghệ Mây Xanh ký biên bản ghi nhớ hợp tác.",
            ["Hưng Yên"],
            ["MAY_XANH"],
        ),
        ("Bí thư Tỉnh ủy tiếp và làm việc với Tập đoàn FPT về hợp tác chuyển đổi số.", [], ["FPT"]),
        ("TP.HCM và Microsoft Việt Nam ký bản ghi nhớ hợp tác.", ["TP Hồ Chí Minh"], ["MICROSOFT"]),
        ("Báo Quảng Nam - UBND tỉnh Quảng Ngãi làm việc với VNPT Quảng Ngãi về hợp tác.", ["Quảng Ngãi"], ["VNPT"]),
    ],
)
def test_both_sides_are_found(draft_of: Draft, text: str, party_a: list[str], partners: list[str]) -> None:
    flat = draft_of(text)["flat"]
    assert (flat["province"], flat["partner"]) == (party_a, partners)


@pytest.mark.parametrize(
    ("text", "party_a"),
    [
        (
            "VNPT đã ký thỏa thuận với UBND tỉnh Hà Giang (ngày 10/1), UBND tỉnh Tuyên Quang và UBND tỉnh Lạng Sơn.",
            ["Hà Giang", "Tuyên Quang", "Lạng Sơn"],
        ),
        ("Tại phường Long An, UBND tỉnh Tây Ninh và VNPT ký thỏa thuận hợp tác.", ["Tây Ninh"]),
        ("Tại tỉnh Lào Cai, UBND tỉnh Yên Bái và VNPT ký thỏa thuận hợp tác.", ["Yên Bái"]),
        ("VNPT giúp xây dựng hạ tầng số tại tỉnh Lào Cai theo thỏa thuận hợp tác.", ["Lào Cai"]),
    ],
)
def test_places_side_by_side_are_all_parties_and_mere_locations_are_not(
    draft_of: Draft, text: str, party_a: list[str]
) -> None:
    assert draft_of(text)["flat"]["province"] == party_a


@pytest.mark.parametrize(
    ("province", "status", "current"),
    [
        ("Hải Dương", "abolished_2025", "Hải Phòng"),
        ("Quảng Trị", "enlarged_2025", "Quảng Trị"),
        ("Thừa Thiên Huế", "renamed_2025", "Huế"),
        ("Cao Bằng", "unchanged", "Cao Bằng"),
    ],
)
def test_a_province_says_what_became_of_it_in_2025(draft_of: Draft, province: str, status: str, current: str) -> None:
    (party,) = draft_of(f"UBND tỉnh {province} và Tập đoàn FPT ký thỏa thuận hợp tác.")["party_a"]
    assert party["after_2025_merger"] == {"status": status, "current": current}
    assert (party["level"], party["org"]) == ("province", f"UBND tỉnh {province}")


def test_an_ordinary_word_is_not_taken_for_a_province(draft_of: Draft) -> None:
    record = draft_of("UBND tỉnh Long An làm việc với Tập đoàn FPT về hợp tác. Nhân dân mong muốn hòa bình.")
    assert record["flat"]["province"] == ["Long An"]


def test_every_alias_of_a_partner_shows_as_evidence(draft_of: Draft) -> None:
    text = (
        "Tỉnh Lai Châu hợp tác với Viettel\nSáng 5/9, UBND tỉnh Lai Châu và Tập đoàn Công nghiệp - Viễn "
        "thông Quân đội (Viettel) ký thỏa thuận."
    )
    (partner,) = draft_of(text)["partners"]
    assert [span["text"] for span in partner["evidence"]] == [
        "Viettel",
        "Tập đoàn Công nghiệp - Viễn thông Quân đội (Viettel)",
    ]
