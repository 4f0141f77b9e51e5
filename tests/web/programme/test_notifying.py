from __future__ import annotations

import pytest

from donghanh.web.programme.models import Notice
from donghanh.web.programme.notifying import notify

pytestmark = pytest.mark.django_db
WORDS = {"vi": "Nhiệm vụ 1.1 bị trả lại.", "en": "Task 1.1 was returned."}


def test_each_is_told_once_however_often_it_is_said(cast) -> None:
    for _ in range(2):
        notify([cast.tuan, cast.tuan, cast.ha], Notice.Kind.RETURNED, words=WORDS, href="/nhiem-vu/1/", key="a")
    assert sorted(Notice.objects.values_list("user__username", flat=True)) == ["ha", "tuan"]


def test_another_occasion_is_told_too_and_who_left_is_not_told(cast) -> None:
    cast.tuan.is_active = False
    for key in ("a", "b"):
        notify([cast.tuan, cast.ha], Notice.Kind.RETURNED, words=WORDS, href="/nhiem-vu/1/", key=key)
    assert list(Notice.objects.values_list("user__username", flat=True)) == ["ha", "ha"]
    assert Notice.objects.filter(read_at=None, mailed_at=None).count() == 2
