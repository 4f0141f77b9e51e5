from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("ký thoả thuận hợp tác chiến lược về chuyển đổi số", "strategic_agreement"),
        ("ký thỏa thuận hợp tác toàn diện", "agreement"),
        ("ký kết biên bản ghi nhớ hợp tác", "mou"),
        ("ký bản ghi nhớ về hợp tác chiến lược", "mou"),
        ("ký MOU hợp tác", "mou"),
        ("ký biên bản hợp tác", "cooperation_minutes"),
        ("ký quy chế phối hợp", "coordination_regulation"),
        ("ký chương trình phối hợp", "coordination_programme"),
        ("ký kế hoạch hợp tác năm 2024", "cooperation_plan"),
        ("ký hợp tác về chuyển đổi số", "unspecified"),
    ],
)
def test_the_instrument_is_named_by_the_most_telling_words(
    draft_of: Callable[..., dict[str, Any]], words: str, value: str
) -> None:
    found = draft_of(f"Ngày 5/9/2022, UBND tỉnh Lào Cai và Tập đoàn FPT đã {words}.")["instruments"]
    assert [(one["value"], one["of"]) for one in found] == [(value, "this")]


def test_what_is_still_to_be_signed_is_planned(draft_of: Callable[..., dict[str, Any]]) -> None:
    text = "Ngày 5/9/2022, UBND tỉnh Lào Cai làm việc với FPT. Tỉnh mong muốn hai bên sớm ký kết biên bản ghi nhớ."
    found = draft_of(text)["instruments"]
    assert [(one["value"], one["of"]) for one in found] == [("mou", "planned")]


def test_a_plan_that_is_no_agreement_is_its_own_instrument(draft_of: Callable[..., dict[str, Any]]) -> None:
    text = (
        "UBND TỈNH LÀO CAI\nSố: 12/KH-UBND\nLào Cai, ngày 15 tháng 02 năm 2022\nKẾ HOẠCH\nPhối hợp với "
        "các doanh nghiệp VNPT, FPT."
    )
    assert [one["value"] for one in draft_of(text)["instruments"]] == ["plan"]
