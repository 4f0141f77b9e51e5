"""Invented news, minutes, a notice and an agreement, in the manner of the real ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

Draft = Callable[..., dict[str, Any]]
SIGNED = "Sáng 9/5/2023, UBND tỉnh Hà Nam và Tập đoàn FPT ký thỏa thuận hợp tác chuyển đổi số giai đoạn 2023-2027.\n\n"


def commitments(draft: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one["who"], one["status"], one["evidence"][0]["text"]) for one in draft["commitments"]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Theo đó, FPT sẽ khảo sát hiện trạng các xã; xây dựng cổng dữ liệu mở.",
            [("FPT", "agreed", "khảo sát hiện trạng các xã"), ("FPT", "agreed", "xây dựng cổng dữ liệu mở")],
        ),
        (
            "Chủ tịch UBND tỉnh Trương Quốc Huy đề nghị FPT sớm cử chuyên gia; ưu tiên đào tạo cán bộ xã.",
            [("FPT", "requested", "sớm cử chuyên gia"), ("FPT", "requested", "ưu tiên đào tạo cán bộ xã")],
        ),
        (
            "FPT kiến nghị tỉnh bố trí mặt bằng sạch cho trường học.",
            [("PARTY_A", "requested", "bố trí mặt bằng sạch cho trường học")],
        ),
        (
            "FPT đề xuất lập trung tâm đào tạo tại thành phố Phủ Lý.",
            [("FPT", "proposed", "lập trung tâm đào tạo tại thành phố Phủ Lý")],
        ),
        (
            "Hai bên ký thỏa thuận với các nội dung: phát triển hạ tầng số; đào tạo nguồn nhân lực số.",
            [("BOTH", "agreed", "phát triển hạ tầng số"), ("BOTH", "agreed", "đào tạo nguồn nhân lực số")],
        ),
        (
            "Về phía tỉnh sẽ tạo điều kiện để FPT triển khai dự án.",
            [("PARTY_A", "agreed", "tạo điều kiện để FPT triển khai dự án")],
        ),
        (
            "Tỉnh giao Sở Nội vụ theo dõi việc thực hiện thỏa thuận.",
            [("PARTY_A", "agreed", "giao Sở Nội vụ theo dõi việc thực hiện thỏa thuận")],
        ),
        (
            "Ông Lê Hồng Việt, Tổng Giám đốc FPT cho biết: “Chúng tôi sẽ mở lớp học miễn phí cho học sinh”.",
            [("FPT", "agreed", "mở lớp học miễn phí cho học sinh")],
        ),
        (
            "FPT muốn cùng tỉnh dựng trung tâm điều hành; hứa cử 10 kỹ sư trực tại chỗ.",
            [
                ("FPT", "proposed", "cùng tỉnh dựng trung tâm điều hành"),
                ("FPT", "agreed", "cử 10 kỹ sư trực tại chỗ"),
            ],
        ),
        (
            "“Chúng tôi cam kết không thu phí trong năm đầu”, ông Lê Hồng Việt, Tổng Giám đốc FPT nói.",
            [("FPT", "agreed", "không thu phí trong năm đầu")],
        ),
        (
            "Chủ tịch UBND tỉnh nhờ FPT soát lại các hệ thống thông tin.",
            [("FPT", "requested", "soát lại các hệ thống thông tin")],
        ),
        ("Thỏa thuận sẽ góp phần đưa tỉnh tiến nhanh.", []),
        ("FPT đã xây dựng cổng dịch vụ công của tỉnh.", []),
        ("UBND tỉnh tổ chức hội nghị triển khai thỏa thuận.", []),
    ],
)
def test_who_is_to_act_and_whether_it_is_agreed(
    draft_of: Draft, sentence: str, expected: list[tuple[str, str, str]]
) -> None:
    assert commitments(draft_of(SIGNED + sentence)) == expected


def test_a_sentence_without_subject_goes_on_with_the_one_before(draft_of: Draft) -> None:
    text = (
        SIGNED + "FPT sẽ hỗ trợ tỉnh số hóa tài liệu lưu trữ. Đồng thời, phối hợp xây dựng nền tảng du lịch thông minh."
    )
    assert [who for who, *_ in commitments(draft_of(text))] == ["FPT", "FPT"]


def test_a_promise_said_to_recur_says_how_often(draft_of: Draft) -> None:
    (found,) = draft_of(SIGNED + "FPT sẽ tặng 50 suất học bổng mỗi năm cho học sinh nghèo.")["commitments"]
    assert (found["recurs"], found["amount"]) == ("yearly", "50 suất")


def test_the_same_promise_in_a_caption_counts_once(draft_of: Draft) -> None:
    text = SIGNED + "FPT sẽ xây dựng trường liên cấp tại Phủ Lý.\n\nFPT sẽ xây dựng trường liên cấp tại Phủ Lý"
    assert len(commitments(draft_of(text))) == 1


def test_a_plan_without_a_partner_promises_nothing(draft_of: Draft) -> None:
    text = (
        "KẾ HOẠCH\nChuyển đổi số tỉnh Hà Nam năm 2024\n\nSở Nội vụ sẽ xây dựng kho dữ liệu cán bộ; đào tạo công chức."
    )
    assert commitments(draft_of(text)) == []


def test_every_span_stands_in_the_input_however_it_is_encoded(draft_of: Draft) -> None:
    plain = SIGNED + "FPT sẽ khảo sát hiện trạng các xã; xây dựng cổng dữ liệu mở."
    for text in (plain, unicodedata.normalize("NFD", plain), plain.replace(" ", "\u00a0")):
        found = draft_of(text)["commitments"]
        assert len(found) == 2
        for one in found:
            (span,) = one["evidence"]
            assert text[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Chủ tịch UBND tỉnh Trần Văn Minh đánh giá cao đề xuất của VNPT; đồng thời đề nghị cử người giúp tỉnh.",
            [("VNPT", "requested", "cử người giúp tỉnh")],
        ),
        (
            "Ông Lê Văn Hùng, Giám đốc VNPT cảm ơn tỉnh Sơn La đã tin tưởng, cam kết sẽ huy động mọi nguồn lực.",
            [("VNPT", "agreed", "huy động mọi nguồn lực")],
        ),
        (
            "Ông Lê Văn Hùng, Giám đốc VNPT đề xuất tỉnh dành quỹ đất xây dựng trường; cam kết hỗ trợ tỉnh nâng hạng.",
            [
                ("PARTY_A", "requested", "dành quỹ đất xây dựng trường"),
                ("VNPT", "agreed", "hỗ trợ tỉnh nâng hạng"),
            ],
        ),
        (
            "Hai bên thống nhất: VNPT cung cấp nền tảng dữ liệu; tỉnh lựa chọn địa bàn thí điểm.",
            [
                ("VNPT", "agreed", "VNPT cung cấp nền tảng dữ liệu"),
                ("PARTY_A", "agreed", "tỉnh lựa chọn địa bàn thí điểm"),
            ],
        ),
        ("Sở Y tế tỉnh Sơn La phối hợp VNPT tổ chức lễ ký kết thỏa thuận hợp tác.", []),
    ],
)
def test_who_asks_and_who_pledges_is_told_from_the_whole_sentence(
    draft_of: Draft, sentence: str, expected: list[tuple[str, str, str]]
) -> None:
    draft = draft_of(f"UBND tỉnh Sơn La và Tập đoàn VNPT ký thỏa thuận hợp tác về chuyển đổi số.\n{sentence}")
    found = [(one["who"], one["status"], one["evidence"][0]["text"]) for one in draft["commitments"]]
    assert found == expected
