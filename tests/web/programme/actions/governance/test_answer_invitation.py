from __future__ import annotations

from uuid import uuid4

import pytest
from tests.web.programme.meetings import make_meeting

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.governance.answer_invitation import answer_invitation
from donghanh.web.programme.actions.governance.invite_person import invite_person

pytestmark = pytest.mark.django_db


def test_an_answer_may_be_changed_and_the_secretary_may_enter_it(cast) -> None:
    mine = make_meeting(cast, "called").attendances.get(user=cast.huong)
    assert answer_invitation(mine, by=cast.huong, answer="comes", once=uuid4()).answer == "comes"
    changed = answer_invitation(mine, by=cast.ha, answer="sends", note="Bà Mẫu", once=uuid4())
    assert (changed.answer, changed.answer_note) == ("sends", "Bà Mẫu")


def test_any_officer_answers_for_an_organisation_invited_without_a_name(cast) -> None:
    meeting = make_meeting(cast, "called")
    theirs = invite_person(meeting, by=cast.ha, organisation=cast.committee_office, once=uuid4())
    assert answer_invitation(theirs, by=cast.yen, answer="online", once=uuid4()).answer == "online"


def test_who_is_sent_must_be_named_and_an_answer_chosen(cast) -> None:
    mine = make_meeting(cast, "called").attendances.get(user=cast.huong)
    for answer, code in (("sends", "invitation.whom"), ("none", "invitation.answer"), ("x", "invitation.answer")):
        with pytest.raises(InputError) as wrong:
            answer_invitation(mine, by=cast.huong, answer=answer, once=uuid4())
        assert wrong.value.code == code


@pytest.mark.parametrize("state", ["planned", "held", "cancelled"])
def test_only_a_meeting_that_was_called_takes_answers(cast, state) -> None:
    mine = make_meeting(cast, state).attendances.get(user=cast.huong)
    with pytest.raises(RefusedError, match=r"state\.invitation"):
        answer_invitation(mine, by=cast.huong, answer="comes", once=uuid4())
