from __future__ import annotations

import pytest
from django.utils import timezone

from donghanh.web.programme.models import Notice
from donghanh.web.programme.notifying import notify, settle_notices

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


def test_what_was_done_counts_as_read_for_everybody_and_nothing_else_does(cast) -> None:
    for key in ("task/1/claim/1", "task/1/claim/11", "task/1/due/20260630/14", "task/1/due/20260630/3"):
        notify([cast.tuan, cast.ha], Notice.Kind.TO_JUDGE, words=WORDS, href="/nhiem-vu/1/", key=key)
    settle_notices("task/1/claim/1", at=timezone.now())
    settle_notices("task/1/due/", at=timezone.now())
    left = Notice.objects.filter(read_at=None).order_by("pk")
    assert [(one.user, one.key) for one in left] == [(cast.ha, "task/1/claim/11"), (cast.tuan, "task/1/claim/11")]
