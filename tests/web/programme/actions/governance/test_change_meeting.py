from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.web.programme.meetings import facts, make_meeting

from donghanh.errors import RefusedError
from donghanh.web.programme.actions.governance.change_meeting import change_meeting
from donghanh.web.programme.editing import ChangedMeanwhile
from donghanh.web.programme.models import Notice

pytestmark = pytest.mark.django_db


def test_those_invited_hear_of_a_new_time_and_their_calendars_of_a_higher_sequence(cast) -> None:
    meeting = make_meeting(cast, "called")
    later = facts(cast, meeting.starts_at + timedelta(hours=3))
    changed = change_meeting(meeting, later, by=cast.ha, once=uuid4())
    assert (changed.sequence, changed.uid) == (1, meeting.uid)
    assert Notice.objects.filter(key__endswith="changed/1").count() == 4


def test_a_new_secretary_is_no_news_and_a_meeting_not_called_is_nobodys_yet(cast) -> None:
    called = make_meeting(cast, "called")
    told = Notice.objects.count()
    same = facts(cast, called.starts_at, secretary=cast.minh)
    assert change_meeting(called, same, by=cast.ha, once=uuid4()).sequence == 0
    planned = make_meeting(cast, "planned")
    assert change_meeting(planned, facts(cast, room="Phòng 2"), by=cast.ha, once=uuid4()).sequence == 0
    assert Notice.objects.count() == told


def test_the_second_of_two_editors_is_told_what_the_first_changed(cast) -> None:
    meeting = make_meeting(cast)
    change_meeting(meeting, facts(cast, meeting.starts_at, room="Phòng 2"), by=cast.ha, version=1, once=uuid4())
    with pytest.raises(ChangedMeanwhile) as told:
        change_meeting(meeting, facts(cast, meeting.starts_at, room="Phòng 3"), by=cast.ha, version=1, once=uuid4())
    assert [(one.theirs, one.yours) for one in told.value.differences] == [("Phòng 2", "Phòng 3")]


def test_a_meeting_that_was_held_stays_as_it_was(cast) -> None:
    with pytest.raises(RefusedError, match=r"state\.meeting"):
        change_meeting(make_meeting(cast, "held"), facts(cast), by=cast.ha, once=uuid4())
