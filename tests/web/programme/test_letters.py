from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from donghanh.web.programme.letters import SHOWN, letter
from donghanh.web.programme.models import Notice

pytestmark = pytest.mark.django_db


def _notices(count: int) -> list[Notice]:
    now = timezone.now()
    return [
        Notice(
            kind=Notice.Kind.OVERDUE if number % 2 else Notice.Kind.DUE_SOON,
            words={"vi": f"Nhiệm vụ số {number}.", "en": "…"},
            href=f"/nhiem-vu/{number}/",
            raised_at=now - timedelta(minutes=number),
        )
        for number in range(count)
    ]


def test_a_letter_says_each_thing_with_its_address(cast, settings) -> None:
    settings.SITE_ADDRESS = "https://dh.example.vn/"
    cast.tuan.email = "tuan@example.vn"
    made = letter(cast.tuan, _notices(2))
    assert made.to == ["tuan@example.vn"]
    assert "Nhiệm vụ số 0." in made.body and "https://dh.example.vn/nhiem-vu/1/" in made.body
    assert "Phan Anh Tuấn" in made.body


def test_what_is_too_much_is_counted(cast) -> None:
    body = letter(cast.tuan, _notices(SHOWN + 7)).body
    assert body.count("- Nhiệm vụ số") == SHOWN and " 7 " in body
