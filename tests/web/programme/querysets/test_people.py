"""Who is told of what."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cast import make_agreement, make_task

from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Body, Membership
from donghanh.web.programme.querysets.people import (
    judges_of,
    members_with_accounts,
    officers_of,
    people_of_agreement,
    responsible_for,
    standing_officers,
)

pytestmark = pytest.mark.django_db


def test_officers_do_the_work_and_leaders_only_read(cast) -> None:
    assert list(officers_of([cast.sao_lam, cast.province])) == [cast.tuan]
    assert list(standing_officers()) == [cast.ha]
    assert list(people_of_agreement(make_agreement(cast))) == [cast.tuan]


def test_nobody_judges_the_work_of_the_own_organisation(cast) -> None:
    assert set(judges_of(make_task(cast))) == {cast.ha, cast.yen}
    assert set(judges_of(make_task(cast, co_organisations=[cast.science]))) == {cast.yen}


def test_a_member_is_told_only_while_sitting_in_the_body(cast) -> None:
    body = Body.objects.create(province=cast.province, kind="steering_committee", name="Ban Chỉ đạo")
    for user, until in ((cast.vinh, None), (cast.ha, date(2026, 6, 30))):
        Membership.objects.create(body=body, name=str(user), user=user, since=date(2026, 1, 1), until=until)
    assert set(members_with_accounts(body, on=date(2026, 6, 30))) == {cast.vinh, cast.ha}
    assert set(members_with_accounts(body, on=date(2026, 7, 1))) == {cast.vinh}
    assert not members_with_accounts(body, on=date(2025, 12, 31)).exists()


def test_the_officer_in_charge_answers_for_the_task_while_in_office(cast) -> None:
    task = make_task(cast)
    assert set(responsible_for(task)) == {cast.tuan}
    task.officer = User.objects.create(
        username="khoa", full_name="Lê Khoa", organisation=cast.sao_lam, role=cast.tuan.role
    )
    assert list(responsible_for(task)) == [task.officer]
    task.officer.is_active = False
    task.officer.save()
    assert list(responsible_for(task)) == [cast.tuan]
