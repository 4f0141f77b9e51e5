from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.catalogue.sharing import asked, granted, officer_of_owner, today

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import events_about
from donghanh.web.catalogue.actions.approve_access import approve_access
from donghanh.web.catalogue.models import Grant

NAMES = {"applicant_name": "initials"}


def approve(grant: Grant, by, reason: str = "Đúng quy chế") -> Grant:
    return approve_access(grant, by=by, reason=reason, once=uuid4())


def test_approval_says_who_and_why(cast: Cast) -> None:
    grant = approve(asked(cast.tuan), cast.ha)
    assert grant.is_in_force and grant.decided_by == cast.ha and grant.reason == "Đúng quy chế"
    assert [event.action for event in events_about(grant)] == ["access.approved", "access.requested"]


def test_the_owner_answers_where_it_has_an_officer_and_nobody_else(cast: Cast) -> None:
    lan = officer_of_owner(cast)
    grant = asked(cast.tuan)
    for other in (cast.ha, cast.minh, cast.tuan, cast.tam, cast.yen, cast.vinh):
        with pytest.raises(RefusedError, match="forbidden"):
            approve(grant, other)
    assert approve(grant, lan).is_in_force


def test_the_owner_does_not_approve_its_own_sight_of_personal_columns(cast: Cast) -> None:
    lan = officer_of_owner(cast)
    grant = asked(lan, personal=NAMES)
    with pytest.raises(RefusedError, match="forbidden"):
        approve(grant, lan)
    assert approve(grant, cast.ha).is_in_force


def test_a_leader_answers_the_standing_office(cast: Cast) -> None:
    grant = asked(cast.ha, personal=NAMES)
    with pytest.raises(RefusedError, match="forbidden"):
        approve(grant, cast.ha)
    assert approve(grant, cast.vinh).is_in_force


def test_without_a_reason_nothing_is_approved(cast: Cast) -> None:
    grant = asked(cast.tuan)
    with pytest.raises(InputError):
        approve(grant, cast.ha, reason="  ")
    grant.refresh_from_db()
    assert grant.is_waiting


def test_a_request_is_answered_once(cast: Cast) -> None:
    with pytest.raises(RefusedError, match="state"):
        approve(granted(cast), cast.ha)


def test_a_request_whose_last_day_has_passed_is_not_approved(cast: Cast) -> None:
    grant = asked(cast.tuan)
    Grant.objects.filter(pk=grant.pk).update(starts_on=today() - timedelta(days=9), ends_on=today() - timedelta(days=1))
    with pytest.raises(RefusedError, match="grant-over"):
        approve(grant, cast.ha)


def test_an_organisation_holds_one_grant_over_a_dataset_at_a_time(cast: Cast) -> None:
    first = granted(cast)
    with pytest.raises(RefusedError, match=f"grant {first.pk}"):
        approve(asked(cast.tuan), cast.ha)
    later = asked(cast.tuan, starts_on=first.ends_on + timedelta(days=1), ends_on=first.ends_on + timedelta(days=9))
    assert approve(later, cast.ha).state == Grant.State.APPROVED
