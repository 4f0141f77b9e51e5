from __future__ import annotations

from uuid import uuid4

import pytest
from tests.web.programme.meetings import make_meeting

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.governance.invite_person import invite_person, strike_off
from donghanh.web.programme.models import Notice

pytestmark = pytest.mark.django_db


def test_an_organisation_invited_without_a_name_is_told_through_its_officers(cast) -> None:
    meeting = make_meeting(cast, "called")
    invited = invite_person(meeting, by=cast.ha, organisation=cast.science, once=uuid4())
    assert (invited.name, invited.user) == (cast.science.name, None)
    assert Notice.objects.filter(user=cast.ha, kind=Notice.Kind.INVITED).exists()


def test_nobody_stands_on_the_list_twice_or_without_a_name(cast) -> None:
    meeting = make_meeting(cast)
    with pytest.raises(InputError, match=r"invited\.twice"):
        invite_person(meeting, by=cast.ha, user=cast.minh, once=uuid4())
    with pytest.raises(InputError, match=r"invited\.name"):
        invite_person(meeting, by=cast.ha, name=" ", once=uuid4())


def test_who_came_without_an_invitation_is_added_after_the_meeting_but_nobody_is_struck_off_then(cast) -> None:
    meeting = make_meeting(cast, "held")
    assert invite_person(meeting, by=cast.ha, name="Ông Mẫu", once=uuid4()).pk
    with pytest.raises(RefusedError, match=r"state\.meeting"):
        strike_off(meeting.attendances.first(), by=cast.ha, once=uuid4())


def test_somebody_is_taken_off_before_the_meeting(cast) -> None:
    meeting = make_meeting(cast, "called")
    strike_off(meeting.attendances.get(user=cast.huong), by=cast.ha, once=uuid4())
    assert not meeting.attendances.filter(user=cast.huong).exists()
