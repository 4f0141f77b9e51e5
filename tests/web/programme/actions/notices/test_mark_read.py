from __future__ import annotations

import pytest

from donghanh.web.programme.actions.notices.mark_read import mark_read
from donghanh.web.programme.models import Notice
from donghanh.web.programme.notifying import notify

pytestmark = pytest.mark.django_db


def test_only_the_own_notices_are_marked_and_once(cast) -> None:
    notify([cast.ha, cast.tuan], Notice.Kind.ANSWERED, words={"vi": "a", "en": "a"}, href="/", key="a")
    assert [mark_read(Notice.objects.all(), by=cast.ha) for _ in range(2)] == [1, 0]
    assert Notice.objects.get(user=cast.tuan).read_at is None
