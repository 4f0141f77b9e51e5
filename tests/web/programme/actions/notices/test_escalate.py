from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from tests.cast import make_claim, make_task

from donghanh.web.audit.log import events_about
from donghanh.web.programme.actions.notices.escalate import escalate
from donghanh.web.programme.actions.tasks.return_claim import return_claim
from donghanh.web.programme.models import Body, Escalation, Membership, Notice, Task

pytestmark = pytest.mark.django_db
DUE = date(2026, 6, 30)
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def _late(days: int) -> datetime:
    return datetime(2026, 6, 30, 8, tzinfo=HANOI) + timedelta(days=days)


@pytest.fixture
def task(cast) -> Task:
    """Overdue; its lead is paired with a sub-committee, which reports to the steering committee."""
    task = make_task(cast, due_on=DUE)
    top = Body.objects.create(province=cast.province, kind="steering_committee", name="Ban Chỉ đạo")
    paired = Body.objects.create(province=cast.province, kind="subcommittee", name="Phân ban dữ liệu", parent=top)
    paired.departments.add(cast.sao_lam)
    Membership.objects.create(body=paired, name="Hương", user=cast.huong, since=date(2026, 1, 1))
    Notice.objects.all().delete()
    return task


def test_the_paired_body_acts_after_a_week_and_the_one_above_after_a_month(task) -> None:
    assert [escalate(_late(days)) for days in (6, 7, 7, 29, 30, 31)] == [(0, 0), (1, 0), (0, 0), (0, 0), (1, 0), (0, 0)]
    assert [str(one.body) for one in Escalation.objects.order_by("pk")] == ["Phân ban dữ liệu", "Ban Chỉ đạo"]
    assert [one.action for one in events_about(task)[:2]] == ["task.escalated"] * 2


def test_members_of_the_body_and_the_lead_are_told_and_the_standing_office_where_nobody_has_an_account(task) -> None:
    escalate(_late(7))
    assert set(Notice.objects.values_list("user__username", flat=True)) == {"huong", "tuan"}
    escalate(_late(30))
    told = [one.user.username for one in Notice.objects.all() if "Ban Chỉ đạo" in one.words["vi"]]
    assert sorted(told) == ["ha", "tuan"]


def test_a_member_from_another_partner_is_not_told_of_an_agreement_it_does_not_see(cast, task) -> None:
    for person in (cast.tam, cast.tuan):
        Membership.objects.create(
            body=Body.objects.get(kind="subcommittee"), name=str(person), user=person, since=date(2026, 1, 1)
        )
    escalate(_late(7))
    assert set(Notice.objects.values_list("user__username", flat=True)) == {"huong", "tuan"}


def test_a_claim_settles_it_and_a_returned_claim_puts_it_back(cast, task) -> None:
    escalate(_late(7))
    claim = make_claim(cast, task)
    assert Escalation.objects.get().settled_at is not None
    assert escalate(_late(8)) == (0, 0)
    return_claim(claim, by=cast.yen, reason="thiếu", once=uuid4())
    assert escalate(_late(9)) == (1, 0)
    assert Escalation.objects.get().settled_at is None


def test_what_others_moved_is_settled_by_the_next_run(task) -> None:
    escalate(_late(7))
    Task.objects.update(due_on=DUE + timedelta(days=90))
    assert escalate(_late(8)) == (0, 1)


def test_the_queries_do_not_grow_with_what_was_raised_before(cast, task, django_assert_num_queries) -> None:
    for number in range(2):
        for _ in range(4 * number):
            make_task(cast, due_on=DUE)
        escalate(_late(7))
        with django_assert_num_queries(5):
            escalate(_late(7))
