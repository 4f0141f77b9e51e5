from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from donghanh.web.programme.models import Notice
from donghanh.web.programme.notifying import notify
from donghanh.web.programme.progress_panels import of_top

pytestmark = pytest.mark.django_db


def test_the_head_counts_what_is_unread_up_to_a_bound(rf, cast) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    assert of_top(request) is None
    request.user = cast.ha
    assert of_top(request)[1]["count"] == 0
    for number in range(120):
        notify([cast.ha], Notice.Kind.ANSWERED, words={"vi": "a", "en": "a"}, href="/", key=str(number))
    assert of_top(request)[1]["shown"] == "99+"
