from __future__ import annotations

from uuid import uuid4

import pytest

from donghanh.errors import RefusedError
from donghanh.web.programme.actions.roadmap.set_calendar_key import set_calendar_key
from donghanh.web.programme.models import NoticeSettings

pytestmark = pytest.mark.django_db


def test_a_new_key_replaces_the_old_one_and_none_closes_the_feed(cast) -> None:
    keys = [set_calendar_key(cast.ha, by=cast.ha, is_wanted=wanted, once=uuid4()) for wanted in (True, True, False)]
    assert len(set(keys)) == 3
    assert len(keys[0]) == 43 and keys[2] == ""
    assert NoticeSettings.objects.get(user=cast.ha).calendar_key == ""


def test_nobody_opens_the_calendar_of_another(cast) -> None:
    with pytest.raises(RefusedError, match="forbidden"):
        set_calendar_key(cast.minh, by=cast.ha, is_wanted=True, once=uuid4())
