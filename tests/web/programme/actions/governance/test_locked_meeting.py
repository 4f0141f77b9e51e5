from __future__ import annotations

import pytest
from django.db import transaction
from tests.web.programme.meetings import make_meeting

from donghanh.errors import RefusedError
from donghanh.web.programme.actions.governance.locked_meeting import TO_COME, locked_meeting

pytestmark = pytest.mark.django_db


def test_whoever_takes_the_minutes_may_work_on_the_meeting_in_the_states_named(cast) -> None:
    meeting = make_meeting(cast, "planned", secretary=cast.minh)
    with transaction.atomic():
        assert locked_meeting(meeting, by=cast.minh, states=TO_COME) == meeting
        with pytest.raises(RefusedError, match="forbidden"):
            locked_meeting(meeting, by=cast.huong, states=TO_COME)
        with pytest.raises(RefusedError, match=r"state\.meeting"):
            locked_meeting(meeting, by=cast.ha, states=("held",))
