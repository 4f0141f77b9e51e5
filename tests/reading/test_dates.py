from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Draft = Callable[..., dict[str, Any]]
SIGNED = "UBND tỉnh Lào Cai và Tập đoàn FPT ký kết thỏa thuận hợp tác chuyển đổi số."


def events(record: dict[str, Any]) -> list[str]:
    return record["flat"]["event_dates"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ngày 5/9/2022, ", "2022-09-05"),
        ("Sáng 05.09.2022, ", "2022-09-05"),
        ("Chiều ngày 5-9-2022, ", "2022-09-05"),
        ("Ngày 5 tháng 9 năm 2022, ", "2022-09-05"),
        ("(LC) - Chiều thứ Hai (5/9/2022), ", "2022-09-05"),
        ("Ngày 05 tháng 09/2022, ", "2022-09-05"),
        ("Trong hai ngày 5-6/9/2022, ", "2022-09-05/2022-09-06"),
        ("Ngày 5/9, ", "XXXX-09-05"),
        ("Ngày 31/2/2022, ", None),
    ],
)
def test_the_day_of_the_event_is_read_however_it_is_written(draft_of: Draft, words: str, expected: str | None) -> None:
    assert events(draft_of(words + SIGNED)) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2022-09-06", "2022-09-05"),
        ("2023-01-02", "2022-09-05"),
        ("2022-09", "2022-09-05"),
        ("2022-08-30", "2021-09-05"),
    ],
)
def test_the_year_comes_from_publication_and_the_day_is_never_after_it(
    draft_of: Draft, published: str, expected: str
) -> None:
    found = draft_of("Sáng 5/9, " + SIGNED, published)["event_dates"]
    assert [one["value"] for one in found] == [expected]
    assert found[0]["year_source"] == "published"


def test_a_publication_line_in_the_text_gives_the_year_and_is_no_event(draft_of: Draft) -> None:
    record = draft_of("Lào Cai hợp tác với FPT\n08:15, 06/09/2022\nSáng 5/9, " + SIGNED)
    assert events(record) == ["2022-09-05"]
    assert record["published_in_text"]["value"] == "2022-09-06"


def test_a_publication_line_of_an_american_site_puts_the_month_first(draft_of: Draft) -> None:
    assert draft_of("9/16/2022 5:21:31 PM\nSáng 15/9, " + SIGNED)["published_in_text"]["value"] == "2022-09-16"


def test_today_is_the_day_of_publication(draft_of: Draft) -> None:
    assert events(draft_of("Sáng nay, " + SIGNED, "2022-09-05")) == ["2022-09-05"]
    assert events(draft_of("Sáng nay, " + SIGNED)) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "UBND tỉnh Lào Cai họp với Tập đoàn FPT về hợp tác. Trước đó, ngày 10/3/2021, hai bên đã ký thỏa thuận.",
            "agreement_signed",
        ),
        (
            "UBND tỉnh Lào Cai làm việc với Tập đoàn FPT về hợp tác theo Quyết định số 749/QĐ-TTg ngày 10/3/2021.",
            "decision",
        ),
        (
            "Căn cứ Luật Công nghệ thông tin ngày 10/3/2021, UBND tỉnh Lào Cai họp với Tập đoàn FPT về hợp tác.",
            "legal_basis",
        ),
    ],
)
def test_an_earlier_signing_or_the_date_of_a_paper_is_not_the_event(draft_of: Draft, text: str, role: str) -> None:
    record = draft_of(text)
    assert events(record) == []
    assert [(one["value"], one["role"]) for one in record["other_dates"]] == [("2021-03-10", role)]


def test_a_deadline_and_a_yearly_day_are_no_dates_of_the_event(draft_of: Draft) -> None:
    text = (
        "UBND tỉnh Lào Cai làm việc với Tập đoàn FPT về hợp tác. Hai bên hưởng ứng ngày 10/10 hằng năm "
        "và báo cáo trước ngày 30/6/2024."
    )
    assert events(draft_of(text)) == []


def test_the_own_date_of_an_official_paper_is_its_event(draft_of: Draft) -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nSố: 12/KH-UBND\nLào Cai, ngày 15 tháng 02 năm 2022\nKẾ "
        "HOẠCH\nChuyển đổi số năm 2022\nNgày 3/1/2022 đã họp."
    )
    assert events(draft_of(text)) == ["2022-02-15"]


def test_numbers_that_look_like_days_are_none(draft_of: Draft) -> None:
    assert (
        events(draft_of("UBND tỉnh Lào Cai họp với Tập đoàn FPT về hợp tác; 11/11 huyện đã nối mạng, 24/7, bản 4.0."))
        == []
    )
