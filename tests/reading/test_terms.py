from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Draft = Callable[..., dict[str, Any]]
OPENING = "Ngày 5/9/2022, UBND tỉnh Lào Cai và Tập đoàn FPT ký thỏa thuận hợp tác chuyển đổi số "


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("giai đoạn 2022-2025.", [2022, 2025, None]),
        ("giai đoạn 2022 – 2025, tầm nhìn đến năm 2030.", [2022, 2025, 2030]),
        ("giai đoạn 2022 -2025, định hướng đến 2030.", [2022, 2025, 2030]),
        ("giai đoạn từ năm 2022 đến năm 2025.", [2022, 2025, None]),
        ("từ năm 2022 đến hết năm 2025.", [2022, 2025, None]),
        ("(2022—2025).", [2022, 2025, None]),
        ("đến năm 2025, định hướng đến năm 2030.", [None, 2025, 2030]),
    ],
)
def test_the_term_of_the_agreement_is_read_however_it_is_written(
    draft_of: Draft, words: str, expected: list[Any]
) -> None:
    assert draft_of(OPENING + words)["flat"]["period"] == [expected]


@pytest.mark.parametrize(
    "words",
    [
        "và lập kế hoạch chuyển đổi số giai đoạn 2022-2025. ",
        ". Tỉnh ủy đã có nghị quyết về chuyển đổi số giai đoạn 2021-2025, tầm nhìn đến năm 2030. ",
        ". Đại hội Đảng bộ tỉnh nhiệm kỳ 2020-2025 đã nêu. ",
        ". Quy hoạch tỉnh giai đoạn 2021-2030 cũng nêu. ",
    ],
)
def test_the_period_of_a_programme_plan_or_term_of_office_is_not_that_of_the_agreement(
    draft_of: Draft, words: str
) -> None:
    text = "Ngày 5/9/2022, UBND tỉnh Lào Cai làm việc với Tập đoàn FPT để bàn chuyển đổi số " + words
    assert draft_of(text)["flat"]["period"] == []


def test_of_an_old_and_a_new_term_the_one_being_signed_is_this_agreement(draft_of: Draft) -> None:
    text = (
        "Sáng 5/9/2020, UBND tỉnh Lào Cai và VNPT tổng kết thỏa thuận hợp tác giai đoạn 2015-2020 và ký "
        "thỏa thuận hợp tác giai đoạn 2020-2025."
    )
    roles = {one["value"]: one["of"] for one in draft_of(text)["periods"]}
    assert roles == {"2015-2020": "previous_agreement", "2020-2025": "this_agreement"}


def test_every_spelling_of_the_same_term_is_evidence_of_one_finding(draft_of: Draft) -> None:
    text = f"Lào Cai hợp tác với FPT giai đoạn 2022-2025\n{OPENING}giai đoạn 2022 – 2025, định hướng đến năm 2030."
    (period,) = draft_of(text)["periods"]
    assert [span["text"] for span in period["evidence"]] == [
        "giai đoạn 2022-2025",
        "giai đoạn 2022 – 2025, định hướng đến năm 2030",
    ]
    assert period["vision"] == 2030


def test_a_length_alone_is_kept_in_years(draft_of: Draft) -> None:
    text = (
        "Ngày 5/9/2022, UBND tỉnh Lào Cai làm việc với Tập đoàn FPT; hai bên sẽ ký biên bản ghi nhớ, "
        "khung hợp tác 5 năm."
    )
    (period,) = draft_of(text)["periods"]
    assert (period["duration_years"], period["of"], period["start"]) == ("5", "planned", None)


def test_the_year_in_the_title_of_a_plan_is_its_period(draft_of: Draft) -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nSố: 12/KH-UBND\nLào Cai, ngày 15 tháng 02 năm 2022\nKẾ "
        "HOẠCH\nChuyển đổi số tỉnh Lào Cai năm 2022"
    )
    assert draft_of(text)["flat"]["period"] == [[2022, 2022, None]]
