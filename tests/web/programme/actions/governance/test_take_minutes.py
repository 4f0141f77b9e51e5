from __future__ import annotations

from uuid import uuid4

import pytest
from tests.web.programme.meetings import make_meeting

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.governance.take_minutes import take_minutes
from donghanh.web.programme.editing import ChangedMeanwhile

pytestmark = pytest.mark.django_db


def test_the_meeting_is_held_and_it_is_known_who_came(cast) -> None:
    meeting = make_meeting(cast, "called")
    came = meeting.attendances.get(user=cast.tuan)
    minutes = {"text": "Thảo luận", "present": [came.pk], "number": "05/BB", "at": meeting.starts_at}
    held = take_minutes(meeting, by=cast.ha, once=uuid4(), **minutes)
    assert (held.state, held.minutes, held.minutes_number) == ("held", "Thảo luận", "05/BB")
    assert [one.user for one in held.attendances.filter(was_present=True)] == [cast.tuan]
    assert not held.attendances.filter(was_present=None).exists()


def test_minutes_need_words_and_a_meeting_that_has_begun(cast) -> None:
    meeting = make_meeting(cast, "called")
    with pytest.raises(RefusedError, match=r"state\.meeting_ahead"):
        take_minutes(meeting, by=cast.ha, text="Thảo luận", present=[], once=uuid4())
    with pytest.raises(InputError, match=r"minutes\.text"):
        take_minutes(meeting, by=cast.ha, text=" ", present=[], at=meeting.starts_at, once=uuid4())


def test_of_two_who_write_them_the_second_is_told(cast) -> None:
    meeting = make_meeting(cast, "held")
    take_minutes(meeting, by=cast.ha, text="Một", present=[], version=meeting.version, once=uuid4())
    with pytest.raises(ChangedMeanwhile):
        take_minutes(meeting, by=cast.ha, text="Hai", present=[], version=meeting.version, once=uuid4())


def test_once_the_conclusions_are_issued_the_minutes_stand(cast) -> None:
    with pytest.raises(RefusedError, match=r"state\.meeting"):
        take_minutes(make_meeting(cast, "concluded"), by=cast.ha, text="Khác", present=[], once=uuid4())
