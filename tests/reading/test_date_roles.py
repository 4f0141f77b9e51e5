from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from donghanh.reading.date_roles import AGREEMENT_SIGNED, DEADLINE, YEARLY, weigh_date
from donghanh.reading.segments import Segmented


def weigh(segmented: Callable[[str], Segmented], text: str, **known: object) -> tuple[float, str]:
    read = segmented(text)
    start = read.key.index("15/7")
    facts = {
        "spelled": False,
        "daypart": False,
        "paper": False,
        "signing": False,
        "published": None,
        "value": None,
    } | known
    return weigh_date(read, (start, start + 4), **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Thỏa thuận ký ngày 15/7 là cơ sở để giám sát.", AGREEMENT_SIGNED),
        ("Báo cáo gửi về Sở trước ngày 15/7 để tổng hợp.", DEADLINE),
        ("Tỉnh lấy ngày 15/7 hằng năm làm ngày hội số.", YEARLY),
        ("Nghị quyết số 04-NQ/TU ngày 15/7 của Tỉnh ủy.", "decision"),
        ("Ngày 15/7, hội nghị diễn ra tại tỉnh.", ""),
    ],
)
def test_the_words_around_a_date_tell_its_role(segmented: Callable[[str], Segmented], text: str, role: str) -> None:
    score, found = weigh(segmented, text)
    assert found == role
    assert (score >= 3) == (role == "")


def test_a_day_of_another_year_than_publication_is_not_the_event(segmented: Callable[[str], Segmented]) -> None:
    text = "Ngày 15/7, hội nghị diễn ra tại tỉnh."
    score, role = weigh(segmented, text, published=date(2022, 7, 16), value=date(2019, 7, 15))
    assert score < 3
    assert role == "earlier"


def test_in_a_report_on_a_signing_the_day_of_signing_may_be_the_event(segmented: Callable[[str], Segmented]) -> None:
    assert weigh(segmented, "Thỏa thuận được ký ngày 15/7 tại tỉnh.", signing=True)[0] >= 3
